"""The command itself: where it refuses, that it runs once, and that it takes any file of the right shape."""

import csv

import pytest
from django.core.management import CommandError
from django.test import override_settings

from applications.models import Aanvraag
from monitoring.population import default_population
from monitoring.tabellen import TABELLEN
from regions.models import Regio
from sto_portal.accounts.models import User
from sto_portal.demo.regios import KOLOMMEN, STANDAARD
from tests.demo.loading import SMALL, load
from tests.factories import UserFactory


@pytest.fixture
def write_file(tmp_path):
    """Write a file of regions from dicts; the path."""

    def write(rows):
        path = tmp_path / "regios.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*KOLOMMEN, "ronde", "verplichting"], restval="")
            writer.writeheader()
            writer.writerows(rows)
        return str(path)

    return write


def small_regions(count):
    return [SMALL | {"region": f"T{number:03d}", "mbo": str(1 + number % 3)} for number in range(count)]


def standard_regions():
    with STANDAARD.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@override_settings(LOOPBACK_ONLY=False)
def test_a_portal_that_others_can_reach_gets_no_demo(db):
    with pytest.raises(CommandError, match="ALLOWED_HOSTS"):
        load()

    assert not Regio.objects.exists()


def test_a_database_with_other_data_is_left_alone(db):
    UserFactory()

    with pytest.raises(CommandError, match="andere gegevens"):
        load()

    assert (User.objects.count(), Regio.objects.count()) == (1, 0)


def test_a_file_that_cannot_be_used_is_told_by_row_and_column(db, write_file):
    with pytest.raises(CommandError, match="Rij 2, kolom mbo"):
        load("--regios", write_file([SMALL | {"region": "T1", "mbo": "veel"}]))

    assert not User.objects.exists()


def test_the_demo_is_loaded_once(demo, write_file):
    before = Aanvraag.objects.count()

    assert load() == "De demo staat al in de database.\n"

    with pytest.raises(CommandError, match="ander bestand"):
        load("--regios", write_file(small_regions(1)))
    assert Aanvraag.objects.count() == before


@pytest.mark.parametrize("count", [1, 5, 200])
def test_any_number_of_regions_comes_out_as_the_file_says(own_database, write_file, count):
    rows = small_regions(count)

    load("--regios", write_file(rows))

    table = {row["code"]: row for row in TABELLEN["tabel-2-1"](default_population()).rijen}
    money = TABELLEN["tabel-2-2"](default_population()).rijen
    assert Regio.objects.count() == count
    assert table["vmbo"]["totaal"] == 2 * count
    assert table["mbo"]["totaal"] == sum(int(row["mbo"]) for row in rows)
    assert (table["hbo_wo"]["regios"], table["hbo_wo"]["totaal"]) == (0, 0)
    assert [row["totaal"] for row in money[:3]] == [1000 * count, 150 * count, 1150 * count]
    assert Aanvraag.objects.filter(ronde__nummer=4, status="concept").exists()


def test_columns_for_round_and_obligation_decide_the_history(own_database, write_file):
    rows = [row | {"hbo": "0"} for row in standard_regions()[:6]]
    rows[0] |= {"ronde": "2", "verplichting": "verduidelijking"}
    rows[1] |= {"ronde": "3", "verplichting": ""}
    rows[2] |= {"ronde": "", "verplichting": ""}

    load("--regios", write_file(rows))

    found = {row["code"]: row for row in TABELLEN["aanvraagrondes"](default_population()).rijen}
    first, second = found.values()
    assert (first["uitstel_verleend"], first["verleend"], first["afgewezen"]) == (3, 2, 1)
    assert (second["verleend"], second["verduidelijken"], second["afgewezen"]) == (3, 2, 1)
    third = Aanvraag.objects.filter(regio__nummer="STO00002").values_list("ronde__nummer", "status")
    assert {(1, "afgewezen"), (2, "afgewezen"), (3, "verleend")} <= set(third)
