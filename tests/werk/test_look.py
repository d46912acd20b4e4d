"""The broker as the page sees it: known, down, or silent."""

import signal
import time

import pytest

from sto_portal.werk import broker
from sto_portal.werk.models import Werker
from sto_portal.werk.reports import NO_BROKER, Wachtrij, read_toestand
from tests.factories import UserFactory

LONGEST_SECONDS = 2


@pytest.fixture
def frozen(redis):
    """A broker that accepts questions and never answers; it wakes up when the test ends, and answers what is open."""
    redis.process.send_signal(signal.SIGSTOP)
    yield redis
    redis.process.send_signal(signal.SIGCONT)


def timed(function):
    """(what it returns, seconds it took)."""
    started = time.monotonic()
    return function(), time.monotonic() - started


def test_the_page_shows_how_many_messages_wait(redis):
    broker.publish([1, 2])

    assert read_toestand().wachtrijen == [Wachtrij("Gevraagd werk", 2), Wachtrij("Periodiek werk", 0)]


def test_a_broker_that_is_down_is_said(redis):
    Werker.objects.create(naam="een", soort="celery")
    redis.stop()

    assert read_toestand().oordelen == [NO_BROKER]


def test_nobody_waits_for_a_broker_that_is_silent_and_it_is_asked_once_for_all(frozen):
    first, first_seconds = timed(broker.look)
    asked = broker.Look.latest
    second, second_seconds = timed(broker.look)

    assert (first, second) == (None, None)
    assert first_seconds < LONGEST_SECONDS
    assert second_seconds < LONGEST_SECONDS / 10
    assert broker.Look.latest is asked


def test_bas_gets_his_page_while_the_broker_is_silent(frozen, client):
    Werker.objects.create(naam="een", soort="celery")
    client.force_login(UserFactory(naam="Bas", rol="beheerder"))

    response, seconds = timed(lambda: client.get("/werk/"))

    assert "De broker is niet bereikbaar." in response.content.decode()
    assert seconds < LONGEST_SECONDS


def test_without_a_broker_there_is_nothing_to_look_at(db):
    assert read_toestand().wachtrijen == []
