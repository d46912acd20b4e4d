"""The tables of the demo against the cells that the report prints, through the command that people use."""

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command

from monitoring.population import default_population
from monitoring.tabellen import TABELLEN
from tests.monitoring.reading import READERS, dutch_number, read_table

PUBLISHED = yaml.safe_load((Path(__file__).parent / "gepubliceerd.yaml").read_text(encoding="utf-8"))
NUMBER_CELLS = 51


def printed_cells(slug):
    """{(row, column): number} as the report prints them."""
    rows = PUBLISHED[slug].items()
    return {(row, column): dutch_number(text) for row, cells in rows for column, text in cells.items()}


def named_differences():
    """{(table, row, column): the number that our table gives} with a reason each."""
    return {(cell["tabel"], cell["rij"], cell["kolom"]): dutch_number(cell["waarde"]) for cell in PUBLISHED["wijkt-af"]}


@pytest.fixture
def export(tmp_path):
    """Export one table in one format and read the file: {row: {column: number}}."""

    def run(slug, formaat):
        path = tmp_path / f"{slug}.{formaat}"
        call_command("export_tabel", slug, "--formaat", formaat, "--uit", str(path), verbosity=0)
        return read_table(path, TABELLEN[slug](default_population()).kolommen)

    return run


def test_the_report_prints_51_number_cells_and_four_differences_are_explained():
    cells = [*printed_cells("tabel-2-1"), *printed_cells("tabel-2-2")]

    assert len(cells) == NUMBER_CELLS
    assert len(named_differences()) == 4
    assert [cell["reden"] for cell in PUBLISHED["wijkt-af"] if len(cell["reden"].split()) < 20] == []


@pytest.mark.parametrize("formaat", READERS)
def test_47_cells_are_as_printed_and_the_other_four_as_explained(demo, export, formaat):
    found, different = {}, {}
    for slug in ("tabel-2-1", "tabel-2-2"):
        table = export(slug, formaat)
        assert list(table)[: len(PUBLISHED[slug])] == list(PUBLISHED[slug])
        for (row, column), number in printed_cells(slug).items():
            target = found if table[row][column] == number else different
            target[slug, row, column] = table[row][column]

    assert different == named_differences()
    assert len(found) == NUMBER_CELLS - 4


def test_the_histogram_counts_every_region_once(demo, export):
    counts = {row: int(cells["regios_investering"]) for row, cells in export("figuur-2-1", "json").items()}

    assert counts == {
        "vanaf-0": 0, "vanaf-10": 46, "vanaf-15": 20, "vanaf-20": 0, "vanaf-25": 4,
        "vanaf-30": 0, "vanaf-35": 0, "vanaf-40": 0, "vanaf-45": 1, "vanaf-50": 0,
    }  # fmt: skip


def test_the_rounds_are_counted_from_their_cases(demo, export):
    rows = export("aanvraagrondes", "json")

    assert [[int(number) for number in cells.values()] for cells in rows.values()] == [
        [74, 4, 45, 0, 0, 29],
        [33, 0, 26, 6, 0, 7],
    ]


def test_the_list_of_approved_plans_marks_round_and_obligation(demo):
    rows = TABELLEN["bijlage-a"](default_population()).rijen

    marks = [row["teken"] for row in rows]
    assert (len(rows), marks.count("*"), marks.count("#")) == (71, 20, 6)
