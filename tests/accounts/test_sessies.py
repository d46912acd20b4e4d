"""People see where they are signed in, and end that."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sto_portal.accounts.models import Sessie
from sto_portal.accounts.sessies import SEEN_EVERY, browser_of, part_of
from sto_portal.sporen.models import Spoor
from tests.factories import PASSWORD

PAGE = "/account/sessies/"
PLANS = "/aanvragen/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
NEW = "een lang genoeg wachtwoord"


def sign_in(user, agent=FIREFOX, address="192.0.2.17"):
    """A browser in which someone signs in."""
    browser = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    browser.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return browser


def rows(browser):
    """(browser, part of the address, whether it is this one) of each row."""
    return [(row.browser, row.adres, row.is_this) for row in browser.get(PAGE).context["sessions"]]


def is_in(browser):
    return browser.get(PLANS).status_code == 200


def traces(user):
    return [spoor.wat for spoor in Spoor.objects.of(user) if spoor.wat != "sign_in"]


def test_each_browser_is_a_row_and_this_one_stands_first(anna):
    here = sign_in(anna)
    sign_in(anna, IPHONE, "2001:db8:1:2::9")

    assert rows(here) == [
        ("Firefox op Windows", "192.0.2.x", True),
        ("Safari op iPhone", "2001:db8:1::x", False),
    ]


def test_nobody_sees_the_sessions_of_another(anna, bram):
    here = sign_in(anna)
    sign_in(bram)

    assert len(rows(here)) == 1


def test_one_other_session_is_ended(anna):
    here, there = sign_in(anna), sign_in(anna, IPHONE)
    number = here.get(PAGE).context["sessions"][1].nummer

    page = here.post(f"{PAGE}{number}/", follow=True)

    assert (is_in(here), is_in(there)) == (True, False)
    assert "U bent in die browser afgemeld." in page.text
    assert traces(anna) == ["end_sessions"]


def test_all_others_are_ended_at_once_and_only_ones_own(anna, bram):
    here, others, of_bram = sign_in(anna), [sign_in(anna), sign_in(anna, IPHONE)], sign_in(bram)

    page = here.post(f"{PAGE}andere/", follow=True)

    assert (is_in(here), [is_in(other) for other in others], is_in(of_bram)) == (True, [False, False], True)
    assert "U bent in 2 andere browsers afgemeld." in page.text


def test_the_session_of_another_or_one_that_is_over_is_left(anna, bram):
    here, of_bram = sign_in(anna), sign_in(bram)
    number = Sessie.objects.get(user=bram).nummer

    page = here.post(f"{PAGE}{number}/", follow=True)

    assert "Daar was u al afgemeld." in page.text
    assert is_in(of_bram)
    assert traces(anna) == []


def test_another_password_ends_every_other_session(anna):
    here, there = sign_in(anna), sign_in(anna, IPHONE)

    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert (is_in(here), is_in(there)) == (True, False)
    assert [row[0] for row in rows(here)] == ["Firefox op Windows"]
    assert traces(anna) == ["change_password"]


def test_what_is_kept_of_a_session_goes_with_it(anna):
    here = sign_in(anna)

    here.post("/account/logout/")

    assert not Sessie.objects.exclude(adres="").exists()
    assert not Sessie.objects.filter(user=anna).exists()


def test_the_key_of_a_session_stands_on_no_page(anna):
    here = sign_in(anna)
    sign_in(anna, IPHONE)

    text = here.get(PAGE).text

    assert not any(key in text for key in Sessie.objects.values_list("session_key", flat=True))


def test_that_it_is_in_use_is_written_once_in_a_while(anna):
    here = sign_in(anna)
    Sessie.objects.update(gezien_op=timezone.now() - SEEN_EVERY - timedelta(seconds=1))

    with CaptureQueriesContext(connection) as asked:
        for _ in range(3):
            here.get(PLANS)

    assert len([query for query in asked if "UPDATE" in query["sql"]]) == 1
    assert timezone.now() - Sessie.objects.get(user=anna).gezien_op < timedelta(minutes=1)


def test_the_page_takes_as_many_queries_for_many_sessions(anna):
    here, numbers = sign_in(anna), []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            here.get(PAGE)
        numbers.append(len(asked))
        for _ in range(3):
            sign_in(anna)

    assert numbers[0] == numbers[1]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (FIREFOX, "Firefox op Windows"),
        (f"{FIREFOX} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "Chrome op Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) Version/18.0 Safari/605.1", "Safari op macOS"),
        ("<b>curl</b>", "Onbekende browser"),
        ("", "Onbekende browser"),
    ],
)
def test_a_browser_has_a_name_that_people_know(agent, name):
    assert browser_of(agent) == name


@pytest.mark.parametrize(
    ("address", "part"),
    [("192.0.2.17", "192.0.2.x"), ("::ffff:192.0.2.17", "192.0.2.x"), ("2001:db8::1", "2001:db8::x"), ("geen", "")],
)
def test_of_an_address_the_first_part_is_kept(address, part):
    assert part_of(address) == part
