"""Tables as plain text: CSV as Dutch Excel opens it, and JSON."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

from sto_portal.spreadsheets.kolom import cells, clean_text, decimals, number, safe_cell

UNITS = {"bedrag": "eurocent", "percentage": "basispunten (1000 = 10 %)"}


def write_csv(columns, rows, same=()):
    """UTF-8 with BOM, semicolons, CRLF, decimal comma without thousands separators, dates as 31-12-2026.

    `same` [(Kolom, value)] stand behind the columns, with that value in every row.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(safe_cell(kolom.titel) for kolom in (*columns, *(kolom for kolom, _value in same)))
    tail = [csv_value(value, kolom) for kolom, value in same]
    for row in cells(columns, rows):
        writer.writerow([*map(csv_value, row, columns), *tail])
    return target.getvalue().encode("utf-8-sig")


def csv_value(value, kolom):
    """One value as Dutch text: '1234,50', '12,34%', '31-12-2026'."""
    if value is None:
        return ""
    if isinstance(value, str) or kolom.soort == "tekst":
        return safe_cell(value)
    if kolom.soort == "datum":
        return f"{value:%d-%m-%Y}"
    if kolom.soort == "percentage":
        return f"{Decimal(value) / 100:.2f}%".replace(".", ",")
    exact = number(value, kolom)
    places = 2 if kolom.soort == "bedrag" else decimals(exact)
    return f"{exact:.{places}f}".replace(".", ",")


def write_json(title, columns, rows, notes=(), metadata=None):
    """An object with titel, kolommen (with definition and unit), rijen (one object per row, by key) and toelichting.

    `metadata` {key: str, int or date} says where the table comes from. Amounts stay int euro cents and percentages int
    basis points, as the unit of the column says; dates are ISO 8601.
    """
    document = {
        "titel": clean_text(title),
        **({"metadata": {key: plain_value(value) for key, value in metadata.items()}} if metadata else {}),
        "toelichting": [clean_text(note) for note in notes],
        "kolommen": [json_column(kolom) for kolom in columns],
        "rijen": [
            {kolom.key: json_value(value, kolom) for value, kolom in zip(row, columns, strict=True)}
            for row in cells(columns, rows)
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def plain_value(value):
    return clean_text(value) if isinstance(value, str) else value.isoformat() if isinstance(value, date) else value


def json_column(kolom):
    described = {"key": kolom.key, "titel": kolom.titel, "soort": kolom.soort, "toelichting": kolom.toelichting}
    eenheid = UNITS.get(kolom.soort, kolom.eenheid)
    return described | ({"eenheid": eenheid} if eenheid else {})


def json_value(value, kolom):
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) or kolom.soort == "tekst":
        return clean_text(value)
    if kolom.soort == "datum":
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if decimals(value) == 0 else float(value)
    return value
