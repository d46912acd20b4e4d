"""The rows of a table of years and numbers of pupils: which columns are meant, and what each row says."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.utils import get_column_letter

from applications.forms.velden import MAXIMUM_NUMBER
from sto_portal.namen import name_key
from sto_portal.spreadsheets.celfouten import cell_fault
from sto_portal.spreadsheets.lezen import HEADING_WITHIN, HEADINGS, TabelError, find_heading

JAAR = re.compile(r"^(\d{4})(?:[/-]\d{2,4})?$", re.ASCII)
GETAL = re.compile(r"^\d{1,7}$|^\d{1,3}(\.\d{3})+$", re.ASCII)
JAREN = {"jaar", "jaren", "schooljaar", "kalenderjaar", "peiljaar", "teljaar"}
AANTALLEN = {"leerlingen", "aantal", "aantallen", "aantal leerlingen", "leerlingaantal", "leerlingenaantal", "prognose"}
NOT_FOUND = "Er staan geen jaren in. Zet op elke regel een jaar en een aantal, met een tab of puntkomma ertussen."
TOLD, LONGEST, LONGEST_LINE = 10, 20, 60


class WrongRowsError(Exception):
    """Rows that cannot be read; `rijen` says of the first of them what is wrong, in Dutch."""

    def __init__(self, rijen):
        super().__init__(" ".join(rijen))
        self.rijen = rijen


@dataclass
class Prognosetabel:
    """`leerlingen` {jaar: number}, and what must be told of what was passed by or read as something else."""

    leerlingen: dict[int, int] = field(default_factory=dict)
    meldingen: list[str] = field(default_factory=list)


def recognise(cells):
    """How many of these cells are headings of this table, or a year and a number where those are expected."""
    headings = sum(name_key(cell) in JAREN or name_key(cell) in AANTALLEN for cell in cells)
    jaar, aantal = [*cells, "", ""][:2]
    return headings or bool(JAAR.match(jaar)) + bool(GETAL.match(aantal))


def read_prognosetabel(rows):
    """The Prognosetabel; raises TabelError where there are no years, WrongRowsError naming each wrong row."""
    above, rijen, places = find_table(rows)
    tabel, wrong, seen = Prognosetabel(), [], {}
    for rij in rijen:
        try:
            jaar, aantal = read_row(rij, places, tabel)
        except ValueError as error:
            wrong.append(f"Rij {rij.nummer}{error}")
            continue
        if jaar in seen:
            wrong.append(f"Rij {rij.nummer}: {jaar} staat ook op rij {seen[jaar]}. Laat er één staan.")
        seen[jaar], tabel.leerlingen[jaar] = rij.nummer, aantal
    if wrong:
        raise WrongRowsError(wrong[:TOLD])
    if not tabel.leerlingen:
        raise TabelError(NOT_FOUND)
    tell_what_stays(above, rijen, places, tabel)
    return tabel


def find_table(rows):
    """(the texts above the table, its rows, the places of year and number).

    Without headings the first two columns are meant, from the first line with a year or a number in its place.
    """
    kop = find_heading(rows, recognise) if rows else None
    found = places_of(kop.cellen) if kop else None
    if found:
        place = rows.index(kop)
        return rows[:place], rows[place + 1 :], found
    lead = next((at for at, row in enumerate(rows) if looks_filled(row)), len(rows))
    if lead > HEADING_WITHIN:
        lead = 0
    return [row for row in rows[:lead] if recognise(row.cellen) < HEADINGS], rows[lead:], (0, 1)


def places_of(cells):
    """(place of the year, place of the number) by their headings; None where one is missing."""
    names = [name_key(cell) for cell in cells]
    found = [next((place for place, name in enumerate(names) if name in known), None) for known in (JAREN, AANTALLEN)]
    return None if None in found else tuple(found)


def looks_filled(row):
    jaar, aantal = [*row.cellen, "", ""][:2]
    return bool(JAAR.match(jaar) or GETAL.match(aantal) or cell_fault(jaar) or cell_fault(aantal))


def read_row(rij, places, tabel):
    """(year, number) of a row; raises ValueError that says what is wrong, behind 'Rij 3'."""
    jaar, aantal = (rij.cellen[place] if place < len(rij.cellen) else "" for place in places)
    for place, text in zip(places, (jaar, aantal), strict=True):
        if fault := cell_fault(text):
            raise ValueError(f", kolom {get_column_letter(place + 1)}: {fault}")
    match = JAAR.match(as_whole(rij.waarde(places[0])) or jaar)
    if not match:
        raise ValueError(f": '{jaar[:LONGEST]}' is geen jaar.")
    exact = rij.waarde(places[1])
    shown = as_whole(exact) or aantal
    if not GETAL.match(shown) or int(shown.replace(".", "")) > MAXIMUM_NUMBER:
        raise ValueError(f": '{aantal[:LONGEST]}' is geen aantal leerlingen.")
    if isinstance(exact, Decimal) and not as_whole(exact):
        told = str(exact).replace(".", ",")
        tabel.meldingen.append(f"Rij {rij.nummer}: in het bestand staat {told}. Gelezen is {shown}, zoals u het ziet.")
    return int(match[1]), int(shown.replace(".", ""))


def as_whole(value):
    """The digits of a whole number, whatever its format shows; '' for anything else."""
    return f"{value:.0f}" if isinstance(value, Decimal) and value == value.to_integral_value() else ""


def tell_what_stays(above, rijen, places, tabel):
    """Say which lines above the table and which columns were passed by."""
    for rij in above:
        text = " ".join(filter(None, rij.cellen))
        tabel.meldingen.append(f"Rij {rij.nummer} staat boven de tabel en gaat niet mee: {text[:LONGEST_LINE]}")
    others = {place for rij in rijen for place, cell in enumerate(rij.cellen) if cell and place not in places}
    if others:
        letters = ", ".join(get_column_letter(place + 1) for place in sorted(others))
        tabel.meldingen.append(f"Alleen het jaar en het aantal zijn gelezen. Dit gaat niet mee: kolom {letters}.")
