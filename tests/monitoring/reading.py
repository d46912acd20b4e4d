"""A downloaded table read back: the file formats as {code of the row: {key of the column: number as in the file}}."""

import csv
import io
import json
from decimal import Decimal

import odf.opendocument
import odf.table
import openpyxl
from odf.teletype import extractText

from monitoring.downloads import ORIGIN


def read_csv(content):
    """The columns of the table; those behind it, that say where a row comes from, have their own tests."""
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return head[: -len(ORIGIN)], [row[: -len(ORIGIN)] for row in rows]


def read_xlsx(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    return list(head), [list(row) for row in rows]


def read_ods(content):
    sheet = odf.opendocument.load(io.BytesIO(content)).spreadsheet.getElementsByType(odf.table.Table)[0]
    lines = [row.getElementsByType(odf.table.TableCell) for row in sheet.getElementsByType(odf.table.TableRow)]
    head, *rows = lines
    return [extractText(cell) for cell in head], [
        [cell.getAttribute("value") or extractText(cell) for cell in cells] for cells in rows
    ]


def read_json(content):
    table = json.loads(content, parse_float=Decimal)
    keys = [kolom["key"] for kolom in table["kolommen"]]
    return [kolom["titel"] for kolom in table["kolommen"]], [[row[key] for key in keys] for row in table["rijen"]]


READERS = {"csv": read_csv, "xlsx": read_xlsx, "ods": read_ods, "json": read_json}


def exact(value):
    """A number of a file as Decimal; None for an empty cell."""
    return None if value in (None, "") else Decimal(str(value))


def dutch_number(text):
    """'1.776' and '25,0' as Decimal; None for an empty text."""
    return exact(text.replace(".", "").replace(",", "."))


def read_table(path, kolommen):
    """The numbers of the file at `path` as {row code: {column key: Decimal or None}}; `kolommen` are all it must have.

    Amounts to the cent are left out: formats write them each in their own unit.
    """
    formaat = path.suffix.removeprefix(".")
    head, rows = READERS[formaat](path.read_bytes())
    assert head == [kolom.titel for kolom in kolommen]
    number = dutch_number if formaat == "csv" else exact
    found = {}
    for values in rows:
        row = dict(zip([kolom.key for kolom in kolommen], values, strict=True))
        found[row["code"]] = {kolom.key: number(row[kolom.key]) for kolom in kolommen if kolom.soort == "getal"}
    return found
