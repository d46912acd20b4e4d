"""The portal measures itself over HTTP, as a visitor finds it, and keeps one row for each uninterrupted period."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sto_portal.beschikbaarheid.actions import keep_measurement, record_storing
from sto_portal.beschikbaarheid.models import FILES, Bron, Periode, Periodesoort
from sto_portal.beschikbaarheid.reports import find_onderbrekingen
from sto_portal.beschikbaarheid.work import measure
from sto_portal.sporen.models import Spoor
from sto_portal.werk.models import Periodiek
from sto_portal.werk.periodiek import run_due

pytestmark = pytest.mark.django_db

START = datetime(2027, 3, 1, 12, tzinfo=UTC)
DOWN = "Het portaal antwoordde met code 503."


def minute(number):
    return START + timedelta(minutes=number)


def keep(*answers):
    """One measurement a minute from START: True is a good answer, False a bad one, None was not measured."""
    for number, answer in enumerate(answers):
        if answer is not None:
            keep_measurement(failure="" if answer else DOWN, at=minute(number))


def periods():
    """(soort, begin, end) of what was measured, in minutes after START."""
    return [
        (row.soort, (row.begin_op - START).seconds // 60, (row.eind_op - START).seconds // 60)
        for row in Periode.objects.measured()
    ]


def found(begin, end):
    """(what, how it is known, begin, end) of the interruptions between two minutes."""
    rows = find_onderbrekingen(begin_op=minute(begin), eind_op=minute(end))
    return [(row.wat, row.bron, row.begin_op, row.eind_op) for row in rows]


def test_a_portal_that_answers_well_is_up(portal):
    measure()

    row = Periode.objects.get()
    assert portal.asked == ["/gezondheid/gereed/"]
    assert (row.soort, row.bron, row.toelichting) == (Periodesoort.BEREIKBAAR, Bron.METING, "")


def test_a_portal_that_says_it_is_not_ready_is_down(portal):
    portal.code = 503

    measure()

    row = Periode.objects.get()
    assert (row.soort, row.toelichting) == (Periodesoort.STORING, DOWN)


def test_a_portal_that_keeps_no_files_is_up_and_its_files_are_told_apart(portal):
    for stand in ("in orde", "fout"):
        portal.says = json.dumps({"status": "beperkt", "onderdelen": {"opslag": {"status": stand}}}).encode()
        measure()

    told = "Bestanden bewaren of openen lukte niet. Lezen, typen en indienen ging door."
    assert [row.soort for row in Periode.objects.measured()] == [Periodesoort.BEREIKBAAR]
    assert [(row.soort, row.toelichting) for row in Periode.objects.measured(FILES)] == [
        (Periodesoort.BEREIKBAAR, ""),
        (Periodesoort.STORING, told),
    ]
    rows = find_onderbrekingen(begin_op=timezone.now() - timedelta(minutes=1), eind_op=timezone.now())
    assert [(row.wat, row.toelichting) for row in rows] == [("Bestanden bewaren", told)]


def test_a_portal_that_is_too_slow_is_down(portal):
    portal.waits = 1

    measure()

    row = Periode.objects.get()
    assert (row.soort, row.toelichting) == (Periodesoort.STORING, "Het portaal antwoordde niet binnen 0.3 seconden.")


def test_a_portal_that_is_gone_is_down(portal):
    portal.stop()

    measure()

    row = Periode.objects.get()
    assert (row.soort, row.toelichting) == (Periodesoort.STORING, "Er kwam geen verbinding met het portaal.")


def test_the_worker_measures_by_itself(portal):
    done = run_due()

    assert ("beschikbaarheid_meten" in done, len(portal.asked)) == (True, 1)
    assert Periodiek.objects.get(naam="beschikbaarheid_meten").fout == ""


def test_what_stays_the_same_is_one_period():
    keep(True, True, True)

    assert periods() == [("bereikbaar", 0, 2)]


def test_an_outage_lasts_from_the_last_good_answer_to_the_first():
    keep(True, True, False, False, True, True)

    assert periods() == [("bereikbaar", 0, 1), ("storing", 1, 4), ("bereikbaar", 4, 5)]


def test_a_time_without_measurements_belongs_to_no_period():
    keep(True, True, None, None, None, None, True)

    assert periods() == [("bereikbaar", 0, 1), ("bereikbaar", 6, 6)]
    assert found(0, 6) == [("Het portaal", "Niet gemeten", minute(1), minute(6))]


def test_an_outage_does_not_last_through_a_time_without_measurements():
    keep(False, None, None, None, None, True)

    assert periods() == [("storing", 0, 0), ("bereikbaar", 5, 5)]


def test_one_measurement_that_is_missed_is_no_gap():
    keep(True, None, True)

    assert (periods(), found(0, 3)) == ([("bereikbaar", 0, 2)], [])


def test_a_measurement_from_before_the_last_changes_nothing():
    keep(True, True, True)

    keep_measurement(failure=DOWN, at=minute(1))

    assert periods() == [("bereikbaar", 0, 2)]


def test_a_window_that_nobody_measured_says_so():
    keep(True)

    assert found(60, 120) == [("Het portaal", "Niet gemeten", minute(60), minute(120))]


def test_the_interruptions_of_a_window_come_in_order(coordinator):
    keep(*[True] * 3, *[False] * 3, *[True] * 3)
    record_storing(wat="eHerkenning", begin_op=minute(1), eind_op=minute(90), toelichting="", by=coordinator)
    record_storing(wat="E-mail", begin_op=minute(-90), eind_op=minute(-60), toelichting="", by=coordinator)

    assert found(0, 10) == [
        ("eHerkenning", "Vastgelegd door DUS-I", minute(1), minute(90)),
        ("Het portaal", "Eigen meting", minute(2), minute(6)),
    ]


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(0, "minder dan een minuut"), (1, "1 minuut"), (125, "2 uur, 5 minuten"), (1500, "1 dag, 1 uur")],
)
def test_the_length_of_an_outage_is_told_in_words(coordinator, minutes, told):
    record_storing(wat="E-mail", begin_op=START, eind_op=minute(minutes), toelichting="", by=coordinator)

    (row,) = [row for row in find_onderbrekingen(begin_op=minute(-1), eind_op=minute(1)) if row.storing]

    assert row.duur == told


def test_recording_twice_keeps_one_outage_and_one_spoor(coordinator):
    for _click in range(2):
        storing = record_storing(wat="E-mail", begin_op=START, eind_op=minute(9), toelichting="", by=coordinator)

    assert list(Periode.objects.all()) == [storing]
    assert [spoor.door for spoor in Spoor.objects.of(storing)] == [coordinator]


def test_nobody_records_an_outage_without_a_name(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Periode.objects.create(
            soort=Periodesoort.STORING, bron=Bron.DUS_I, wat="E-mail", begin_op=START, eind_op=minute(1)
        )
