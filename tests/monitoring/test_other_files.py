"""The tables of other regions than those of the report: what comes out follows from the file alone."""

import csv
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.core.management import call_command

from monitoring.population import default_population
from monitoring.tabellen import TABELLEN
from sto_portal.demo.regios import STANDAARD
from tests.monitoring.reading import read_table

COLUMNS = {  # the rows of Tabel 2.1 in order: column of the file
    "vmbo": "vmbo",
    "mbo": "mbo",
    "bedrijven": "bedrijven",
    "po": "po",
    "vso_pro": "vso_pro",
    "hbo_wo": "hbo",
    "overheid": "gemeenten",
}
OUTSIDE_THE_TOTAL = "po"


def rounded(number, places):
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def counted(values):
    """A row of Tabel 2.1 worked out from the numbers of the file."""
    taking_part = [value for value in values if value]
    return {
        "regios": len(taking_part),
        "minimum": min(taking_part, default=None),
        "maximum": max(taking_part, default=None),
        "gemiddeld": rounded(Decimal(sum(values)) / len(values), 1),
        "totaal": sum(values),
    }


def expected_2_1(rows):
    table = {name: counted([int(row[column]) for row in rows]) for name, column in COLUMNS.items()}
    inside = [column for column in COLUMNS.values() if column != OUTSIDE_THE_TOTAL]
    sums = [sum(int(row[column]) for column in inside) for row in rows]
    return table | {"totaal": counted(sums) | {"regios": None}}


def in_thousands(euros):
    values = [Decimal(euro) / 1000 for euro in euros]
    mean = sum(values) / len(values)
    cells = {"minimum": min(values), "maximum": max(values), "gemiddeld": mean, "totaal": sum(values)}
    return {column: rounded(value, 0) for column, value in cells.items()}


def expected_2_2(rows):
    subsidy, business = ([int(row[f"{name}_eur"]) for row in rows] for name in ("subsidie", "cofinanciering"))
    return {
        "subsidie": in_thousands(subsidy),
        "cofinanciering": in_thousands(business),
        "totaal": in_thousands([a + b for a, b in zip(subsidy, business, strict=True)]),
    }


@pytest.fixture
def load(own_database, tmp_path):
    """Load these rows as the demo, through a file."""

    def run(rows):
        path = tmp_path / "regios.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        call_command("load_demo", "--regios", str(path), verbosity=0)

    return run


def regions_of_the_demo(places):
    """Rows of the demo's own file, none of them with an hbo partner."""
    with STANDAARD.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [rows[place] | {"hbo": "0", "ronde": "1", "verplichting": ""} for place in places]


@pytest.mark.parametrize("places", [[7], [0, 1, 4, 20, 54]])
def test_every_cell_follows_from_the_file_also_where_no_hbo_takes_part(load, tmp_path, places):
    rows = regions_of_the_demo(places)
    load(rows)

    for slug, expected in (("tabel-2-1", expected_2_1(rows)), ("tabel-2-2", expected_2_2(rows))):
        path = tmp_path / f"{slug}.csv"
        call_command("export_tabel", slug, "--uit", str(path), verbosity=0)
        found = read_table(path, TABELLEN[slug](default_population()).kolommen)
        assert {row: {key: found[row][key] for key in cells} for row, cells in expected.items()} == expected
