"""No browser and no proxy keeps a page that was made for one person."""

import pytest
from django.test import Client

from tests.pages import PEOPLE, expected
from tests.world import VISITOR

KEPT_BY_NOBODY = {"private", "no-store"}
FOR_EVERYONE = ["/", "/monitoring/", "/privacy/", "/toegankelijkheid/", "/over/", "/meedoen/", "/vooraanmelden/"]
SAME_FOR_EVERYONE = {"/monitoring/tabel-2-1.csv", "/monitoring/tabel-2-1.csv-metadata.json"}
ELSEWHERE = {  # addresses that are open to everyone, and send a visitor on
    *("/account/logout/", "/monitoring/tabel-2-1/?soort=ingediend", "/monitoring/tabel-2-1.csv?soort=ingediend"),
}


def directives(response):
    return {part.strip() for part in response.get("Cache-Control", "").split(",")}


def kept(browser, addresses):
    """{address: Cache-Control} of the answers that a browser or proxy may keep."""
    answers = {address: browser.get(address) for address in addresses}
    return {
        address: (answer.status_code, answer.get("Cache-Control"))
        for address, answer in answers.items()
        if not directives(answer) >= KEPT_BY_NOBODY
    }


@pytest.mark.parametrize("person", [person for person in PEOPLE if person != VISITOR])
def test_nothing_that_is_answered_to_who_signed_in_is_kept(world, person):
    addresses = [world.address(path, person) for path in expected(person) if path not in SAME_FOR_EVERYONE]

    assert kept(world.browser(person), [*addresses, "/bestaat-niet/"]) == {}


def test_a_page_that_asks_who_it_is_is_not_kept_for_a_visitor_either(world):
    away = [path for path, status in expected(VISITOR).items() if status == 302 and path not in ELSEWHERE]

    assert kept(Client(), [world.address(path, VISITOR) for path in away]) == {}


def test_the_pages_behind_a_personal_link_are_not_kept(world):
    bestuurder = Client()
    link = world.places["akkoord"]

    assert kept(bestuurder, [link, "/akkoord/", "/akkoord/1:wrong/", "/vooraanmelden/bevestigen/abc:def/"]) == {}


def test_a_public_page_says_nothing_of_it_to_a_visitor(client):
    answers = {address: client.get(address).get("Cache-Control") for address in FOR_EVERYONE}

    assert answers == dict.fromkeys(FOR_EVERYONE)


def test_signing_out_and_a_refused_form_are_not_kept(world):
    browser = world.browser("anna")

    refused = Client(enforce_csrf_checks=True, headers={"cookie": "sessionid=x"}).post("/aanvragen/nieuw/")
    gone = browser.post("/account/logout/")

    assert [directives(answer) >= KEPT_BY_NOBODY for answer in (refused, gone)] == [True, True]
