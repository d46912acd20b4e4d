"""How someone comes in to register a region: a public page, a link by mail, a password."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from regions.models import Vooraanmelding, Vooraanmeldperiode
from regions.vooraanmelding.toegang import access_path
from sto_portal.accounts.models import User
from sto_portal.outbox.models import Bericht
from tests.factories import UserFactory
from tests.regions.vooraanmeldingen import close, make_vooraanmelding, open_periode

PAGE = "/vooraanmelden/"
NEW = {"naam": "Nina", "email": "Nina@Example.nl"}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def karin(client, db):
    """Who registers a region, signed in."""
    user = UserFactory(naam="Karin", email="karin@example.nl")
    client.force_login(user)
    return user


def test_a_stranger_gets_a_link_and_the_page_does_not_tell_who_has_an_account(client, db):
    UserFactory(email="bekend@example.nl", last_login=timezone.now())

    for email in ("nina@example.nl", "bekend@example.nl"):
        page = client.post(PAGE, {"naam": "N", "email": email}, follow=True)
        assert f"Wij sturen een e-mail naar {email}. Daarin staat hoe u verder gaat." in page.text

    mails = {mail.aan: mail for mail in Bericht.objects.all()}
    assert "/vooraanmelden/bevestigen/" in mails["nina@example.nl"].geheim
    assert (mails["bekend@example.nl"].geheim, "U hebt al een account" in mails["bekend@example.nl"].tekst) == (
        "",
        True,
    )
    assert not User.objects.filter(email="nina@example.nl").exists()


def test_asking_twice_on_one_day_gives_one_mail(client, db):
    for _ in range(2):
        client.post(PAGE, NEW)

    assert [mail.aan for mail in Bericht.objects.all()] == ["nina@example.nl"]


def test_who_asks_often_is_slowed_down(client, db):
    codes = [client.post(PAGE, {"naam": "N", "email": f"n{number}@example.nl"}).status_code for number in range(11)]

    assert codes == [302] * 10 + [429]


def test_the_link_makes_an_account_once_and_leads_to_a_password(client, db):
    link = access_path(naam="Nina", email="nina@example.nl")

    assert client.get(link).status_code == 200
    assert not User.objects.filter(email="nina@example.nl").exists()
    found = [client.post(link).url for _ in range(2)]

    assert [address.startswith("/account/password/reset/key/") for address in found] == [True, True]
    assert User.objects.get(email="nina@example.nl").naam == "Nina"


def test_who_made_an_account_and_no_password_gets_a_link_again(client, db):
    client.post(access_path(naam="Nina", email="nina@example.nl"))

    client.post(PAGE, NEW)

    assert "/vooraanmelden/bevestigen/" in Bericht.objects.get(aan="nina@example.nl").geheim


def test_who_signed_in_before_goes_to_signing_in(client, db, karin):
    karin.last_login = karin.aangemaakt_op
    karin.save()
    client.logout()

    assert client.post(access_path(naam="Karin", email=karin.email)).url == "/account/login/"


def test_a_link_that_is_too_old_or_changed_does_not_exist(client, db, settings):
    link = access_path(naam="Nina", email="nina@example.nl")

    broken = client.get(f"{link[:-2]}x/")
    assert (broken.status_code, "Vraag een nieuwe link aan" in broken.text) == (404, True)
    settings.AANMELDLINK_DAYS = -1
    assert (client.get(link).status_code, client.post(link).status_code) == (404, 404)
    assert not User.objects.filter(email="nina@example.nl").exists()


@pytest.mark.parametrize(
    ("typed", "field"), [({"naam": "", "email": "a@example.nl"}, "naam"), ({"naam": "A", "email": "geen"}, "email")]
)
def test_what_is_wrong_in_the_question_for_a_link_is_told(client, db, typed, field):
    assert list(client.post(PAGE, typed).context["form"].errors) == [field]
    assert not Bericht.objects.exists()


def test_outside_the_periode_nobody_asks_or_begins(client, karin):
    close(open_periode())

    page = client.get(PAGE)
    begun = client.post(f"{PAGE}nieuw/", {"periode": open_periode().pk}, follow=True)
    client.logout()
    asked = client.post(PAGE, NEW)

    assert "Begin met de aanmelding" not in page.text
    assert "Regio&#x27;s aanmelden kan nu niet." in begun.text
    assert asked.status_code == 409
    assert not Vooraanmelding.objects.exists()


def test_an_official_reads_that_registering_is_not_for_them(client, coordinator):
    client.force_login(coordinator)

    assert "U kunt" not in client.get(PAGE).text
    assert "Met uw account kunt u geen regio aanmelden" in client.get(PAGE).text
    assert client.post(f"{PAGE}nieuw/").status_code == 403


def test_who_signs_in_on_the_way_to_beginning_comes_back_to_the_page(client, karin):
    assert client.get(f"{PAGE}nieuw/").url == PAGE
    assert client.post(f"{PAGE}nieuw/", {"periode": "x"}).url == PAGE


def test_two_periodes_that_are_open_can_both_be_chosen(client, karin):
    first = open_periode()
    other = Vooraanmeldperiode.objects.exclude(pk=first.pk).first()
    Vooraanmeldperiode.objects.filter(pk=other.pk).update(sluit_op=first.sluit_op)

    client.post(f"{PAGE}nieuw/", {"periode": other.pk})
    page = client.get(PAGE)

    assert Vooraanmelding.objects.get().periode == other
    assert page.context["te_beginnen"] == [first]


def test_the_front_page_offers_it_to_who_has_no_region_and_to_who_began_one(client, karin, anna):
    def offered():
        return any(card["url"] == PAGE for card in client.get("/").context["cards"])

    assert offered()
    close(open_periode())
    assert not offered()
    make_vooraanmelding(karin)
    assert offered()
    client.force_login(anna)
    assert not offered()
