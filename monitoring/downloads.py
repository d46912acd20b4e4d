"""A Tabel as a file."""

from monitoring.tabellen.tabel import Tabel
from sto_portal import spreadsheets

WRITERS = {
    "csv": lambda tabel: spreadsheets.write_csv(tabel.kolommen, tabel.rijen),
    "xlsx": lambda tabel: spreadsheets.write_xlsx(tabel.naam, tabel.kolommen, tabel.rijen, tabel.noten),
    "ods": lambda tabel: spreadsheets.write_ods(tabel.naam, tabel.kolommen, tabel.rijen, tabel.noten),
    "json": lambda tabel: spreadsheets.write_json(tabel.naam, tabel.kolommen, tabel.rijen, tabel.noten),
}
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}


def write(tabel: Tabel, formaat: str) -> bytes:
    """The table in one of the WRITERS' formats; KeyError for another."""
    return WRITERS[formaat](tabel)
