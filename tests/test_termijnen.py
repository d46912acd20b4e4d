"""The last day of a term: Algemene termijnenwet 1-4, Awb 6:7 and 6:8, in Europe/Amsterdam."""

from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from sto_portal.termijnen import (
    BEOORDEEL,
    BESLIS,
    BEZWAAR,
    BUITEN_BEHANDELING,
    HERSTEL,
    Termijnsoort,
    explain,
    find_feestdagen,
    is_workday,
    last_day,
    read_wet,
)

STO = SimpleNamespace(
    bezwaartermijn_weken=6,
    beslistermijn_dagen=91,
    hersteltermijn_dagen=14,
    beoordelingstermijn_dagen=28,
    buiten_behandeling_weken=4,
)
WEEKS = Termijnsoort("proef", "lengte", "weken", "")
DAYS = Termijnsoort("proef", "lengte", "dagen", "")


def ends(begin, soort, lengte):
    return last_day(begin, soort, SimpleNamespace(lengte=lengte))


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        (date(2026, 11, 30), date(2027, 1, 11)),  # an ordinary Monday
        (date(2026, 11, 14), date(2026, 12, 28)),  # Saturday, Second Christmas Day
        (date(2026, 11, 20), date(2027, 1, 4)),  # New Year's Day on a Friday
        (date(2027, 3, 16), date(2027, 4, 28)),  # Koningsdag
        (date(2027, 3, 24), date(2027, 5, 7)),  # 5 mei, with Ascension Day the next day
        (date(2026, 11, 13), date(2026, 12, 28)),  # Christmas on a Friday, then a weekend
        (date(2027, 2, 15), date(2027, 3, 30)),  # Easter Monday
        (date(2028, 1, 18), date(2028, 2, 29)),  # leap day
    ],
)
def test_who_objects_has_until_the_first_day_that_is_no_weekend_and_no_feestdag(sent, last):
    assert last_day(sent, BEZWAAR, STO) == last


