"""Tables that people hand in: pasted from a spreadsheet, a CSV or an XLSX. Cells come out as tidy text."""

import codecs
import csv
import io
import warnings
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook

SEPARATORS = "\t;,"
HEADING_WITHIN, HEADINGS = 10, 2
MAXIMUM_INFLATED = 20 * 2**20
MAXIMUM_COLUMNS = 60
MAXIMUM_TEXT = 2 * 2**20
UNREADABLE = (KeyError, ValueError, TypeError, IndexError, AttributeError, OSError, zipfile.BadZipFile, ParseError)
DAMAGED = "Dit bestand is niet te lezen. Open het, sla het opnieuw op als %s en kies het dan weer."
TOO_LARGE = "Dit bestand is te groot om te lezen. Bewaar alleen de tabel zelf."


class TabelError(Exception):
    """What was handed in cannot be read as a table; the text says why and what to do, in Dutch."""


@dataclass(frozen=True)
class Tabelrij:
    """One line of a table that has something in it, numbered as a spreadsheet does: the first is 1."""

    nummer: int
    cellen: list[str]


def decode(content):
    """The text of a file in UTF-8, in UTF-16 as Excel calls 'Unicode', or in Windows-1252; raises TabelError."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise TabelError("Dit is geen tekstbestand. Sla uw tabel op als CSV, .xlsx of .ods.")
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TabelError("De tekens in dit bestand zijn niet te lezen. Sla uw tabel op als CSV UTF-8 of als .xlsx.")


def read_text(text, recognise):
    """Every Tabelrij of a text, split at tabs, semicolons or commas.

    `recognise(cells)` counts the column names in a line; the separator with which one of the first lines has most of
    them is the one that was meant.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [split(plain, separator) for separator in SEPARATORS]
    return max(found, key=lambda rows: recognise(find_heading(rows, recognise).cellen) if rows else 0)


def find_heading(rows, recognise):
    """The row with the column names: of the first HEADING_WITHIN the one that has most of them, if HEADINGS or more.

    Else the first row. People put a title and a date above their table.
    """
    found = max(rows[:HEADING_WITHIN], key=lambda row: recognise(row.cellen))
    return found if recognise(found.cellen) >= HEADINGS else rows[0]


def split(text, separator):
    """The rows at this separator. Quotes that do not close are signs like any other."""
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv.Error:
        lines = [line.split(separator) for line in text.split("\n")]
    return number(lines)


def number(lines):
    """Those with something in them, each with its place.

    A file can name one long text in every cell: that is small until the cells are written out, so it is refused here.
    """
    if sum(len(cell) for cells in lines for cell in cells) > MAXIMUM_TEXT:
        raise TabelError(TOO_LARGE)
    rows = [Tabelrij(place, trim([tidy(cell) for cell in cells])) for place, cells in enumerate(lines, start=1)]
    return [row for row in rows if row.cellen]


def trim(cells):
    """The cells up to the last that has something in it."""
    last = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def tidy(cell):
    """The text of one cell without space around it."""
    return cell.replace("\t", " ").strip()


@contextmanager
def open_archive(content):
    """The parts of a spreadsheet file; raises TabelError where they would unpack to more than a table can be."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAXIMUM_INFLATED:
            raise TabelError(TOO_LARGE)
        yield archive


def read_xlsx(content, max_rows):
    """The first `max_rows` + 1 rows of the first sheet; raises TabelError.

    A formula gives the value that was calculated last; one that never was, stays the text of the formula.
    """
    try:
        with open_archive(content):
            pass
        values, formulas = (read_sheet(content, max_rows, data_only=data_only) for data_only in (True, False))
    except UNREADABLE as error:
        raise TabelError(DAMAGED % ".xlsx") from error
    lines = [
        [cell_text(formula if value is None else value) for value, formula in zip(*rows, strict=True)]
        for rows in zip(values, formulas, strict=True)
    ]
    return number(lines)


def read_sheet(content, max_rows, *, data_only):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
        rows = book.worksheets[0].iter_rows(max_row=max_rows + 2, max_col=MAXIMUM_COLUMNS, values_only=True)
        found = [list(row) for row in rows]
    book.close()
    return found


def cell_text(value):
    """A value as a person reads it in the cell: 12345678 for 12345678.0, ja for WAAR, 2026-11-26 for a day."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def as_text(rows):
    """The rows as text to paste, with tabs, each at its own line number."""
    lines = {row.nummer: "\t".join(cell.replace("\n", " ").replace("\t", " ") for cell in row.cellen) for row in rows}
    return "\n".join(lines.get(place, "") for place in range(1, max(lines, default=0) + 1))


def renumber(rows):
    """The rows one after the other, numbered from 1."""
    return [Tabelrij(place, row.cellen) for place, row in enumerate(rows, start=1)]
