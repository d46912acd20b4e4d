"""Cells that hold no value: an error of a spreadsheet program, a formula without its outcome, ### for a number."""

import re
from dataclasses import dataclass

ENGLISH = "#N/A #REF! #NAME? #VALUE! #DIV/0! #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #UNKNOWN! #CONNECT! #BUSY!"
DUTCH = "#N/B #VERW! #NAAM? #WAARDE! #DEEL/0! #GETAL! #LEEG! #OVERLOOP! #BEREKENEN! #VELD! #GEBLOKKEERD! #ONBEKEND!"
OTHER = "#NV #BEZUG! #WERT! #ZAHL! #NUL! #NOM? #VALEUR! #NOMBRE! #GETTING_DATA #GEGEVENS_OPHALEN #ERROR! #FOUT!"
ERRORS = frozenset(f"{ENGLISH} {DUTCH} {OTHER}".split())
NUMBERED = re.compile(r"(?:ERR|FOUT):\d{3}", re.ASCII)
NARROW = re.compile("#{3,}")
FAULT = "Deze cel heeft een fout in Excel ({}). Verbeter de formule, of typ de waarde zelf."
FORMULA = "Dit is een formule. Zet hier de uitkomst neer."
TOO_NARROW = "Deze kolom was te smal: er staat {}. Maak de kolom breder en neem de tabel opnieuw over."


@dataclass(frozen=True)
class Celfout:
    """What a cell holds that has no value, such as '#N/B'; never a text, a number or nothing."""

    tekst: str


def is_error(text):
    """Whether Excel or LibreOffice shows this where it could calculate nothing, in Dutch or in English."""
    sign = text.strip().upper()
    return sign in ERRORS or bool(NUMBERED.fullmatch(sign))


def cell_fault(text):
    """Why there is no value in a cell with this text, in Dutch; '' where there is nothing wrong."""
    if text.startswith("="):
        return FORMULA
    if not text.startswith(("#", "E", "e", "F", "f")):
        return ""
    if is_error(text):
        return FAULT.format(text.strip())
    return TOO_NARROW.format(text[:5]) if NARROW.fullmatch(text) else ""
