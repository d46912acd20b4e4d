"""Who reads or decides for the whole country signs in with a second step."""

import re
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sto_portal.accounts.actions import AccountError
from sto_portal.accounts.models import Sessie
from sto_portal.accounts.tweestaps.actions import take_away_factors
from sto_portal.roles import Landelijkerol
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import run_waiting
from tests.accounts.stappen import (
    AGAIN,
    APP,
    CODES,
    OVERVIEW,
    SECOND_STEP,
    code_of,
    give_app,
    give_password,
    set_up_app,
    shown_secret,
)
from tests.factories import UserFactory

PAGE = "/aanvragen/"


@pytest.fixture(autouse=True)
def asked(settings):
    """As in production: every role for the country gives a second step."""
    settings.SECOND_FACTOR = True


def went_to(response):
    return (response.status_code, response.url)


def traces(obj):
    return list(Spoor.objects.of(obj).exclude(wat="sign_in").values_list("wat", flat=True))


@pytest.mark.parametrize("rol", Landelijkerol.values)
def test_each_role_for_the_country_sets_up_a_second_step_first(client, db, rol):
    person = UserFactory(rol=rol)

    give_password(client, person, PAGE)

    assert went_to(client.get(PAGE)) == (302, f"{OVERVIEW}?next={PAGE}")
    assert went_to(client.get("/")) == (302, f"{OVERVIEW}?next=/")
    assert client.get(OVERVIEW).status_code == 200
    assert client.get("/over/").status_code == 200


def test_public_pages_do_not_show_more_to_who_gave_no_second_step(client, onderzoeker):
    client.force_login(onderzoeker)

    assert client.get("/monitoring/tabel-2-1/?soort=ingediend").status_code == 302


def test_who_only_has_a_region_may_do_without(client, anna):
    give_password(client, anna)

    assert client.get(PAGE).status_code == 200


def test_where_the_setting_is_off_nobody_has_to(client, behandelaar, settings):
    settings.SECOND_FACTOR = False

    give_password(client, behandelaar)

    assert client.get(PAGE).status_code == 200


def test_after_setting_up_an_app_the_page_that_was_asked_opens(client, behandelaar):
    give_password(client, behandelaar, PAGE)

    codes = set_up_app(client, page=PAGE)

    assert len(re.findall(r"<li class=\"sto-code\">\d{8}</li>", codes.text)) == 10
    assert f'href="{PAGE}">Ik heb ze bewaard' in codes.text
    assert client.get(PAGE).status_code == 200
    assert traces(behandelaar) == ["add_factor"]


def test_the_next_time_the_app_is_asked_after_the_password(client, behandelaar):
    give_app(behandelaar)

    first = give_password(client, behandelaar, PAGE)
    between = client.get(PAGE)
    second = client.post(SECOND_STEP, {"code": code_of()})

    assert went_to(first) == (302, SECOND_STEP)
    assert between.url == f"/account/login/?next={PAGE}"
    assert went_to(second) == (302, PAGE)
    assert client.get(PAGE).status_code == 200


def test_a_session_with_a_password_alone_is_asked_for_the_code(client, behandelaar):
    client.force_login(behandelaar)
    give_app(behandelaar)

    asked = client.get(PAGE)
    blocked = client.get(APP)
    client.post(f"{AGAIN}?next={PAGE}", {"code": code_of(), "next": PAGE})

    assert asked.url == f"{AGAIN}?next={PAGE}"
    assert blocked.url.startswith(AGAIN)
    assert client.get(PAGE).status_code == 200


def test_what_was_typed_is_given_back_with_the_way_to_the_second_step(client, behandelaar):
    client.force_login(behandelaar)

    response = client.post(f"{PAGE}nieuw/", {"titel": "Meer meisjes"})

    assert response.status_code == 403
    assert response.context["teksten"] == ["Meer meisjes"]
    assert f'href="{OVERVIEW}?next={PAGE}nieuw/"' in response.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_way_on_leads_to_no_other_site(client, behandelaar, elsewhere):
    give_password(client, behandelaar)

    codes = set_up_app(client, page=elsewhere)

    assert 'href="/">Ik heb ze bewaard' in codes.text
    assert "evil" not in client.get(OVERVIEW, {"next": elsewhere}).text


