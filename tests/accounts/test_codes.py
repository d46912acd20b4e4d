"""Codes of an app and codes on paper: each counts once, guessing stops, and nobody reads a secret in the database."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sto_portal.accounts.models import Sessie
from sto_portal.accounts.tweestaps.adapter import UNREADABLE
from sto_portal.accounts.tweestaps.forms import TOO_OFTEN, USED
from tests.accounts.stappen import (
    APP,
    CODES,
    OVERVIEW,
    SECOND_STEP,
    code_of,
    give_app,
    give_password,
    secret_of,
    set_up_app,
    shown_secret,
)
from tests.rendering import strict_variables


@pytest.fixture
def with_app(behandelaar):
    give_app(behandelaar)
    return behandelaar


def second_step(user, code):
    """What someone gets who gives the password and then `code`, in a browser of their own."""
    browser = Client()
    give_password(browser, user)
    return browser.post(SECOND_STEP, {"code": code})


def said(response):
    return response.context["form"].errors["code"]


def test_a_code_that_was_used_is_refused_also_by_another_process(with_app):
    code = code_of()
    first = second_step(with_app, code)
    cache.clear()  # that of another process does not know what this one saw

    again = second_step(with_app, code)

    assert first.status_code == 302
    assert said(again) == [USED]


def test_a_code_of_before_the_last_one_is_refused_too(with_app):
    second_step(with_app, code_of(later=1))

    assert said(second_step(with_app, code_of())) == [USED]


def test_the_code_by_which_the_app_was_set_up_does_not_sign_in_once_more(client, anna):
    give_password(client, anna)
    set_up_app(client)

    assert said(second_step(anna, code_of(secret_of(anna)))) == [USED]


@pytest.mark.parametrize("later", [-1, 1])
def test_a_telephone_may_be_half_a_minute_off(with_app, later):
    assert second_step(with_app, code_of(later=later)).status_code == 302


@pytest.mark.parametrize("later", [-3, 3])
def test_a_telephone_that_is_a_minute_and_a_half_off_is_refused(with_app, later):
    assert second_step(with_app, code_of(later=later)).status_code == 200


@pytest.mark.parametrize("between", [" ", "-", "\u00a0", "\u200b"])
def test_signs_between_the_digits_do_no_harm(with_app, between):
    code = code_of()

    assert second_step(with_app, f"{code[:3]}{between}{code[3:]}").status_code == 302


@pytest.mark.parametrize("wrong", ["", "abc", "000000000000", "\uff11\uff12\uff13456", "9" * 5000, "12\x0034"])
def test_what_is_no_code_is_told_at_the_field(with_app, wrong):
    response = second_step(with_app, wrong)

    assert (response.status_code, len(said(response))) == (200, 1)


def test_guessing_codes_stops_and_then_the_right_one_waits_too(with_app):
    for _ in range(5):
        second_step(with_app, "000000")

    assert said(second_step(with_app, code_of())) == [TOO_OFTEN]


def test_a_code_on_paper_signs_in_once(client, anna):
    give_password(client, anna)
    code = set_up_app(client).context["codes"][3]

    first, again = second_step(anna, code), second_step(anna, code)

    assert (first.status_code, again.status_code) == (302, 200)
    assert "U hebt er nog 9." in client.get(OVERVIEW).text


def test_new_codes_take_the_place_of_the_old_and_are_shown_once(client, anna):
    give_password(client, anna)
    old = set_up_app(client).context["codes"]

    asked = client.get(CODES)
    new = client.post(CODES).context["codes"]

    assert "De codes die u had, werken daarna niet meer." in asked.text
    assert not set(old) & set(new)
    assert not any(code in client.get(page).text for code in new for page in (CODES, OVERVIEW))
    assert second_step(anna, old[0]).status_code == 200
    assert second_step(anna, new[0]).status_code == 302


def test_who_has_no_second_step_makes_no_codes(client, anna):
    give_password(client, anna)

    response = client.post(CODES, follow=True)

    assert "U hebt nog geen tweede stap." in response.text
    assert not Authenticator.objects.filter(user=anna).exists()


def test_a_second_app_is_refused_and_the_first_one_stays(client, anna):
    give_password(client, anna)
    secret = shown_secret(client.get(APP))
    give_app(anna)

    response = client.post(APP, {"code": code_of(secret)}, follow=True)

    assert "U hebt al een app ingesteld." in response.text
    assert Authenticator.objects.filter(user=anna).count() == 1


def test_no_secret_can_be_read_in_the_database(client, anna):
    give_password(client, anna)
    secret = shown_secret(client.get(APP))
    pending = json.dumps(Sessie.objects.get(user=anna).get_decoded())
    client.post(APP, {"code": code_of(secret)})

    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in pending + kept
    assert secret_of(anna) == secret


def test_another_secret_key_opens_what_was_kept_under_the_old_one(with_app, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een andere geheime sleutel"

    assert second_step(with_app, code_of()).status_code == 302


def test_without_the_old_key_people_read_who_can_help(with_app, settings):
    settings.SECRET_KEY = "een andere geheime sleutel"

    assert said(second_step(with_app, code_of())) == [UNREADABLE]


def test_who_works_on_the_server_opens_the_door_again_for_everyone(with_app, beheerder, settings):
    settings.SECRET_KEY = "een andere geheime sleutel"
    give_app(beheerder)

    call_command("haal_tweede_stap_weg", onleesbaar=True, verbosity=0)

    assert [factor.user for factor in Authenticator.objects.all()] == [beheerder]


NO_KEYS = [
    *("", "{", "null", "[]", "{}", '"abc"', "5", '{"id": 5}', '{"id": "\u00e9", "rawId": "\u00e9", "response": 5}'),
    '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "YQ", "attestationObject": "YQ"}}',
    '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "e30", "authenticatorData": "oA", "signature": "YQ"}}',
]


@pytest.mark.parametrize("sent", NO_KEYS)
def test_what_is_no_passkey_is_told_and_the_name_stays(client, anna, sent):
    give_password(client, anna)
    client.get(f"{OVERVIEW}sleutel/")

    response = client.post(f"{OVERVIEW}sleutel/", {"name": "Laptop", "credential": sent})

    assert (response.status_code, response.context["form"].is_valid()) == (200, False)
    assert 'value="Laptop"' in response.text
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("sent", NO_KEYS)
def test_what_is_no_passkey_signs_nobody_in(with_app, sent):
    browser = Client()
    give_password(browser, with_app)
    browser.get(SECOND_STEP)

    response = browser.post(SECOND_STEP, {"credential": sent})

    assert response.status_code == 200
    assert browser.get("/aanvragen/").status_code == 302


def test_nobody_comes_to_the_second_step_without_the_first(client, with_app):
    assert client.get(SECOND_STEP).url == "/account/login/"
    assert client.post(SECOND_STEP, {"code": code_of()}).url == "/account/login/"


def test_the_pages_use_no_variable_that_nobody_gives(client, anna, monkeypatch):
    give_password(client, anna)
    with strict_variables(monkeypatch) as unknown:
        set_up_app(client)
        app = Authenticator.objects.get(user=anna, type="totp").pk
        pages = [OVERVIEW, CODES, f"{OVERVIEW}sleutel/", f"{OVERVIEW}{app}/weghalen/", f"{OVERVIEW}bevestigen/"]
        answers = [client.get(page).status_code for page in pages]
        answers += [client.post(f"{OVERVIEW}{page}", {"code": ""}).status_code for page in ("bevestigen/", "sleutel/")]
        answers.append(second_step(anna, "").status_code)

    assert (answers, unknown) == ([200] * 8, set())


def test_the_second_step_takes_a_few_queries(with_app):
    browser = Client()
    give_password(browser, with_app)

    with CaptureQueriesContext(connection) as asked:
        browser.get(SECOND_STEP)

    assert len(asked) == 8
