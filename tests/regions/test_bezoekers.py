"""The public pages count each visitor apart, also behind one proxy; who writes another address stays one visitor."""

import ipaddress

import pytest
from django.core.cache import cache

from tests.regions.vooraanmeldingen import open_periode

PROXY = "10.0.0.1"
TRIES = 11
PAGES = {
    "/meedoen/": lambda number: {
        "naam": "Vakcollege",
        "vestigingscode": "01AB00",
        "contactpersoon": "D. Irecteur",
        "email": f"nummer{number}@example.nl",
        "bericht": "Wij doen graag mee.",
    },
    "/vooraanmelden/": lambda number: {"naam": "Nina", "email": f"nummer{number}@example.nl"},
}


@pytest.fixture(autouse=True)
def behind_a_proxy(settings, twente):
    settings.TRUSTED_PROXIES = (ipaddress.ip_network(PROXY),)
    open_periode()
    cache.clear()


def send(client, page, number, forwarded, **more):
    sent = PAGES[page](number) | more
    return client.post(page, sent, REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": forwarded}).status_code


@pytest.fixture
def regio(twente):
    return {"regio": twente.pk}


@pytest.mark.parametrize("page", PAGES)
def test_each_visitor_behind_the_proxy_counts_apart(client, page, regio):
    assert [send(client, page, number, f"203.0.113.{number}", **regio) for number in range(TRIES)] == [302] * TRIES


@pytest.mark.parametrize("page", PAGES)
def test_who_writes_other_addresses_before_the_own_one_is_one_visitor(client, page, regio):
    codes = [send(client, page, number, f"198.51.100.{number}, 203.0.113.7", **regio) for number in range(TRIES)]

    assert codes == [302] * (TRIES - 1) + [429]
