import pytest
from django.db import transaction

from sto_portal.werk import broker
from sto_portal.werk.actions import enqueue, restart, restart_failed
from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now
from sto_portal.werk.sweep import QUEUE_ROOM, resend_overlooked
from tests.factories import UserFactory

LONG_AGO = -3600


def add_overlooked(count):
    Werk.objects.bulk_create(
        Werk(soort="tellen", sleutel=str(number), beschikbaar_op=seconds_from_now(LONG_AGO)) for number in range(count)
    )


def test_work_is_sent_when_the_step_that_asked_it_is_there(redis):
    with transaction.atomic():
        enqueue("tellen", sleutel="a")
        before = broker.waiting_messages()

    assert (before, broker.waiting_messages()) == (0, 1)


def test_work_of_a_step_that_failed_is_not_sent(redis):
    @transaction.atomic
    def fail():
        enqueue("tellen", sleutel="a")
        raise ValueError("stap mislukt")

    with pytest.raises(ValueError, match="stap"):
        fail()

    assert broker.waiting_messages() == 0


def test_work_that_was_asked_before_is_sent_once_and_again_when_it_starts_again(redis):
    werk = enqueue("tellen", sleutel="a")
    enqueue("tellen", sleutel="a")
    once = broker.waiting_messages()
    Werk.objects.update(status=Werkstatus.MISLUKT)

    restart(werk)

    assert (once, broker.waiting_messages()) == (1, 2)


def test_what_bas_tries_again_is_sent_as_far_as_the_broker_has_room(redis):
    add_overlooked(QUEUE_ROOM + 1)
    Werk.objects.update(status=Werkstatus.MISLUKT)

    count = restart_failed(Werk.objects.all(), by=UserFactory(rol="beheerder"))

    assert (count, broker.waiting_messages()) == (QUEUE_ROOM + 1, QUEUE_ROOM)


def test_a_broker_that_is_down_loses_no_work_and_the_sweeper_catches_up(redis, caplog):
    redis.stop()
    enqueue("tellen", sleutel="a")
    enqueue("tellen", sleutel="b")
    warnings = caplog.text.count("De broker is niet bereikbaar")
    redis.start()
    broker.Rest.until = 0
    Werk.objects.update(beschikbaar_op=seconds_from_now(LONG_AGO))

    sent = resend_overlooked()

    assert (warnings, sent, broker.waiting_messages()) == (1, 2, 2)


def test_a_broker_that_is_full_is_said_and_loses_no_work(redis, caplog):
    redis.stop()
    redis.options["maxmemory"] = "1"
    redis.start()

    enqueue("tellen", sleutel="a")

    assert "neemt niets aan" in caplog.text
    assert Werk.objects.get().status == Werkstatus.WACHTEND


def test_the_sweeper_leaves_new_work_to_the_message_that_is_under_way(redis):
    enqueue("tellen", sleutel="a")

    assert resend_overlooked() == 0


def test_the_sweeper_sends_what_a_worker_left_and_what_waits_for_its_next_attempt(redis):
    left = {"status": Werkstatus.BEZIG, "lease_tot": seconds_from_now(-1), "pogingen": 1}
    Werk.objects.create(soort="tellen", sleutel="verlaten", **left)
    Werk.objects.create(soort="tellen", sleutel="poging", pogingen=1)
    Werk.objects.create(soort="tellen", sleutel="later", pogingen=1, beschikbaar_op=seconds_from_now(60))

    assert resend_overlooked() == 2


def test_the_sweeper_never_fills_the_broker_with_more_than_it_has_room_for(redis):
    add_overlooked(2 * QUEUE_ROOM)

    first, second = resend_overlooked(), resend_overlooked()

    assert (first, second, broker.waiting_messages()) == (QUEUE_ROOM, 0, QUEUE_ROOM)


def test_without_a_broker_nothing_is_sent(own_database, kind):
    kind("tellen", lambda taak: None)
    enqueue("tellen", sleutel="a")

    assert (broker.publish([1]), broker.queue_lengths(), resend_overlooked()) == (0, {}, 0)


def test_the_lengths_of_the_queues_are_not_known_while_the_broker_is_down(redis):
    known = broker.queue_lengths()
    redis.stop()

    assert (known, broker.queue_lengths()) == ({"celery": 0, "beheer": 0}, None)
