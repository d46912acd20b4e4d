"""A column of a table that people download, and how its values are written."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
SOORTEN = ("tekst", "getal", "bedrag", "percentage", "datum")


@dataclass(frozen=True)
class Kolom:
    """`key` finds the value in a row, `titel` heads the column, `toelichting` defines it for the reader.

    Values by `soort`: tekst str · getal int or Decimal (shown with its own decimals) · bedrag int euro cents ·
    percentage int basis points (1000 = 10 %) · datum date. None is an empty cell; a str in a number column
    ('n.v.t.') is written as text. `eenheid` is what a number counts. What is `in_file_only` is left out on a page.
    """

    key: str
    titel: str
    soort: str = "tekst"
    toelichting: str = ""
    eenheid: str = ""
    in_file_only: bool = False

    def __post_init__(self):
        if self.soort not in SOORTEN:
            raise ValueError(f"Kolom {self.key}: onbekende soort {self.soort!r}")

    @property
    def uitleg(self):
        """The definition with the unit behind it."""
        return f"{self.toelichting} Eenheid: {self.eenheid}." if self.eenheid else self.toelichting


def describe(metadata):
    """[(label, text)] of {key: value}: 'aantal_plannen' is shown as 'Aantal plannen', a date as 31-12-2026."""
    return [
        (key.replace("_", " ").capitalize(), f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value))
        for key, value in (metadata or {}).items()
    ]


def clean_text(value):
    """The text in NFC without characters that a spreadsheet cannot hold; line ends become a line feed."""
    if isinstance(value, str) and value.isascii() and value.isprintable():
        return value  # nothing in it to mend: most of what is written, and much faster
    plain = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    return NOT_IN_XML.sub("", plain)


def is_formula(text):
    """Whether a spreadsheet program could run this text as a formula."""
    return text.startswith(FORMULA_STARTS)


def safe_cell(value):
    """Text for a file that has no cell types (CSV): what starts like a formula gets an apostrophe in front."""
    text = clean_text(value)
    return f"'{text}" if is_formula(text) or is_formula(str(value)) else text


def number(value, kolom):
    """The number a spreadsheet stores: cents as euros, basis points as a share of one; exact, as Decimal or int."""
    if kolom.soort == "bedrag":
        return Decimal(value) / 100
    if kolom.soort == "percentage":
        return Decimal(value) / 10000
    return value


def decimals(value):
    """How many decimals this int or Decimal is written with."""
    return max(0, -value.as_tuple().exponent) if isinstance(value, Decimal) else 0


def cells(columns, rows):
    """The values as a list per row, in the order of the columns; a row is a dict or a dataclass that has every key."""
    keys = [kolom.key for kolom in columns]
    return [[row[key] if isinstance(row, dict) else getattr(row, key) for key in keys] for row in rows]


def widths(columns, table):
    """Per column the number of characters that its title's longest word and its values ask for, from 10 to 62."""
    found = []
    for index, kolom in enumerate(columns):
        title = max(map(len, kolom.titel.split()), default=0)
        longest = max((len(str(row[index])) for row in table if row[index] is not None), default=0)
        found.append(min(60, max(8, title, longest)) + 2)
    return found
