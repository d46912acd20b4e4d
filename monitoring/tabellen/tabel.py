from dataclasses import dataclass
from decimal import Decimal

from monitoring.population import definitions
from sto_portal.money import round_half_up
from sto_portal.spreadsheets import Kolom


@dataclass(frozen=True)
class Cel:
    tekst: str
    is_getal: bool


@dataclass(frozen=True)
class Regel:
    """A row as it is shown; `groep` is the heading above it, empty where the group goes on."""

    naam: str
    groep: str
    cellen: tuple[Cel, ...]
    is_totaal: bool


def show(value):
    """A value in Dutch notation: 1776 → '1.776', Decimal('7.5') → '7,5'."""
    if value is None:
        return "–"
    if isinstance(value, int | Decimal):
        return f"{value:,}".translate(str.maketrans(",.", ".,"))
    return value


@dataclass(frozen=True)
class Tabel:
    """A table as people read it: columns with their definition, rows as dicts by column key, notes.

    The first column holds the name of the row as the report prints it. `groepen` gives the heading above a row by
    that name; `totaalrij` names the row that adds up the others.
    """

    slug: str
    nummer: str
    titel: str
    samenvatting: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[dict, ...]
    noten: tuple[str, ...] = ()
    groepen: dict | None = None
    totaalrij: str = ""

    @property
    def naam(self):
        return f"{self.nummer} {self.titel}"

    @property
    def kop(self):
        """The column that names the rows."""
        return self.kolommen[0]

    @property
    def regels(self):
        """The rows as they are shown: each starts with its name, numbers in Dutch notation, '–' for none."""
        groep = None
        for rij in self.rijen:
            naam = rij[self.kop.key]
            nieuw = (self.groepen or {}).get(naam)
            yield Regel(
                naam=naam,
                groep=nieuw if nieuw and nieuw != groep else "",
                cellen=tuple(Cel(show(rij[kolom.key]), kolom.soort != "tekst") for kolom in self.kolommen[1:]),
                is_totaal=naam == self.totaalrij,
            )
            groep = nieuw


def make_tabel(slug, kolommen, rijen, **extra):
    """A Tabel with the title and notes fixtures/monitoring.yaml gives for `slug`."""
    words = definitions()[slug]
    return Tabel(
        slug=slug,
        nummer=words["nummer"],
        titel=words["titel"],
        samenvatting=words["samenvatting"],
        noten=tuple(words["noten"]),
        kolommen=tuple(kolommen),
        rijen=tuple(rijen),
        **extra,
    )


def mean(values, places=0):
    """Mean of ints as a Decimal rounded half up to `places`; None for no values."""
    return round_half_up(Decimal(sum(values)) / len(values), places) if values else None
