from datetime import UTC, date, datetime

import pytest

from sto_portal.vormgeving.badges import BADGE_KINDS, badge_kind
from sto_portal.vormgeving.templatetags import sto


@pytest.mark.parametrize(
    ("show", "value", "shown"),
    [
        (sto.euro, 123456, "€\u00a01.234,56"),
        (sto.euro, 0, "€\u00a00,00"),
        (sto.euro, None, ""),
        (sto.euro0, 123450, "€\u00a01.235"),
        (sto.euro0, None, ""),
        (sto.basispunten, 1000, "10,0\u00a0%"),
        (sto.basispunten, None, ""),
        (sto.datum, date(2019, 3, 1), "1 maart 2019"),
        (sto.datum, datetime(2019, 3, 31, 22, 30, tzinfo=UTC), "1 april 2019"),
        (sto.datum, None, ""),
        (sto.moment, datetime(2019, 3, 1, 13, 5, tzinfo=UTC), "1 maart 2019 om 14.05 uur"),
        (sto.moment, None, ""),
        (sto.breekbaar, "Samenwerkingsovereenkomst", "Samenwerkings\u00adovereenkomst"),
        (sto.breekbaar, "De samenwerkingsovereenkomst en meer", "De samenwerkings\u00adovereenkomst en meer"),
        (sto.breekbaar, "Samenwerking met scholen", "Samenwerking met scholen"),
    ],
)
def test_a_value_is_shown_as_a_dutch_reader_writes_it(show, value, shown):
    assert show(value) == shown


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("concept", "neutral"),
        ("in_behandeling", "info"),
        ("In behandeling", "info"),
        ("aanvulling_gevraagd", "warning"),
        ("verleend", "success"),
        ("afgewezen", "error"),
        ("iets anders", "neutral"),
    ],
)
def test_a_status_has_its_colour(status, kind):
    assert badge_kind(status) == kind


def test_no_status_has_two_colours():
    statuses = [status for group in BADGE_KINDS.values() for status in group]

    assert sorted(statuses) == sorted(set(statuses))


def test_the_last_part_of_a_breadcrumb_is_this_page():
    parts = sto.breadcrumb("Aanvragen", "/aanvragen/", "STO00012-3")["items"]

    assert parts == [{"label": "Aanvragen", "url": "/aanvragen/"}, {"label": "STO00012-3", "url": ""}]
