import csv
import io
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import odf.opendocument
import odf.table
import openpyxl
import pytest
from odf.teletype import extractText

from sto_portal.spreadsheets import Kolom, safe_cell, write_csv, write_json, write_ods, write_xlsx

KOLOMMEN = [
    Kolom("naam", "Rij", toelichting="De naam van de rij."),
    Kolom("partners", "Partners", "getal", "Partners die hebben getekend."),
    Kolom("bedrag_cents", "Bedrag (€)", "bedrag"),
    Kolom("aandeel", "Aandeel", "percentage"),
    Kolom("dag", "Datum", "datum"),
]
RIJEN = [
    {"naam": "vmbo", "partners": 8, "bedrag_cents": 123456750, "aandeel": 1234, "dag": date(2020, 1, 31)},
    {"naam": "hbo", "partners": Decimal("12.3"), "bedrag_cents": -5, "aandeel": 0, "dag": None},
    {"naam": '=HYPERLINK("x")', "partners": "n.v.t.", "bedrag_cents": None, "aandeel": 1000, "dag": None},
    {"naam": 'Łódź 😀\x00\nregel; "twee" <b>&', "partners": 0, "bedrag_cents": 0, "aandeel": 1, "dag": None},
]


@dataclass(frozen=True)
class Rij:
    naam: str


def ods_table(content, number=0):
    sheet = odf.opendocument.load(io.BytesIO(content)).spreadsheet.getElementsByType(odf.table.Table)[number]
    return [row.getElementsByType(odf.table.TableCell) for row in sheet.getElementsByType(odf.table.TableRow)]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("gewoon", "gewoon"),
        ("", ""),
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("\x00=1", "'=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a=b", "a=b"),
    ],
)
def test_text_that_looks_like_a_formula_gets_an_apostrophe(typed, written):
    assert safe_cell(typed) == written


def test_csv_is_what_dutch_excel_opens():
    content = write_csv(KOLOMMEN, RIJEN)

    assert content.startswith(b"\xef\xbb\xbfRij;Partners;Bedrag (\xe2\x82\xac);Aandeel;Datum\r\n")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))[1:] == [
        ["vmbo", "8", "1234567,50", "12,34%", "31-01-2020"],
        ["hbo", "12,3", "-0,05", "0,00%", ""],
        ['\'=HYPERLINK("x")', "n.v.t.", "", "10,00%", ""],
        ['Łódź 😀\nregel; "twee" <b>&', "0", "0,00", "0,01%", ""],
    ]


def test_xlsx_holds_typed_values_and_no_formula():
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx("Tabel 2.1: partners/geld", KOLOMMEN, RIJEN, ["Peildatum x"])))
    sheet = book.worksheets[0]

    assert book.sheetnames == ["Tabel 2.1  partners geld", "Toelichting"]
    assert book.properties.title == "Tabel 2.1: partners/geld"
    assert sheet.freeze_panes == "B2"
    assert [cell.font.bold for cell in sheet[1]] == [True] * 5
    assert [cell.value for cell in sheet[2]][:4] == ["vmbo", 8, 1234567.5, 0.1234]
    assert sheet["E2"].value.date() == date(2020, 1, 31)
    assert [cell.number_format for cell in sheet[3]][1:4] == ["#,##0.0", '"€" #,##0.00', "0.00%"]
    assert (sheet["A4"].value, sheet["A4"].data_type, sheet["A4"].quotePrefix) == (RIJEN[2]["naam"], "s", True)
    assert sheet["B4"].value == "n.v.t."
    assert sheet["A5"].value == 'Łódź 😀\nregel; "twee" <b>&'
    assert [cell.value for cell in book["Toelichting"]["A"]][:2] == ["Tabel 2.1: partners/geld", "Peildatum x"]
    assert [cell.value for cell in book["Toelichting"]["B"]][4:6] == ["De naam van de rij.", KOLOMMEN[1].toelichting]


def test_ods_holds_typed_values_and_no_formula():
    content = write_ods("Tabel 2.1", KOLOMMEN, RIJEN, ["Peildatum x"])
    rows = ods_table(content)

    assert [extractText(cell) for cell in rows[0]] == [kolom.titel for kolom in KOLOMMEN]
    assert [cell.getAttribute("value") for cell in rows[1]][1:4] == ["8", "1234567.5", "0.1234"]
    assert rows[1][4].getAttribute("datevalue") == "2020-01-31"
    assert [cell.getAttribute("valuetype") for cell in rows[3]][:2] == ["string", "string"]
    assert [cell.getAttribute("formula") for row in rows for cell in row] == [None] * 25
    assert extractText(rows[4][0]) == 'Łódź 😀regel; "twee" <b>&'
    assert [extractText(row[0]) for row in ods_table(content, 1)][:2] == ["Tabel 2.1", "Peildatum x"]


def test_json_keeps_whole_cents_and_says_so():
    document = json.loads(write_json("Tabel 2.1", KOLOMMEN, RIJEN, ["Peildatum x"]))

    assert document["toelichting"] == ["Peildatum x"]
    assert document["kolommen"][2]["eenheid"] == "eurocent"
    assert document["rijen"][0] == {
        "naam": "vmbo",
        "partners": 8,
        "bedrag_cents": 123456750,
        "aandeel": 1234,
        "dag": "2020-01-31",
    }
    assert document["rijen"][1]["partners"] == 12.3


@pytest.mark.parametrize("write", [write_xlsx, write_ods, write_json])
def test_the_same_table_gives_the_same_bytes(write):
    assert write("Tabel", KOLOMMEN, RIJEN) == write("Tabel", KOLOMMEN, RIJEN)


@pytest.mark.parametrize("rows", [[], [Rij("a")], [Rij("a"), Rij("b"), Rij("c")]])
def test_any_number_of_rows_comes_out(rows):
    kolommen = [Kolom("naam", "Naam")]

    assert write_csv(kolommen, rows).count(b"\r\n") == len(rows) + 1
    assert openpyxl.load_workbook(io.BytesIO(write_xlsx("", kolommen, rows))).worksheets[0].max_row == len(rows) + 1
    assert len(ods_table(write_ods("", kolommen, rows))) == len(rows) + 1
    assert len(json.loads(write_json("", kolommen, rows))["rijen"]) == len(rows)


def test_a_row_without_the_column_is_a_fault():
    with pytest.raises(KeyError):
        write_csv([Kolom("naam", "Naam")], [{"nam": "x"}])


def test_an_unknown_kind_of_column_is_a_fault():
    with pytest.raises(ValueError, match="onbekende soort"):
        Kolom("x", "X", "geld")
