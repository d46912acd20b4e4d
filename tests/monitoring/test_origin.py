"""Whoever has a file, or a row of it, knows which plans it is about, which day, and how to quote it."""

import csv
import io
import json
from functools import partial

import odf.opendocument
import odf.table
import openpyxl
import pytest
from django.core.management import call_command
from odf.teletype import extractText

from monitoring.tabellen import TABELLEN
from tests.monitoring.grants import grant

pytestmark = pytest.mark.django_db
FORMATS = ("csv", "xlsx", "ods", "json")
METADATA = {
    "peildatum": "2020-01-31",
    "regeling": "sto-2020-2023",
    "soort": "verleend",
    "aantal_plannen": 1,
    "versie": 2,
    "licentie": "CC0 1.0",
}
ADDRESS = "/monitoring/tabel-2-2/?regeling=sto-2020-2023&peildatum=2020-01-31&soort=verleend"
SENTENCE = "Plannen waarvoor op 31 januari 2020 subsidie was verleend volgens STO 2020-2023, per regio het nieuwste."


@pytest.fixture(autouse=True)
def granted(behandelaar, tekenbevoegde, twente):
    partial(grant, drafter=behandelaar, approver=tekenbevoegde)(twente)


def rows_of(client, slug, query=""):
    content = client.get(f"/monitoring/{slug}.csv{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline=""), delimiter=";"))


@pytest.mark.parametrize("slug", TABELLEN)
def test_json_says_where_it_comes_from_and_each_row_which_it_is(client, slug):
    table = json.loads(client.get(f"/monitoring/{slug}.json").content)

    assert {key: table["metadata"][key] for key in METADATA} == METADATA
    assert {"populatie", "bron", "citaat"} <= set(table["metadata"])
    codes = [row["code"] for row in table["rijen"]]
    assert len(codes) == len(set(codes)) > 0
    assert all(kolom["toelichting"] for kolom in table["kolommen"])


@pytest.mark.parametrize("slug", TABELLEN)
def test_every_row_of_a_csv_says_where_it_comes_from(client, slug):
    for row in rows_of(client, slug):
        assert (row["Peildatum"], row["Regeling"], row["Aantal plannen"]) == ("31-01-2020", "sto-2020-2023", "1")
        assert (row["Versie van de tabel"], row["Licentie"]) == ("2", "CC0 1.0")
        assert [name for name in ("Populatie", "Bron", "Citaat") if not row[name]] == []


def test_a_quotation_names_table_plans_day_and_address(client):
    table = json.loads(client.get("/monitoring/tabel-2-2.json").content)

    quotation = table["metadata"]["citaat"]
    told = SENTENCE.removesuffix(".")
    assert quotation.startswith(f"STO-portaal, Tabel 2.2: Investering per regio, versie 2. {told} (1 plan). http")
    assert quotation.endswith(ADDRESS)


def test_spreadsheets_name_their_sheet_by_number_and_tell_the_same_on_the_second(client):
    book = openpyxl.load_workbook(io.BytesIO(client.get("/monitoring/tabel-2-2.xlsx").content))
    document = odf.opendocument.load(io.BytesIO(client.get("/monitoring/tabel-2-2.ods").content))
    sheets = document.spreadsheet.getElementsByType(odf.table.Table)

    excel = {row[0]: row[1] for row in book["Toelichting"].iter_rows(values_only=True) if len(row) > 1}
    rows = [row.getElementsByType(odf.table.TableCell) for row in sheets[1].getElementsByType(odf.table.TableRow)]
    open_document = {extractText(row[0]): extractText(row[1]) for row in rows if len(row) > 1}
    assert book.sheetnames == [sheet.getAttribute("name") for sheet in sheets] == ["Tabel 2.2", "Toelichting"]
    for facts in (excel, open_document):
        assert (facts["Populatie"], facts["Peildatum"], facts["Licentie"]) == (SENTENCE, "31-01-2020", "CC0 1.0")
        assert facts["Citaat"].endswith(ADDRESS)


def test_what_a_csv_cannot_hold_stands_in_the_file_beside_it(client, tmp_path):
    answer = client.get("/monitoring/tabel-2-1.csv")
    beside = client.get("/monitoring/tabel-2-1.csv-metadata.json")
    call_command("export_tabel", "tabel-2-1", "--uit", str(tmp_path / "tabel.csv"), verbosity=0)

    described = json.loads(beside.content)
    heads = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert answer["Link"].startswith('</monitoring/tabel-2-1.csv-metadata.json>; rel="describedby"')
    assert [column["titles"] for column in described["tableSchema"]["columns"]] == next(heads)
    assert described["url"] == "tabel-2-1_sto-2020-2023_verleend_2020-01-31.csv"
    assert (tmp_path / "tabel.csv-metadata.json").read_bytes() == beside.content


@pytest.mark.parametrize("formaat", FORMATS)
def test_who_has_the_file_gets_it_no_second_time(client, formaat):
    path = f"/monitoring/tabel-2-1.{formaat}"
    first, second = client.get(path), client.get(path)

    known = client.get(path, headers={"If-None-Match": first["ETag"]})
    since = client.get(path, headers={"If-Modified-Since": first["Last-Modified"]})

    assert first.content == second.content
    assert (known.status_code, since.status_code) == (304, 304)


def test_a_file_over_today_may_still_change(client):
    assert "Last-Modified" not in client.get("/monitoring/tabel-2-1.csv?regeling=sto-demo")


def test_amounts_are_whole_thousands_on_the_page_and_cents_or_euros_in_the_files(client):
    table = json.loads(client.get("/monitoring/tabel-2-2.json").content)
    page = client.get("/monitoring/tabel-2-2/")

    units = {kolom["key"]: kolom.get("eenheid") for kolom in table["kolommen"]}
    assert (units["totaal"], units["totaal_cents"], units["deel_investering"]) == (
        "duizend euro",
        "eurocent",
        "procent",
    )
    assert table["rijen"][0]["totaal_cents"] == 1000 * 100 * table["rijen"][0]["totaal"]
    assert rows_of(client, "tabel-2-2")[0]["Totaal in euro's"] == "1000000,00"
    assert "totaal_cents" not in [kolom.key for kolom in page.context["tabel"].getoond]
    assert SENTENCE in page.content.decode()
