import pytest
from django.db.models.functions import Now

from sto_portal.werk.models import Periodiek, Werk, Werkstatus, seconds_from_now
from sto_portal.werk.periodiek import run_due
from sto_portal.werk.taak import UNKNOWN_FAILURE

pytestmark = pytest.mark.django_db

HOUR = 3600


def test_periodic_work_is_done_at_once_and_then_when_its_time_has_come(only):
    done = []
    only("tellen", lambda: done.append(1))

    first, again = run_due(), run_due()
    Periodiek.objects.update(volgende_op=Now())
    later = run_due()

    assert (first, again, later) == (["tellen"], [], ["tellen"])
    assert len(done) == 2


def test_the_next_time_is_an_interval_after_this_one(only):
    only("tellen", lambda: None)

    run_due()

    row = Periodiek.objects.get()
    assert round((row.volgende_op - row.laatst_op).total_seconds()) == HOUR


def test_work_that_fails_says_so_and_does_not_keep_other_work_from_being_done(only, caplog):
    def fail():
        raise KeyError("inwendig")

    done = []
    only("eerst", fail)
    only("daarna", lambda: done.append(1))

    run_due()

    assert Periodiek.objects.get(naam="eerst").fout == UNKNOWN_FAILURE
    assert done == [1]
    assert "Traceback" in caplog.text


def test_a_clock_that_was_put_back_does_not_stop_periodic_work(only):
    only("tellen", lambda: None)
    run_due()
    Periodiek.objects.update(volgende_op=seconds_from_now(30 * HOUR))

    assert run_due() == ["tellen"]


def test_a_clock_that_was_put_back_does_not_stop_work_that_waits_or_was_left(kind):
    kind("tellen", lambda taak: None)
    later = seconds_from_now(30 * HOUR)
    Werk.objects.create(soort="tellen", sleutel="wacht", beschikbaar_op=later)
    Werk.objects.create(soort="tellen", sleutel="verlaten", status=Werkstatus.BEZIG, lease_tot=later)

    claimable = Werk.objects.claimable().values_list("sleutel", flat=True)

    assert set(claimable) == {"wacht", "verlaten"}


def test_two_apps_cannot_register_the_same_periodic_work(only):
    only("tellen", lambda: None)

    with pytest.raises(ValueError, match="'tellen' bestaat al"):
        only("tellen", lambda: None)
