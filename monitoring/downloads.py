"""A Tabel as a file."""

import json

from monitoring.herkomst import file_name, make_metadata
from monitoring.tabellen.tabel import Tabel
from sto_portal import spreadsheets
from sto_portal.spreadsheets import Kolom

# The columns behind those of the table that say in every row of a CSV where it comes from.
ORIGIN = (
    Kolom("populatie", "Populatie"),
    Kolom("peildatum", "Peildatum", "datum"),
    Kolom("regeling", "Regeling"),
    Kolom("aantal_plannen", "Aantal plannen", "getal"),
    Kolom("versie", "Versie van de tabel", "getal"),
    Kolom("bron", "Bron"),
    Kolom("licentie", "Licentie"),
    Kolom("citaat", "Citaat"),
)
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
CSVW = "csv-metadata.json"
CSVW_TYPES = {"getal": "decimal", "bedrag": "decimal", "datum": {"base": "date", "format": "dd-MM-yyyy"}}


def write_csv(tabel, metadata):
    """The table with its origin in the last columns: a row says where it comes from, also in another file."""
    return spreadsheets.write_csv(tabel.kolommen, tabel.rijen, [(kolom, metadata[kolom.key]) for kolom in ORIGIN])


def write_xlsx(tabel, metadata):
    return spreadsheets.write_xlsx(tabel.naam, tabel.kolommen, tabel.rijen, tabel.noten, metadata, tabel.nummer)


def write_ods(tabel, metadata):
    return spreadsheets.write_ods(tabel.naam, tabel.kolommen, tabel.rijen, tabel.noten, metadata, tabel.nummer)


def write_json(tabel, metadata):
    return spreadsheets.write_json(tabel.naam, tabel.kolommen, tabel.rijen, tabel.noten, metadata)


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "ods": write_ods, "json": write_json}


def write(tabel: Tabel, formaat: str, naam: str) -> bytes:
    """The table in one of the WRITERS' formats, `naam` of its regeling in it; KeyError for another format."""
    return WRITERS[formaat](tabel, make_metadata(tabel, naam))


def write_csvw(tabel: Tabel, naam: str) -> bytes:
    """What the CSV cannot hold itself: the definition and unit of each column, as CSV on the Web reads it."""
    metadata = make_metadata(tabel, naam)
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": file_name(tabel, "csv"),
        "dc:title": tabel.naam,
        "dc:description": " ".join(tabel.noten),
        "dc:license": metadata["licentie_url"],
        "dc:source": metadata["bron"],
        "dc:bibliographicCitation": metadata["citaat"],
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [describe_column(kolom) for kolom in (*tabel.kolommen, *ORIGIN)],
            "primaryKey": "code",
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def describe_column(kolom):
    datatype = CSVW_TYPES.get(kolom.soort, "string")
    if datatype == "decimal":
        datatype = {"base": "decimal", "format": {"decimalChar": ","}}
    described = {"name": kolom.key, "titles": kolom.titel, "datatype": datatype}
    return described | ({"dc:description": kolom.uitleg} if kolom.uitleg else {})
