"""Who signed in, and that someone tried in vain, stands in the sporen; a guesser does not fill them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sto_portal.accounts.inlogsporen import NOBODY
from sto_portal.sporen.actions import verify_chain
from sto_portal.sporen.models import Spoor
from tests.accounts.stappen import SECOND_STEP, code_of, give_app, give_password
from tests.factories import PASSWORD

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def browser():
    return Client(headers={"User-Agent": BROWSER}, REMOTE_ADDR="192.0.2.17")


def tries(browser, email, password, times=1):
    for _ in range(times):
        browser.post("/account/login/", {"login": email, "password": password})


def traces(obj):
    return [(spoor.wat, spoor.data) for spoor in Spoor.objects.of(obj)]


def names(obj):
    return [wat for wat, _data in traces(obj)]


PLACE = {"adres": "192.0.2.17", "browser": "Firefox op Linux"}


def test_who_signs_in_leaves_a_spoor_with_from_where(browser, anna):
    tries(browser, anna.email, PASSWORD)

    (spoor,) = Spoor.objects.of(anna)
    assert (spoor.door, spoor.wat, spoor.data) == (anna, "sign_in", PLACE | {"tweede_stap": False})


def test_the_spoor_says_that_a_second_step_was_given(browser, anna):
    give_app(anna)
    give_password(browser, anna)
    before = names(anna)

    browser.post(SECOND_STEP, {"code": code_of()})

    assert before == []
    assert traces(anna) == [("sign_in", PLACE | {"tweede_stap": True})]


def test_wrong_passwords_leave_one_spoor_and_one_when_the_lock_begins(browser, anna):
    tries(browser, anna.email, "geheim en fout", times=12)

    assert traces(anna) == [("sign_in_failed", PLACE), ("sign_in_blocked", PLACE)]
    assert not Spoor.objects.filter(gegevens__contains="geheim").exists()
    assert list(verify_chain()) == []


def test_after_that_hour_the_next_one_is_kept(browser, anna, settings):
    tries(browser, anna.email, "fout")
    settings.SIGN_IN_SPOOR_SECONDS = 0

    tries(browser, anna.email, "fout")

    assert names(anna) == ["sign_in_failed", "sign_in_failed"]


def test_a_thousand_accounts_that_are_not_there_are_one_spoor(browser, db):
    for number in range(20):
        tries(browser, f"niemand{number}@example.nl", "fout")

    assert traces(NOBODY) == [("sign_in_failed", PLACE)]
    assert Spoor.objects.count() == 1


def test_wrong_codes_are_kept_in_the_same_way(browser, anna):
    give_app(anna)
    for _ in range(8):
        give_password(browser, anna)
        browser.post(SECOND_STEP, {"code": "000000"})

    assert names(anna) == ["second_step_failed", "second_step_blocked"]


def test_the_password_of_now_that_is_wrong_counts_too(browser, anna):
    browser.force_login(anna)

    browser.post("/account/reauthenticate/", {"password": "fout"})

    assert names(anna) == ["sign_in_failed"]


def test_signing_in_takes_a_few_queries(browser, anna, bram):
    tries(browser, bram.email, PASSWORD)
    browser = Client()

    with CaptureQueriesContext(connection) as right:
        tries(browser, anna.email, PASSWORD)
    with CaptureQueriesContext(connection) as wrong:
        tries(Client(), anna.email, "fout")
    with CaptureQueriesContext(connection) as again:
        tries(Client(), anna.email, "fout")
    with CaptureQueriesContext(connection) as page:
        Client().get("/account/login/")

    assert [len(asked) for asked in (right, wrong, again, page)] == [15, 11, 4, 0]
