import pytest

from sto_portal.werk.models import Periodiek, Werk, Werker, Werkstatus, seconds_from_now
from sto_portal.werk.periodiek import run_due
from sto_portal.werk.reports import ALL_IS_WELL, NO_WORKER, Telling, read_toestand

pytestmark = pytest.mark.django_db

MINUTE = 60
DAY = 24 * 60 * MINUTE


@pytest.fixture
def worker(db):
    """A worker that was seen just now."""
    return Werker.objects.create(naam="een", soort="lus")


def add(status, sleutel, **values):
    return Werk.objects.create(soort="tellen", sleutel=sleutel, status=status, **values)


def titles():
    return [oordeel.title for oordeel in read_toestand().oordelen]


def test_all_is_well_while_a_worker_lives_and_nothing_failed(worker):
    add(Werkstatus.WACHTEND, "a")
    add(Werkstatus.KLAAR, "b", klaar_op=seconds_from_now(0))

    assert read_toestand().oordelen == [ALL_IS_WELL]


def test_a_worker_that_is_silent_is_none(worker):
    Werker.objects.update(gezien_op=seconds_from_now(-2 * MINUTE))

    toestand = read_toestand()

    assert toestand.oordelen == [NO_WORKER]
    assert [worker.is_alive for worker in toestand.workers] == [False]


def test_work_that_a_worker_holds_shows_that_there_is_one(db):
    add(Werkstatus.BEZIG, "a", lease_tot=seconds_from_now(30))

    assert read_toestand().oordelen == [ALL_IS_WELL]


def test_the_counts_tell_what_waits_runs_was_left_failed_and_was_done_today(db):
    add(Werkstatus.WACHTEND, "nu")
    add(Werkstatus.WACHTEND, "lang", beschikbaar_op=seconds_from_now(-6 * MINUTE))
    add(Werkstatus.WACHTEND, "straks", beschikbaar_op=seconds_from_now(MINUTE))
    add(Werkstatus.BEZIG, "bezig", lease_tot=seconds_from_now(30))
    add(Werkstatus.BEZIG, "verlaten", lease_tot=seconds_from_now(-1))
    add(Werkstatus.MISLUKT, "mislukt", klaar_op=seconds_from_now(-2 * DAY))
    add(Werkstatus.KLAAR, "vandaag", klaar_op=seconds_from_now(-DAY + MINUTE))
    add(Werkstatus.KLAAR, "eerder", klaar_op=seconds_from_now(-DAY - MINUTE))

    oldest = Werk.objects.get(sleutel="lang").beschikbaar_op

    assert read_toestand().telling == Telling(
        wacht=3, lang=1, oudste_op=oldest, bezig=1, verlaten=1, mislukt=1, klaar=1
    )


def test_what_runs_is_shown_with_who_lost_its_worker(db):
    add(Werkstatus.BEZIG, "verlaten", lease_tot=seconds_from_now(-1), gestart_op=seconds_from_now(-60))
    add(Werkstatus.BEZIG, "bezig", lease_tot=seconds_from_now(30), gestart_op=seconds_from_now(-30))

    found = [(werk.sleutel, werk.is_held) for werk in read_toestand().lopend]

    assert found == [("verlaten", False), ("bezig", True)]


@pytest.mark.parametrize(("count", "title"), [(1, "1 stuk werk is mislukt."), (3, "3 stukken werk zijn mislukt.")])
def test_failures_are_counted_in_words(worker, count, title):
    for number in range(count):
        add(Werkstatus.MISLUKT, str(number))

    assert titles() == [title]


def test_work_that_waits_long_asks_for_more_workers(worker):
    add(Werkstatus.WACHTEND, "a", beschikbaar_op=seconds_from_now(-6 * MINUTE))

    assert titles() == ["1 stuk werk wacht langer dan 5 minuten."]


def test_periodic_work_that_failed_or_is_late_is_named(worker, only):
    def fail():
        raise KeyError("inwendig")

    only("fout", fail, title="Opruimen")
    only("laat", lambda: None, title="Herinneren")
    only("nieuw", lambda: None, title="Nakijken")
    run_due()
    Periodiek.objects.filter(naam="laat").update(volgende_op=seconds_from_now(-2 * MINUTE))
    Periodiek.objects.filter(naam="nieuw").delete()

    toestand = read_toestand()

    assert [oordeel.title for oordeel in toestand.oordelen] == [
        "Periodiek werk is mislukt: Opruimen.",
        "Periodiek werk is te laat: Herinneren.",
    ]
    assert [(row.title, row.is_late, row.laatst_op is None) for row in toestand.herhalingen] == [
        ("Herinneren", True, False),
        ("Nakijken", False, True),
        ("Opruimen", False, False),
    ]


def test_late_work_is_not_told_where_there_is_no_worker_at_all(only):
    only("laat", lambda: None)
    run_due()
    Periodiek.objects.update(volgende_op=seconds_from_now(-2 * MINUTE))

    assert read_toestand().oordelen == [NO_WORKER]
