"""Spreadsheets that people hand in, XLSX or ODS: the one reader of every import."""

import zipfile
from xml.parsers import expat

from sto_portal.spreadsheets.lezen import MAXIMUM_COLUMNS, TabelError
from sto_portal.spreadsheets.lezen_ods import sheets_of_ods
from sto_portal.spreadsheets.lezen_xlsx import sheets_of_xlsx
from sto_portal.spreadsheets.werkblad import Werkblad

UNREADABLE = (
    *(KeyError, ValueError, TypeError, IndexError, AttributeError, ArithmeticError, RuntimeError, OSError, EOFError),
    *(zipfile.BadZipFile, NotImplementedError, expat.ExpatError),
)
DAMAGED = "Dit bestand is niet te lezen. Open het, sla het opnieuw op als .{} en kies het dan weer."
NO_SHEET = "In dit bestand staat geen blad dat zichtbaar is. Maak het blad met uw tabel zichtbaar."
READERS = {"xlsx": sheets_of_xlsx, "ods": sheets_of_ods}


def read_sheet(content, kind, *, max_rows, recognise=None, max_columns=MAXIMUM_COLUMNS):
    """The Werkblad that was meant in a file of this kind ('xlsx', 'ods'); raises TabelError.

    That is the first visible sheet of which `recognise(cells)` knows two column names in one of its first lines; where
    no sheet has them, the first that is visible. Where more than `max_rows` rows (and a few lines above the headings)
    or `max_columns` columns have something in them, the file is refused. `ook` names the other sheets that have them.
    """
    limits = {"max_rows": max_rows, "max_columns": max_columns}
    if recognise:
        sheets = visible_sheets(content, kind, recognise=recognise, **limits)
        sheet = next((sheet for sheet in sheets if sheet.is_recognised), None)
        if sheet:
            whole(sheet)
            sheet.ook = list(names_of(sheets))
            return sheet
    for sheet in visible_sheets(content, kind, **limits):
        return whole(sheet)
    raise TabelError(NO_SHEET)


def names_of(sheets):
    """The names of the sheets that have column names too, as far as the rest of the file can be read."""
    try:
        yield from (sheet.naam for sheet in sheets if sheet.is_recognised)
    except TabelError:
        return


def read_workbook(content, kind, *, max_rows, max_columns=MAXIMUM_COLUMNS):
    """The Werkblad of every visible sheet, in order; raises TabelError."""
    return [whole(sheet) for sheet in visible_sheets(content, kind, max_rows=max_rows, max_columns=max_columns)]


def visible_sheets(content, kind, *, max_rows, max_columns, recognise=None):
    """Each visible Werkblad as soon as it was read; raises TabelError for a file that is damaged."""

    def start(naam):
        return Werkblad(naam, max_rows, max_columns, recognise)

    try:
        yield from READERS[kind](content, start)
    except UNREADABLE as error:
        raise TabelError(DAMAGED.format(kind)) from error


def whole(sheet):
    """The sheet, if no limit was passed; else raises TabelError."""
    if sheet.fault:
        raise TabelError(f"Blad '{sheet.naam}': {sheet.fault}")
    return sheet