@pytest.mark.parametrize(
    ("counted", "last"),
    [
        (date(2027, 3, 26), date(2027, 3, 30)),  # Good Friday up to and including Easter Monday
        (date(2027, 5, 17), date(2027, 5, 18)),  # Whit Monday
        (date(2025, 4, 26), date(2025, 4, 28)),  # Koningsdag on Saturday, as 27 April was a Sunday
        (date(2025, 4, 27), date(2025, 4, 28)),
        (date(2031, 4, 28), date(2031, 4, 28)),  # Koningsdag was on Saturday 26 April
        (date(2032, 5, 5), date(2032, 5, 7)),  # 5 mei beside Ascension Day
        (date(2026, 5, 5), date(2026, 5, 6)),  # 5 mei outside a year of lustrum
        (date(2016, 5, 5), date(2016, 5, 6)),  # 5 mei and Ascension Day on one day
        (date(2028, 2, 29), date(2028, 2, 29)),
        (date(2031, 3, 30), date(2031, 3, 31)),  # the Sunday on which the clock goes forward
        (date(2026, 12, 24), date(2026, 12, 24)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_term_of_the_law_ends_on_the_next_workday(counted, last):
    begin = date.fromordinal(counted.toordinal() - 42)

    assert last_day(begin, BEZWAAR, STO) == last


def test_the_days_of_the_law_are_these_nine():
    assert find_feestdagen(2027) == {
        date(2027, 1, 1): "Nieuwjaarsdag",
        date(2027, 3, 26): "Goede Vrijdag",
        date(2027, 3, 29): "Tweede Paasdag",
        date(2027, 4, 27): "Koningsdag",
        date(2027, 5, 5): "Bevrijdingsdag",
        date(2027, 5, 6): "Hemelvaartsdag",
        date(2027, 5, 17): "Tweede Pinksterdag",
        date(2027, 12, 25): "Eerste Kerstdag",
        date(2027, 12, 26): "Tweede Kerstdag",
    }


@pytest.mark.parametrize("year", range(2014, 2100))
def test_the_calendar_knows_every_day_of_the_law_in_every_year(year):
    names = " en ".join(find_feestdagen(year).values()).split(" en ")

    assert sorted(names) == sorted(row["naam"] for row in read_wet()["feestdagen"])


def test_a_day_that_a_royal_decree_equates_counts_too(settings, tmp_path):
    """Atw 3 lid 3."""
    own = Path(settings.FIXTURES_ROOT, "termijnenwet.yaml").read_text()
    row = 'gelijkgesteld: [{dag: 2026-12-24, naam: "Dag van het besluit", bron: "Staatscourant"}]'
    (tmp_path / "termijnenwet.yaml").write_text(own.replace("gelijkgesteld: []", row))
    settings.FIXTURES_ROOT = tmp_path
    read_wet.cache_clear()
    find_feestdagen.cache_clear()
    try:
        assert not is_workday(date(2026, 12, 24))
        assert last_day(date(2026, 11, 12), BEZWAAR, STO) == date(2026, 12, 28)
    finally:
        read_wet.cache_clear()
        find_feestdagen.cache_clear()


@pytest.mark.parametrize(
    ("soort", "lengte", "last"),
    [
        (WEEKS, 12, date(2026, 12, 28)),
        (WEEKS, 13, date(2026, 12, 26)),
        (DAYS, 90, date(2026, 12, 28)),
        (DAYS, 91, date(2026, 12, 26)),
    ],
)
def test_a_term_of_more_than_twelve_weeks_or_ninety_days_does_not_move(soort, lengte, last):
    days = lengte * 7 if soort is WEEKS else lengte
    begin = date.fromordinal(date(2026, 12, 26).toordinal() - days)

    assert ends(begin, soort, lengte) == last


@pytest.mark.parametrize(
    ("begin", "last"),
    [
        (date(2019, 3, 31), date(2019, 6, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_the_term_to_decide_does_not_move(begin, last):
    assert last_day(begin, BESLIS, STO) == last


def test_the_days_that_a_term_stood_still_are_added():
    assert last_day(date(2026, 11, 14), BESLIS, STO, stilstand=9) == date(2027, 2, 22)


@pytest.mark.parametrize(
    ("begin", "days", "last"),
    [
        (date(2027, 3, 25), 3, date(2027, 3, 31)),  # Easter leaves only Tuesday and Wednesday
        (date(2027, 3, 25), 2, date(2027, 3, 30)),  # a term of two days need not hold two workdays
        (date(2026, 12, 9), 3, date(2026, 12, 14)),
    ],
)
def test_a_term_of_three_days_holds_two_workdays(begin, days, last):
    """Atw 2."""
    assert ends(begin, DAYS, days) == last


def test_who_is_asked_to_supplement_gets_a_last_day_on_which_someone_is_at_work():
    assert last_day(date(2026, 12, 11), HERSTEL, STO) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2027, 6, 1), date(2027, 6, 29)),
        (date(2027, 1, 2), date(2027, 2, 1)),  # Saturday
        (date(2027, 3, 1), date(2027, 3, 30)),  # Easter Monday
        (date(2027, 4, 7), date(2027, 5, 7)),  # 5 mei, with Ascension Day the next day
        (date(2026, 11, 27), date(2026, 12, 28)),  # Christmas on a Friday, then a weekend
        (date(2028, 2, 1), date(2028, 2, 29)),  # leap day
        (date(2031, 3, 2), date(2031, 3, 31)),  # the Sunday on which the clock goes forward
    ],
)
def test_a_region_hears_within_four_weeks_that_its_application_is_not_treated(ended, last):
    """Awb 4:5 lid 4."""
    assert last_day(ended, BUITEN_BEHANDELING, STO) == last


def test_what_the_committee_agreed_with_itself_does_not_move():
    assert last_day(date(2026, 11, 28), BEOORDEEL, STO) == date(2026, 12, 26)


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        (datetime(2026, 11, 29, 22, 59, 59, tzinfo=UTC), date(2027, 1, 11)),  # 23.59.59 on Sunday
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), date(2027, 1, 12)),  # 0.00 on Tuesday in Dutch winter time
        (datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC), date(2027, 5, 10)),  # the last second before the clock changes
        (datetime(2027, 3, 27, 23, 0, tzinfo=UTC), date(2027, 5, 10)),
        (datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC), date(2027, 5, 10)),  # 23.59.59 in summer time, still Sunday
        (datetime(2027, 3, 28, 22, 0, tzinfo=UTC), date(2027, 5, 10)),  # 0.00 on Monday
        (datetime(2027, 3, 29, 22, 0, tzinfo=UTC), date(2027, 5, 11)),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), date(2026, 12, 7)),  # the evening after the clock went back
        (datetime(2026, 10, 26, 23, 0, tzinfo=UTC), date(2026, 12, 8)),
    ],
)
def test_a_moment_counts_as_its_day_in_the_netherlands(moment, last):
    assert last_day(moment, BEZWAAR, STO) == last


@pytest.mark.parametrize(
    ("begin", "soort", "text"),
    [
        (date(2026, 11, 30), BEZWAAR, "6 weken na 30 november 2026 is maandag 11 januari 2027."),
        (
            date(2026, 11, 14),
            BEZWAAR,
            (
                "6 weken na 14 november 2026 is zaterdag 26 december 2026. Op zaterdag 26 december (Tweede Kerstdag) "
                "en zondag 27 december kan deze termijn niet eindigen. De laatste dag is daarom maandag 28 december "
                "2026."
            ),
        ),
        (
            date(2027, 3, 24),
            BEZWAAR,
            (
                "6 weken na 24 maart 2027 is woensdag 5 mei 2027. Op woensdag 5 mei (Bevrijdingsdag) en donderdag "
                "6 mei (Hemelvaartsdag) kan deze termijn niet eindigen. De laatste dag is daarom vrijdag 7 mei 2027."
            ),
        ),
        (
            date(2019, 3, 31),
            BESLIS,
            (
                "13 weken (91 dagen) na 31 maart 2019 is zondag 30 juni 2019. "
                "Een termijn van meer dan 90 dagen schuift niet op."
            ),
        ),
        (date(2026, 12, 1), HERSTEL, "14 dagen na 1 december 2026 is dinsdag 15 december 2026."),
    ],
)
def test_it_says_in_words_how_the_day_was_found(begin, soort, text):
    assert explain(begin, soort, STO) == text


def test_it_says_how_long_the_term_stood_still():
    told = explain(date(2026, 11, 14), BESLIS, STO, stilstand=1)

    assert (
        told == "13 weken (91 dagen) en 1 dag stilstand na 14 november 2026 is zondag 14 februari 2027. "
        "Een termijn van meer dan 90 dagen schuift niet op."
    )
