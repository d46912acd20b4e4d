"""A downloaded table read back: the file formats as {name of the row: {key of the column: text as in the file}}."""

import csv
import io
import json
from decimal import Decimal

import odf.opendocument
import odf.table
import openpyxl
from odf.teletype import extractText


def read_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return head, [[name, *map(dutch_number, values)] for name, *values in rows]


def read_xlsx(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    return list(head), [[name, *map(exact, values)] for name, *values in rows]


def read_ods(content):
    sheet = odf.opendocument.load(io.BytesIO(content)).spreadsheet.getElementsByType(odf.table.Table)[0]
    lines = [row.getElementsByType(odf.table.TableCell) for row in sheet.getElementsByType(odf.table.TableRow)]
    head, *rows = lines
    return [extractText(cell) for cell in head], [
        [extractText(cells[0]), *(exact(cell.getAttribute("value")) for cell in cells[1:])] for cells in rows
    ]


def read_json(content):
    table = json.loads(content, parse_float=Decimal)
    keys = [kolom["key"] for kolom in table["kolommen"]]
    head = [kolom["titel"] for kolom in table["kolommen"]]
    return head, [[row[keys[0]], *(exact(row[key]) for key in keys[1:])] for row in table["rijen"]]


READERS = {"csv": read_csv, "xlsx": read_xlsx, "ods": read_ods, "json": read_json}


def exact(value):
    """A number of a file as Decimal; None for an empty cell."""
    return None if value in (None, "") else Decimal(str(value))


def dutch_number(text):
    """'1.776' and '25,0' as Decimal; None for an empty text."""
    return exact(text.replace(".", "").replace(",", "."))


def read_table(path, kolommen):
    """The file at `path` as {row name: {column key: Decimal or None}}; `kolommen` are those that it must have."""
    head, rows = READERS[path.suffix.removeprefix(".")](path.read_bytes())
    assert head == [kolom.titel for kolom in kolommen]
    keys = [kolom.key for kolom in kolommen[1:]]
    return {name: dict(zip(keys, values, strict=True)) for name, *values in rows}
