"""A plan as people read it: the same for the page, the submit page, the committee and the PDF."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from applications.planning import Matrixregel
from sto_portal.bestanden.models import Bestand

PICTURES = ("image/png", "image/jpeg")


class Cel(NamedTuple):
    """One cell: text as it is shown, or a file. A tuple, for a plan has thousands of them."""

    tekst: str = ""
    bestand: Bestand | None = None


@dataclass(frozen=True)
class Leestabel:
    """Rows that are compared; `kolommen` are (label, is a number), `totaal` a last row or None.

    `punten` are the (label, number) of a line that is drawn above the table. `vorm` names its column widths on paper;
    without it they go by the title.
    """

    titel: str
    kolommen: tuple[tuple[str, bool], ...]
    rijen: tuple[tuple[Cel, ...], ...]
    totaal: tuple[Cel, ...] | None = None
    punten: tuple[tuple[str, int], ...] = ()
    vorm: str = ""

    @property
    def regels(self):
        """Per row its cells as (Cel, is a number), the first apart as the head of the row."""
        for rij in self.rijen:
            yield self._pair(rij)

    @property
    def totaalregel(self):
        return self._pair(self.totaal) if self.totaal else None

    def _pair(self, rij):
        numeric = [is_number for _label, is_number in self.kolommen]
        return {"kop": rij[0], "cellen": list(zip(rij[1:], numeric[1:], strict=True))}


@dataclass(frozen=True)
class Leeskaart:
    """One row with long texts: a title and its (label, text) pairs; `anker` is the id that a link leads to."""

    titel: str
    regels: tuple[tuple[str, str], ...]
    anker: str = ""


@dataclass(frozen=True)
class Leestijdlijn:
    """The activities as bars over the years of the subsidy: `balken` as `planning.balken_of` gives them."""

    balken: list[tuple[str, list[tuple[str, date, date]]]]
    van: date
    tot: date


@dataclass(frozen=True)
class Leesmatrix:
    """The risks by chance and impact, `groottes` from small to great; each leads to its Leeskaart."""

    regels: list[Matrixregel]
    groottes: list[str]


@dataclass(frozen=True)
class Leesvraag:
    """One entry of Bijlage B as it stands in the plan.

    `soort` says how it is shown: antwoord, lijst, bestand, rijen (tables, cards and a picture of them), elders (its
    rows stand at the entry `elders`), or the `aard` of what is not filled in (eis, toelichting, vaste tekst). `ook`
    are the (code, titel) of entries that the same rows answer. `is_leeg`: nothing was filled in; `is_gevraagd`: it
    had to be.
    """

    code: str
    titel: str
    tekst: str
    soort: str
    antwoord: str = ""
    regels: tuple[str, ...] = ()
    bestand: Bestand | None = None
    tabellen: tuple[Leestabel, ...] = ()
    kaarten: tuple[Leeskaart, ...] = ()
    tijdlijn: Leestijdlijn | None = None
    matrix: Leesmatrix | None = None
    ook: tuple[tuple[str, str], ...] = ()
    elders: str = ""
    is_leeg: bool = False
    is_gevraagd: bool = False

    @property
    def has_picture(self):
        """Whether its file is a picture, that a dossier shows."""
        return self.bestand is not None and self.bestand.mimetype in PICTURES

    @property
    def is_uitleg(self):
        """Whether the region has nothing to fill in here."""
        return self.soort in {"eis", "toelichting", "vaste tekst"}


@dataclass(frozen=True)
class Leesparagraaf:
    """A paragraph with its entries; `tabellen` belong to the paragraph as a whole."""

    sleutel: str
    kop: str
    vragen: tuple[Leesvraag, ...]
    tabellen: tuple[Leestabel, ...] = ()


@dataclass(frozen=True)
class Leesonderdeel:
    """One of the four formats."""

    code: str
    sleutel: str
    titel: str
    paragrafen: tuple[Leesparagraaf, ...]


@dataclass(frozen=True)
class Leesplan:
    """A whole plan in the order of Bijlage B."""

    nummer: str
    regio: str
    regiosoort: str
    ronde: str
    regeling: str
    penvoerder: str
    onderdelen: tuple[Leesonderdeel, ...]
    bestanden: tuple[Bestand, ...] = field(default=())

    @property
    def afbeeldingen(self):
        """The Bestanden that a dossier shows as pictures."""
        paragrafen = [paragraaf for onderdeel in self.onderdelen for paragraaf in onderdeel.paragrafen]
        return [vraag.bestand for paragraaf in paragrafen for vraag in paragraaf.vragen if vraag.has_picture]
