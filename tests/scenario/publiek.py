"""f. A visitor without an account reads the tables and downloads them."""

import csv
import io
import json

import openpyxl
from playwright.sync_api import expect

from tests.scenario.case import download

TABLES = ("tabel-2-1", "tabel-2-2", "figuur-2-1", "bijlage-a", "aanvraagrondes")
FORMATS = ("csv", "xlsx", "ods", "json")


def read_tables(case):
    """Every table on its page; each stands there as it was before the demo round had its new grant."""
    page = case.page_of("")
    for address in ("/account/login/", "/"):
        page.goto(address)
        case.look(page, "bezoeker")
    page.get_by_role("navigation").get_by_role("link", name="Monitoring").click()
    page.wait_for_url("**/monitoring/")
    case.look(page)
    for slug in TABLES:
        page.goto(f"/monitoring/{slug}/")
        case.look(page, slug)
        remember_or_compare(case, page, slug)


def remember_or_compare(case, page, slug):
    """The files of a table, byte by byte the same at every visit."""
    files = {name: download(page, f"/monitoring/{slug}.{name}")[0] for name in FORMATS}
    assert case.tables.setdefault(slug, files) == files


def check_figures(case):
    """The page, and each file of Tabel 2.1, give the vmbo-vestigingen of the report; 71 plans are counted."""
    page = case.page_of("")
    page.goto("/monitoring/")
    page.get_by_role("link", name="Aantal en soort partners per regio").click()
    page.wait_for_url("**/tabel-2-1/")
    row = page.get_by_role("row", name="Vmbo-vestigingen")
    assert row.locator("td").all_inner_texts() == ["71", "2", "35", "7,5", "531"]
    expect(page.get_by_role("row", name="Totaal #")).to_have_count(1)
    files = case.tables["tabel-2-1"]
    text = files["csv"].decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert (first["Code"], first["Totaal"], first["Peildatum"], first["Aantal plannen"]) == (
        "vmbo", "531", "31-01-2020", "71",
    )  # fmt: skip
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
    assert ("Vmbo-vestigingen", "vmbo", 71, 2, 35, 7.5, 531) in [
        tuple(cell for cell in row if cell) for row in sheet.iter_rows(values_only=True)
    ]
    table = json.loads(files["json"])
    assert (table["rijen"][0]["totaal"], table["metadata"]["aantal_plannen"]) == (531, 71)
    with page.expect_download() as started:
        page.get_by_role("link", name="Download als ODS").click()
    assert started.value.suggested_filename == "tabel-2-1_sto-2020-2023_verleend_2020-01-31.ods"
