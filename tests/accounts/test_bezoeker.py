"""Whose address counts: that of the visitor, never one that the visitor wrote."""

import logging

import pytest
from django.core.exceptions import ImproperlyConfigured

from sto_portal import bezoeker
from sto_portal.bezoeker import address_to_count, visitor_address
from sto_portal.limits import read_proxies

PROXY, SECOND, VISITOR, FORGED = "10.0.0.1", "10.0.0.2", "203.0.113.7", "198.51.100.1"


@pytest.fixture
def behind(settings, monkeypatch):
    """Function that reads TRUSTED_PROXIES as the environment gives it."""

    def read(text):
        monkeypatch.setenv("TRUSTED_PROXIES", text)
        settings.TRUSTED_PROXIES = read_proxies("TRUSTED_PROXIES")

    return read


def ask(rf, nearest, forwarded=None):
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    return rf.get("/", REMOTE_ADDR=nearest, headers=headers)


@pytest.mark.parametrize(
    ("nearest", "forwarded", "found"),
    [
        (PROXY, VISITOR, VISITOR),
        (PROXY, f"{FORGED}, {VISITOR}", VISITOR),
        (PROXY, f"{FORGED},{VISITOR},{SECOND}", VISITOR),
        (PROXY, f"{FORGED}, {SECOND}, {VISITOR}, {SECOND}", VISITOR),
        (PROXY, f"{VISITOR}:5123", VISITOR),
        (PROXY, "[2001:db8::7]:443", "2001:db8::7"),
        (PROXY, f"::ffff:{VISITOR}", VISITOR),
        (f"::ffff:{PROXY}", VISITOR, VISITOR),
        (PROXY, f"{FORGED}, onzin", PROXY),
        (PROXY, SECOND, SECOND),
        (PROXY, "", PROXY),
        (PROXY, None, PROXY),
        (VISITOR, FORGED, VISITOR),
        (VISITOR, PROXY, VISITOR),
        ("", VISITOR, "onbekend"),
    ],
)
def test_the_address_is_that_of_who_stands_before_our_proxies(rf, behind, nearest, forwarded, found):
    behind("10.0.0.0/30")

    assert visitor_address(ask(rf, nearest, forwarded)) == found


def test_without_a_proxy_the_header_is_nothing(rf):
    assert visitor_address(ask(rf, VISITOR, FORGED)) == VISITOR


def test_a_proxy_on_this_machine_may_come_through_a_socket(rf, behind):
    behind("unix,10.0.0.2")

    found = [visitor_address(ask(rf, "", forwarded)) for forwarded in (f"{VISITOR}, {SECOND}", None)]

    assert found == [VISITOR, "onbekend"]


@pytest.mark.parametrize(
    ("address", "counted"),
    [("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("2001:db8:1:2::9", "2001:db8:1:2::"), (VISITOR, VISITOR)],
)
def test_one_home_counts_as_one(rf, address, counted):
    assert address_to_count(ask(rf, address)) == counted


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("proxy", "'proxy' is geen adres en geen netwerk. Een voorbeeld is: 127.0.0.1,10.0.0.0/24"),
        ("1", "'1' is geen adres en geen netwerk. Een voorbeeld is: 127.0.0.1,10.0.0.0/24"),
        ("10.0.0.1/24", "'10.0.0.1/24' is geen adres en geen netwerk. Een voorbeeld is: 127.0.0.1,10.0.0.0/24"),
        ("10.0.0.1,0.0.0.0/0", "'0.0.0.0/0' is iedereen. Noem alleen de adressen van uw eigen proxy."),
        ("::/0", "'::/0' is iedereen. Noem alleen de adressen van uw eigen proxy."),
    ],
)
def test_a_value_that_trusts_nobody_or_everybody_stops_the_start(behind, value, reason):
    with pytest.raises(ImproperlyConfigured) as stopped:
        behind(value)

    assert str(stopped.value) == f"TRUSTED_PROXIES: {reason}"


def test_the_log_names_a_proxy_that_is_not_trusted_once(rf, behind, caplog):
    behind(SECOND)
    bezoeker.tell_stranger.cache_clear()
    caplog.set_level(logging.WARNING)

    for _ in range(3):
        visitor_address(ask(rf, PROXY, VISITOR))

    assert [record.getMessage() for record in caplog.records] == [
        f"TRUSTED_PROXIES noemt {PROXY} niet. Is dat de proxy? Dan telt iedereen daarachter als één bezoeker."
    ]
