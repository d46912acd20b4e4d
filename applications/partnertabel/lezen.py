"""From the rows of a table to cells by field, under the line that has the headings."""

from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from applications.partnertabel.kolommen import BY_NAME, KOLOMMEN, Partnerkolom, recognise, squeeze
from sto_portal.spreadsheets.lezen import TabelError, Tabelrij, find_heading

NEEDED = ("soort", "naam")


@dataclass(frozen=True)
class Partnertabel:
    """The columns that were recognised in the order of the table, the headings that were not, and the rows below.

    `boven` are the texts that stand above the headings, such as a title: they are no partners.
    """

    kolommen: list[Partnerkolom]
    onbekend: list[str]
    plaatsen: dict[str, int]
    kop: Tabelrij
    rijen: list[Tabelrij]
    boven: list[str]

    def cellen(self, rij):
        """{veld: text} of one row; cells beyond its end are empty."""
        return {veld: rij.cellen[place] if place < len(rij.cellen) else "" for veld, place in self.plaatsen.items()}


def read_partnertabel(rows, max_rows):
    """The Partnertabel of what was handed in; raises TabelError."""
    if not rows:
        raise TabelError("Er staat niets in de tabel.")
    kop = find_heading(rows, recognise)
    place = rows.index(kop)
    above, rijen = rows[:place], rows[place + 1 :]
    plaatsen = find_columns(kop)
    if not rijen:
        raise TabelError("De tabel heeft kolomkoppen, maar nog geen partners.")
    if len(rijen) > max_rows:
        raise TabelError(f"U kunt {max_rows} partners tegelijk toevoegen. Deel uw tabel in kleinere stukken.")
    kolommen = [BY_NAME[squeeze(kop.cellen[place])] for place in sorted(plaatsen.values())]
    unknown = [cell for cell in kop.cellen if cell and squeeze(cell) not in BY_NAME] + unnamed_columns(kop, rijen)
    told = [" ".join(filter(None, row.cellen)) for row in above]
    return Partnertabel(kolommen, unknown, plaatsen, kop, rijen, told)


def unnamed_columns(kop, rijen):
    """The columns with something in them and nothing above: 'kolom H (zonder naam)'."""
    named = {place for place, cell in enumerate(kop.cellen) if cell}
    found = {place for rij in rijen for place, cell in enumerate(rij.cellen) if cell} - named
    return [f"kolom {get_column_letter(place + 1)} (zonder naam)" for place in sorted(found)]


def fill_down(tabel):
    """The Partnertabel in which an empty kind of partner is that of the row above: under a merged cell it is."""
    rijen, above, place = [], "", tabel.plaatsen["soort"]
    for rij in tabel.rijen:
        if not tabel.cellen(rij)["soort"] and above:
            cells = [*rij.cellen, *[""] * (place + 1 - len(rij.cellen))]
            cells[place] = above
            rijen.append(replace(rij, cellen=cells))
            continue
        above = tabel.cellen(rij)["soort"]
        rijen.append(rij)
    return replace(tabel, rijen=rijen)


def find_columns(kop):
    """{veld: place} of the headings; raises TabelError where one is missing or stands twice."""
    plaatsen = {}
    for place, cell in enumerate(kop.cellen):
        kolom = BY_NAME.get(squeeze(cell))
        if kolom and kolom.veld in plaatsen:
            raise TabelError(f"De kolom '{kolom.titel}' staat twee keer in de tabel. Laat er één staan.")
        if kolom:
            plaatsen[kolom.veld] = place
    missing = [kolom.titel for kolom in KOLOMMEN if kolom.veld in NEEDED and kolom.veld not in plaatsen]
    if len(missing) == len(NEEDED):
        raise TabelError(
            "De kolomkoppen zijn niet herkend. Zet boven de partners de namen van de kolommen, zoals Soort partner en "
            "Naam, met tussen de kolommen een tab, een puntkomma of een komma. "
            f"Nu is rij {kop.nummer} voor de kolomkoppen aangezien."
        )
    if missing:
        raise TabelError(f"De kolom '{missing[0]}' ontbreekt. Zet die naam boven de goede kolom.")
    return plaatsen
