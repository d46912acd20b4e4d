"""The list of municipalities of CBS: also those without a school come in, and none goes away."""

import io

import pytest
from django.core.management import CommandError, call_command

from regions.lijsten import LijstError, import_gemeenten, import_vestigingen
from regions.lijsten.bestand import MAXIMUM_ROWS
from regions.models import Gemeente, Vestiging
from sto_portal.sporen.actions import verify_chain
from sto_portal.sporen.models import Spoor
from sto_portal.spreadsheets import Kolom, write_ods, write_xlsx
from tests.regions.duolijst import rij, write_list

pytestmark = pytest.mark.django_db

CBS = ("Gemeentecode", "GemeentecodeGM", "Gemeentenaam", "Provinciecode", "ProvinciecodePV", "Provincienaam")
SHEETS = {"xlsx": write_xlsx, "ods": write_ods}


def gemeente(code="9003", naam="Proefdam", provincie="Groningen"):
    """One row as CBS has it."""
    return [code, f"GM{code.zfill(4)}", naam, "20", "PV20", provincie]


PROEF = [gemeente(), gemeente("9080", "Súd-Proef", "Fryslân")]


@pytest.fixture
def imported(tmp_path):
    """Import a list of these rows, and tell what became of them."""

    def run(*rows, columns=CBS, **shape):
        return import_gemeenten(write_list(tmp_path / "gemeenten.csv", rows, columns=columns, **shape))

    return run


def counts(verslag):
    """(added, changed, not in the file, unchanged, refused)"""
    return (*map(len, verslag.soorten.values()), verslag.ongewijzigd, verslag.geweigerd)


def known():
    return list(Gemeente.objects.order_by("code").values_list("code", "naam", "provincie"))


@pytest.mark.parametrize("separator", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_municipalities_come_with_their_province_in_every_shape_of_csv(imported, separator, encoding):
    imported(*PROEF, separator=separator, encoding=encoding)

    assert known() == [("9003", "Proefdam", "Groningen"), ("9080", "Súd-Proef", "Fryslân")]


@pytest.mark.parametrize("kind", SHEETS)
def test_a_spreadsheet_is_read_with_codes_that_lost_their_zeros_and_cells_that_are_empty(tmp_path, kind):
    columns = [Kolom("code", "Gemeentecode", "getal"), Kolom("naam", "Gemeentenaam"), Kolom("in", "Provincienaam")]
    rows = [{"code": 3, "naam": "Proefdam", "in": ""}, {"code": 9080, "naam": "Súd-Proef", "in": "Fryslân"}]
    path = tmp_path / f"gemeenten.{kind}"
    path.write_bytes(SHEETS[kind]("Gemeenten", columns, rows))

    import_gemeenten(path)

    assert known() == [("0003", "Proefdam", ""), ("9080", "Súd-Proef", "Fryslân")]


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        (("GemeentecodeGM", "Gemeentenaam", "Provincienaam"), ("GM0003", "Proefdam", "Groningen")),
        (("gemeentecode", "GEMEENTENAAM", "Provincie"), ("gm0003", "Proefdam", "Groningen")),
        (("Provincie naam", "Gemeente naam", "Gemeente code"), ("Groningen", "Proefdam", "3")),
    ],
)
def test_other_names_and_another_order_of_columns_are_read(imported, columns, row):
    imported(row, columns=columns)

    assert known() == [("0003", "Proefdam", "Groningen")]


def test_the_same_list_again_changes_nothing(imported):
    assert counts(imported(*PROEF)) == (2, 0, 0, 0, 0)
    before = list(Gemeente.objects.order_by("pk").values())
    sporen = Spoor.objects.count()

    assert counts(imported(*PROEF)) == (0, 0, 0, 2, 0)
    assert list(Gemeente.objects.order_by("pk").values()) == before
    assert Spoor.objects.count() == sporen


def test_what_the_list_has_otherwise_now_is_changed_and_told(imported):
    imported(*PROEF)

    verslag = imported(gemeente(naam="Proefdam aan Zee", provincie="Drenthe"), PROEF[1])

    assert verslag.soorten["Gewijzigd"] == ["9003 Proefdam aan Zee: naam, provincie"]
    assert known()[0] == ("9003", "Proefdam aan Zee", "Drenthe")


def test_a_municipality_that_is_not_in_the_list_stays_with_its_schools_and_is_told(imported, tmp_path):
    import_vestigingen(write_list(tmp_path / "lijst.csv", [rij()]))

    verslag = imported(*PROEF)

    assert verslag.soorten["Niet in dit bestand, blijft staan"] == ["0042 Proefland"]
    assert Vestiging.objects.get().gemeente.naam == "Proefland"


def test_the_spelling_of_cbs_stays_when_the_list_of_duo_is_read_after_it(imported, tmp_path):
    imported(gemeente("0042", "Proef (L.)", "Fryslân"))

    verslag = import_vestigingen(write_list(tmp_path / "lijst.csv", [rij(GEMEENTENAAM="PROEF (L)")]))

    assert verslag.ook["gemeenten gewijzigd"] == 0
    assert known() == [("0042", "Proef (L.)", "Fryslân")]


def test_without_a_province_in_the_list_the_known_one_stays(imported):
    imported(*PROEF)

    verslag = imported(("9003", "Proefdam"), columns=("Gemeentecode", "Gemeentenaam"))

    assert counts(verslag) == (0, 0, 1, 1, 0)
    assert known()[0] == ("9003", "Proefdam", "Groningen")


