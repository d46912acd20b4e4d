from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitoring.population import Populatie, definitions, words_of
from sto_portal.money import round_half_up
from sto_portal.spreadsheets import Kolom


@dataclass(frozen=True)
class Cel:
    tekst: str
    is_getal: bool


@dataclass(frozen=True)
class Regel:
    """A row as it is shown; `groep` is the heading above it, empty where the group goes on; `teken` leads to a note."""

    naam: str
    teken: str
    groep: str
    cellen: tuple[Cel, ...]
    is_totaal: bool


def show(value):
    """A value in Dutch notation: 1776 → '1.776', Decimal('7.5') → '7,5'; '–' for none."""
    if value in (None, ""):
        return "–"
    if isinstance(value, int | Decimal):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    return value


@dataclass(frozen=True)
class Tabel:
    """A table as people read it: columns with their definition, rows as dicts by column key, notes.

    The first column names the row; `code` in a row says which one it is, whatever its name becomes. `groepen` gives
    the heading above a row by its code, `totaalrij` is the code of the row that adds up the others.
    `minima_basispunten`: the shares of business that the regeling asked of these plans, where the table tells shares.
    """

    slug: str
    nummer: str
    titel: str
    samenvatting: str
    versie: int
    gewijzigd_datum: date
    populatie: Populatie
    aantal_plannen: int
    kolommen: tuple[Kolom, ...]
    rijen: tuple[dict, ...]
    noten: tuple[str, ...] = ()
    groepen: dict | None = None
    totaalrij: str = ""
    minima_basispunten: tuple[int, ...] = ()

    @property
    def naam(self):
        return f"{self.nummer}: {self.titel}"

    @property
    def is_empty(self):
        """Whether nothing is in its population: no plan, or no round for the table of rounds."""
        return not (self.rijen if "leeg" in definitions()[self.slug] else self.aantal_plannen)

    @property
    def kop(self):
        """The column that names the rows."""
        return self.kolommen[0]

    @property
    def getoond(self):
        """The columns of the page; the file has more."""
        return tuple(kolom for kolom in self.kolommen if not kolom.in_file_only)

    @property
    def regels(self):
        """The rows as they are shown: each starts with its name, numbers in Dutch notation, '–' for none."""
        return list(self.show_rows(self.rijen))

    def show_rows(self, rijen):
        """Some of the rows as they are shown."""
        groep = None
        for rij in rijen:
            nieuw = (self.groepen or {}).get(rij["code"])
            yield Regel(
                naam=rij[self.kop.key],
                teken=rij.get("teken", ""),
                groep=nieuw if nieuw and nieuw != groep else "",
                cellen=tuple(Cel(show(rij[kolom.key]), kolom.soort != "tekst") for kolom in self.getoond[1:]),
                is_totaal=rij["code"] == self.totaalrij,
            )
            groep = nieuw


CODE = Kolom("code", "Code", "tekst", "Waaraan u de rij herkent. De code blijft gelijk.", in_file_only=True)
TEKEN = Kolom("teken", "Teken", "tekst", "Een teken dat naar de toelichting verwijst.", in_file_only=True)


def make_tabel(slug, populatie, aantal_plannen, kolommen, rijen, **extra):
    """A Tabel with the title, version and notes that fixtures/monitoring.yaml gives for `slug`."""
    words = words_of(slug, populatie)
    return Tabel(
        slug=slug,
        nummer=words["nummer"],
        titel=words["titel"],
        samenvatting=words["samenvatting"],
        versie=words["versie"],
        gewijzigd_datum=words["gewijzigd"],
        noten=tuple(words["noten"]),
        populatie=populatie,
        aantal_plannen=aantal_plannen,
        kolommen=tuple(kolommen),
        rijen=tuple(rijen),
        **extra,
    )


def mean(values, places=0):
    """Mean of ints as a Decimal rounded half up to `places`; None for no values."""
    return round_half_up(Decimal(sum(values)) / len(values), places) if values else None


def percentage(part, whole):
    """`part` of `whole` in percent as a Decimal with one decimal, rounded half up; None where `whole` is 0."""
    return round_half_up(Decimal(100 * part) / whole, 1) if whole else None
