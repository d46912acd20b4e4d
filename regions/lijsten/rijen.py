"""The rows of a published list: columns found by their name, cells read, and what is wrong with a row."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from regions.lijsten.bestand import LijstError
from regions.lijsten.cellen import CelError
from sto_portal.spreadsheets.celfouten import cell_fault
from sto_portal.spreadsheets.kolom import clean_text
from sto_portal.spreadsheets.lezen import HEADING_WITHIN, take_separator

SEPARATORS = {";": "puntkomma's", ",": "komma's", "\t": "tabs"}
NOTHING_IN = '",;\t \xa0'
ABOVE = "De kolomkoppen staan op rij {}. Wat erboven staat, is niet ingelezen."


@dataclass(frozen=True)
class Lijstkolom:
    """A column to read: where its value goes, the names that releases gave it, and how a cell is read.

    Of columns with different ones of these names, the first name counts. `nodig`: a file without this column is
    another file. `leeg`: the cell may be empty, which gives ''.
    """

    veld: str
    namen: tuple[str, ...]
    read: Callable[[str], str]
    nodig: bool = True
    leeg: bool = False


@dataclass(frozen=True)
class Weigering:
    """Why a row was refused: its line in the file, the column as the file names it ('' for the row as a whole)."""

    rij: int
    kolom: str
    reden: str

    def __str__(self):
        return f"Rij {self.rij}{', kolom ' if self.kolom else ''}{self.kolom}: {self.reden}"


@dataclass(frozen=True)
class Rij:
    """One row: its line in the file, its cells, by `veld` the values that could be read, and what is wrong with it."""

    nummer: int
    cellen: list[str]
    waarden: dict[str, str] = field(default_factory=dict)
    weigeringen: list[Weigering] = field(default_factory=list)


@dataclass(frozen=True)
class Kop:
    """The line with the headings: how many columns there are, and where each Lijstkolom stands under which name."""

    nummer: int
    aantal: int
    plaatsen: list[tuple[Lijstkolom, int, str]]
    separator: str


def recognise_by(columns):
    """A function that counts the columns that are named in a line of cells."""
    names = [set(map(plain, column.namen)) for column in columns]
    return lambda cells: sum(bool(own & set(map(plain, cells))) for own in names)


def read_rows(bestand, columns, separators):
    """(a Rij per line that has something in it, what must be told of how it was read); raises LijstError if none has.

    The headings may stand below a title; a line 'sep=;' says what the separator is.
    """
    declared, tekst = take_separator(bestand.tekst)
    lines = [(row.nummer, row.cellen) for row in bestand.rijen] or number_lines(tekst)
    if not lines:
        raise LijstError("Dit bestand is leeg.")
    kop = find_kop(lines, columns, separators, declared)
    told = list(bestand.meldingen)
    if kop.nummer != lines[0][0]:
        told.append(ABOVE.format(kop.nummer))
    rows = [read_row(number, line, kop) for number, line in lines if number > kop.nummer]
    if not rows:
        raise LijstError("Dit bestand heeft kolomkoppen, maar geen rijen.")
    return rows, told


def number_lines(tekst):
    """[(number, line)] of the lines that have something in them."""
    return [(number, line) for number, line in enumerate(tekst.split("\n"), start=1) if line.strip(NOTHING_IN)]


def find_kop(lines, columns, separators, declared):
    """The Kop: the first line, with one of `separators`, that has every column that is `nodig`; raises LijstError.

    What a line 'sep=' has `declared` is the separator; in a spreadsheet there is none to find.
    """
    lines = lines[:HEADING_WITHIN]
    for separator in declared or separators:
        for number, line in lines:
            if not missing_columns(line, columns, separator):
                return make_kop(number, line, columns, separator)
    for separator, name in SEPARATORS.items():
        if not declared and any(not missing_columns(line, columns, separator) for _, line in lines):
            raise LijstError(f"De kolommen zijn gescheiden door {name}. Nodig zijn {SEPARATORS[separators[0]]}.")
    missing = min((missing_columns(line, columns, (declared or separators)[0]) for _, line in lines), key=len)
    raise LijstError(
        f"Deze kolommen ontbreken: {', '.join(column.namen[0] for column in missing)}. "
        f"Een van de eerste {HEADING_WITHIN} regels moet de kolomkoppen hebben, "
        f"gescheiden door {SEPARATORS[separators[0]]}."
    )


def missing_columns(line, columns, separator):
    found = {plain(name) for name in split(line, separator)}
    return [column for column in columns if column.nodig and not found & set(map(plain, column.namen))]


def make_kop(number, line, columns, separator):
    names = split(line, separator)
    plaatsen = []
    for column in columns:
        found = find_column(names, column)
        if len(found) > 1:
            raise LijstError(f"De kolom {names[found[0]]} staat {len(found)} keer in het bestand.")
        plaatsen += [(column, index, names[index]) for index in found]
    return Kop(number, len(names), plaatsen, separator)


def find_column(names, column):
    """The places among `names` of the first of the column's own names that is there; [] if none is."""
    places = ([index for index, name in enumerate(names) if plain(name) == plain(own)] for own in column.namen)
    return next(filter(None, places), [])


def plain(name):
    """The name of a column without what differs from release to release: case, spaces and hyphens."""
    return re.sub(r"[\W_]", "", name).upper()


def split(line, separator):
    """The cells of one line, tidied: a cell never runs on to the next line, so a stray quote costs one row only.

    A line of a spreadsheet is in its cells already.
    """
    cells = line if isinstance(line, list) else split_line(line, separator)
    return [" ".join(clean_text(cell).split()) for cell in cells]


def split_line(line, separator):
    try:
        (cells,) = csv.reader([line], delimiter=separator, strict=True)
    except csv.Error:
        cells = line.split(separator)
    return cells


def read_row(number, line, kop):
    cells = split(line, kop.separator)
    if isinstance(line, list):
        cells += [""] * (kop.aantal - len(cells))
    while len(cells) > kop.aantal and not cells[-1]:
        cells.pop()
    if len(cells) != kop.aantal:
        reden = f"Deze rij heeft {len(cells)} cellen en de kolomkoppen zijn er {kop.aantal}."
        return Rij(number, cells, weigeringen=[Weigering(number, "", reden)])
    rij = Rij(number, cells)
    for column, index, name in kop.plaatsen:
        try:
            rij.waarden[column.veld] = read_cell(column, cells[index])
        except CelError as error:
            rij.weigeringen.append(Weigering(number, name, str(error)))
    return rij


def read_cell(column, text):
    if fault := cell_fault(text):
        raise CelError(fault)
    if text:
        return column.read(text)
    if not column.leeg:
        raise CelError("Deze cel is leeg.")
    return ""


def keep_good(rows, veld):
    """{value of `veld`: row} of the rows that have nothing wrong, in the order of the file; raises LijstError if none.

    Of rows with the same value the first counts and a later one is refused.
    """
    good = {}
    for row in rows:
        if row.weigeringen:
            continue
        first = good.setdefault(row.waarden[veld], row)
        if first is not row:
            row.weigeringen.append(Weigering(row.nummer, "", f"{row.waarden[veld]} staat ook op rij {first.nummer}."))
    if not good:
        raise LijstError(f"Geen enkele rij is goed. {rows[0].weigeringen[0]}")
    return good
