"""Tables that people hand in as text: pasted from a spreadsheet, or a CSV. Cells come out as tidy text."""

import codecs
import csv
import io
import re
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

SEPARATORS = "\t;,"
HEADING_WITHIN, HEADINGS = 10, 2
MAXIMUM_COLUMNS = 60
MAXIMUM_TEXT = 2 * 2**20
MAXIMUM_BLANK = 20_000
DECLARED = re.compile(r"\s*\"?sep=([^\"\r\n])\"?[ \t]*(?:\r\n|\r|\n|$)", re.IGNORECASE)
UNREADABLE_SIGNS = "De tekens in dit bestand zijn niet te lezen. Sla uw tabel op als CSV UTF-8 of als .xlsx."
# An é is the byte 82 in DOS and 8E on a Mac. Windows has marks there that do not stand between small letters.
GARBLED = re.compile(rb"[a-z](?:[\x83\x84\x86-\x89\x8b\x94\x95\x98\x9b][a-z]|[\x82\x8e])|\x82\x82n|\x8e\x8en")
TOO_LARGE = "Dit bestand is te groot om te lezen. Bewaar alleen de tabel zelf."
TOO_WIDE = "In cel {} staat iets. Het portaal leest de kolommen A tot en met {}. Haal de kolommen daarna weg."


class TabelError(Exception):
    """What was handed in cannot be read as a table; the text says why and what to do, in Dutch."""


@dataclass(frozen=True)
class Tabelrij:
    """One line of a table that has something in it, numbered as a spreadsheet does: the first is 1.

    `cellen` are texts as a person reads them. From a spreadsheet, `waarden` has at the same places what the file holds:
    Decimal, bool, date, datetime, time, timedelta, str, Celfout, or None for an empty cell; from a text it is empty.
    """

    nummer: int
    cellen: list[str]
    waarden: list = field(default_factory=list, compare=False)

    def waarde(self, place):
        """What the file holds at this place; the text where there is nothing else; None for an empty cell."""
        if place < len(self.waarden):
            return self.waarden[place]
        return (self.cellen[place] or None) if place < len(self.cellen) else None


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
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp1252" and is_garbled(content):
            break
        return text
    raise TabelError(UNREADABLE_SIGNS)


def is_garbled(content):
    """Whether these bytes look like letters with accents of a Mac or of DOS, which Windows shows as other signs."""
    return bool(GARBLED.search(content))


def read_text(text, recognise):
    """Every Tabelrij of a text, split at tabs, semicolons or commas; raises TabelError.

    `recognise(cells)` counts the column names in a line; the separator with which one of the first lines has most of
    them is the one that was meant, unless a line 'sep=;' says which it is.
    """
    declared, rest = take_separator(text)
    plain = rest.replace("\r\n", "\n").replace("\r", "\n")
    found = [split(plain, separator) for separator in declared or SEPARATORS]
    return max(found, key=lambda rows: recognise(find_heading(rows, recognise).cellen) if rows else 0)


def take_separator(text):
    """(the separator that a first line 'sep=;' names, else '', the text below it): Excel does not count that line."""
    found = DECLARED.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


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
    for row in rows:
        check_width(row.nummer, len(row.cellen), MAXIMUM_COLUMNS)
    return [row for row in rows if row.cellen]


def check_width(nummer, width, maximum):
    """Raise TabelError where a row has something in a column that is not read."""
    if width > maximum:
        raise TabelError(TOO_WIDE.format(f"{get_column_letter(width)}{nummer}", get_column_letter(maximum)))


def trim(cells):
    """The cells up to the last that has something in it."""
    last = max((place for place, cell in enumerate(cells, start=1) if cell), default=0)
    return cells[:last]


def tidy(cell):
    """The text of one cell without space around it."""
    return cell.replace("\t", " ").strip()


def as_text(rows):
    """The rows as text to paste, with tabs, each at its own line number; `read_text` gives the same rows again."""
    lines = {row.nummer: "\t".join(map(quote, row.cellen)) for row in rows}
    return "\n".join(lines.get(place, "") for place in range(1, max(lines, default=0) + 1))


def quote(cell):
    """The cell between quotes where that is needed to keep it one cell: it has a line end, or begins with a quote."""
    plain = cell.replace("\t", " ")
    return f'"{plain.replace(chr(34), chr(34) * 2)}"' if "\n" in plain or plain.startswith('"') else plain


def has_room(rows):
    """Whether the rows can be written with the blank lines between them: far down a sheet they are too many."""
    return not rows or rows[-1].nummer - len(rows) <= MAXIMUM_BLANK


def renumber(rows):
    """The rows one after the other, numbered from 1."""
    return [Tabelrij(place, row.cellen, row.waarden) for place, row in enumerate(rows, start=1)]