def test_who_must_have_one_cannot_take_away_the_last(client, behandelaar):
    give_password(client, behandelaar)
    set_up_app(client)
    app = Authenticator.objects.get(user=behandelaar, type="totp")

    page = client.get(f"{OVERVIEW}{app.pk}/weghalen/", follow=True)
    client.post(f"{OVERVIEW}{app.pk}/weghalen/")

    assert "Dit is uw laatste tweede stap" in page.text
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_who_chose_it_freely_takes_it_away_with_the_codes_on_paper(client, anna):
    give_password(client, anna)
    set_up_app(client)
    app = Authenticator.objects.get(user=anna, type="totp")

    page = client.get(f"{OVERVIEW}{app.pk}/weghalen/")
    client.post(f"{OVERVIEW}{app.pk}/weghalen/")
    run_waiting()

    assert "Uw herstelcodes werken dan ook niet meer." in page.text
    assert not Authenticator.objects.filter(user=anna).exists()
    assert traces(anna) == ["add_factor", "remove_factor"]
    assert [message.subject for message in mail.outbox] == ["Inloggen in twee stappen is veranderd"] * 2


def test_nobody_reaches_the_second_step_of_another(client, anna, bram):
    app = give_app(bram)
    give_password(client, anna)

    assert client.post(f"{OVERVIEW}{app.pk}/weghalen/").status_code == 404


def test_the_beheerder_takes_away_what_someone_lost(client, beheerder, behandelaar, client_of):
    elsewhere = client_of(behandelaar)
    client = client_of(beheerder, app=True)
    give_app(behandelaar)

    page = client.get(f"/gebruikers/{behandelaar.pk}/")
    client.post(f"/gebruikers/{behandelaar.pk}/tweede-stap/")
    run_waiting()

    assert f'href="/gebruikers/{behandelaar.pk}/tweede-stap/"' in page.text
    assert not Authenticator.objects.filter(user=behandelaar).exists()
    assert elsewhere.get(PAGE).url == f"/account/login/?next={PAGE}"
    assert not Sessie.objects.filter(user=behandelaar).exists()
    assert traces(behandelaar) == ["take_away_factors"]
    assert "Een beheerder heeft uw tweede stap weggehaald." in mail.outbox[-1].body
    assert mail.outbox[-1].to == [behandelaar.email]


def test_nobody_takes_away_the_own_one_so_or_one_that_is_not_there(beheerder, behandelaar):
    give_app(beheerder)

    with pytest.raises(AccountError, match="Vraag het een andere beheerder"):
        take_away_factors(user=beheerder, by=beheerder)
    with pytest.raises(AccountError, match="heeft geen tweede stap"):
        take_away_factors(user=behandelaar, by=beheerder)


def test_opening_the_page_of_the_app_twice_shows_one_secret(client, anna):
    give_password(client, anna)

    assert shown_secret(client.get(APP)) == shown_secret(client.get(APP))


def test_after_a_while_the_password_is_asked_again_before_anything_changes(client, anna):
    client.force_login(anna)

    asked = [client.get(APP).url, client.post(CODES).url]

    assert [unquote(url) for url in asked] == [f"/account/reauthenticate/?next={page}" for page in (APP, CODES)]


def test_who_works_on_the_server_helps_the_only_beheerder(beheerder, capsys):
    give_app(beheerder)

    call_command("haal_tweede_stap_weg", beheerder.email)

    assert capsys.readouterr().out == "De tweede stap van Bas is weggehaald.\n"
    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError, match="heeft geen tweede stap"):
        call_command("haal_tweede_stap_weg", beheerder.email)
    with pytest.raises(CommandError, match="Er is geen gebruiker met het e-mailadres"):
        call_command("haal_tweede_stap_weg", "x@example.nl")


def queries_of(browser):
    with CaptureQueriesContext(connection) as asked:
        browser.get(PAGE)
    return len(asked)


def test_who_gave_it_or_needs_none_pays_no_query_for_it(client_of, anna, behandelaar, settings):
    browsers = [client_of(anna), client_of(behandelaar, app=True)]
    with_it = [queries_of(browser) for browser in browsers]

    settings.SECOND_FACTOR = False

    assert [queries_of(browser) for browser in browsers] == with_it