def test_a_name_in_capitals_alone_is_written_out(imported):
    imported(gemeente(naam="'S-PROEFHAGE AAN DEN IJSSEL", provincie="ZUID-HOLLAND"))

    assert known() == [("9003", "'s-Proefhage aan den IJssel", "Zuid-Holland")]


def test_bad_rows_are_refused_with_row_column_and_reason_and_the_others_are_imported(tmp_path):
    rows = [*PROEF, gemeente("90a3"), gemeente("12345"), gemeente("9004", " "), gemeente(naam="Weer"), ["9005", "x"]]
    rows += [gemeente("9006", "x" * 81)]
    Gemeente.objects.create(code="9004", naam="Stond er al")
    out, err = io.StringIO(), io.StringIO()

    call_command("import_gemeenten", str(write_list(tmp_path / "g.csv", rows, columns=CBS)), stdout=out, stderr=err)

    assert err.getvalue().splitlines()[1:] == [
        "Geweigerde rijen: 6",
        "  Rij 4, kolom Gemeentecode: '90a3' is geen gemeentecode van 4 cijfers, zoals 0003 of GM0003.",
        "  Rij 5, kolom Gemeentecode: '12345' is geen gemeentecode van 4 cijfers, zoals 0003 of GM0003.",
        "  Rij 6, kolom Gemeentenaam: Deze cel is leeg.",
        "  Rij 7: 9003 staat ook op rij 2.",
        "  Rij 8: Deze rij heeft 2 cellen en de kolomkoppen zijn er 6.",
        f"  Rij 9, kolom Gemeentenaam: '{'x' * 40}…' heeft 81 tekens. Er is plaats voor 80.",
    ]
    assert "Niet in dit bestand, blijft staan: 0" in out.getvalue().splitlines()
    assert [code for code, _naam, _provincie in known()] == ["9003", "9004", "9080"]


def sheet_of(kind, columns, rows):
    return SHEETS[kind]("Gemeenten", [Kolom(name, name) for name in columns], rows)


WRONG_FILES = {
    "geen code": (b"Gemeentenaam;Provincienaam\nProefdam;Groningen\n", "Deze kolommen ontbreken: Gemeentecode."),
    "dubbel": (b"Gemeentecode;Gemeentenaam;Gemeente-code\n1;a;1\n", "De kolom Gemeentecode staat 2 keer"),
    "PDF": (b"%PDF-1.7", "Gebruik de lijst zoals het CBS haar publiceert, als CSV, Excel (.xlsx)"),
    "ander ingepakt bestand": (b"PK\x03\x04\x14\x00", "Dit is geen goed Excel- of OpenDocument-bestand."),
    "oud Excel": (b"\xd0\xcf\x11\xe0", "Dit bestand is een oud Excel-bestand. Gebruik de lijst zoals het CBS"),
    "alleen kop": (sheet_of("xlsx", CBS, []), "Dit bestand heeft kolomkoppen, maar geen rijen."),
    "ander blad": (sheet_of("ods", ["Naam"], [{"Naam": "x"}]), "Deze kolommen ontbreken: Gemeentecode, Gemeentenaam."),
    "half": (sheet_of("xlsx", CBS, [])[:-600], "Dit is geen goed Excel- of OpenDocument-bestand."),
    "leeg blad": (sheet_of("xlsx", [], []), "Dit bestand is leeg."),
    "te veel": (sheet_of("xlsx", ["Naam"], [{"Naam": "x"}] * (MAXIMUM_ROWS + 1)), "meer dan 2000 rijen"),
    "alles fout": (b"Gemeentecode;Gemeentenaam\nx;y\n", "Geen enkele rij is goed. Rij 2, kolom Gemeentecode:"),
}


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_a_file_that_is_wrong_as_a_whole_writes_nothing_and_says_one_thing(tmp_path, kind):
    content, message = WRONG_FILES[kind]
    path = tmp_path / "gemeenten"
    path.write_bytes(content)

    with pytest.raises(CommandError) as stopped:
        call_command("import_gemeenten", str(path))

    assert str(stopped.value).startswith("Er is niets ingelezen. ")
    assert message in str(stopped.value)
    assert (Gemeente.objects.count(), Spoor.objects.count()) == (0, 0)


def test_each_municipality_that_is_new_or_changed_carries_a_trace_of_the_file(imported):
    imported(*PROEF)
    verslag = imported(gemeente(naam="Anders"), PROEF[1])

    first, second = Spoor.objects.of(Gemeente.objects.get(code="9003"))
    assert (first.wat, first.data["oud"], first.data["bestand"]) == ("import_gemeenten", None, "gemeenten.csv")
    assert (second.data["oud"]["naam"], second.data["nieuw"]["naam"]) == ("Proefdam", "Anders")
    assert second.data["sha256"] == verslag.bestand.sha256
    assert Spoor.objects.of(Gemeente.objects.get(code="9080")).count() == 1
    assert list(verify_chain()) == []


def test_more_rows_take_no_more_queries(imported, django_assert_num_queries):
    imported(gemeente("9000"))

    with django_assert_num_queries(8):
        imported(gemeente("9000", "Anders"), gemeente("9001"))
    with django_assert_num_queries(8):
        imported(gemeente("9000", "Nog anders"), *(gemeente(str(code)) for code in range(9002, 9060)))


def test_a_list_that_is_refused_leaves_the_municipalities_as_they_were(imported):
    imported(*PROEF)

    with pytest.raises(LijstError):
        imported(gemeente("x"))

    assert len(known()) == 2
