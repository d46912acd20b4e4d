"""What a table of partners would become, row by row and cell by cell, ready for a template."""

from dataclasses import dataclass

from applications.models import Partnersoort
from applications.partnertabel.keuren import count_kinds
from applications.partnertabel.kolommen import KOLOMMEN

LONGEST = 60
TOLD = 50


@dataclass(frozen=True)
class Voorbeeldcel:
    """The text as it was handed in or filled in from the register, and what is wrong with it."""

    label: str
    tekst: str
    fouten: list[str]
    ingevuld: bool


@dataclass(frozen=True)
class Voorbeeldregel:
    nummer: int
    naam: str
    cellen: list[Voorbeeldcel]
    is_good: bool
    klaar: bool


@dataclass(frozen=True)
class Voorbeeld:
    """`fouten` are the first TOLD of `aantal_fouten`, each with its place; `soorten` counts the good rows by kind.

    `boven` stood above the headings, which are row `kop`; `als_boven` is how many empty kinds may be that of the row
    above. `meldingen` tell how a file was read.
    """

    labels: list[str]
    regels: list[Voorbeeldregel]
    fouten: list[dict]
    aantal_fouten: int
    soorten: list[dict]
    onbekend: list[str]
    boven: list[str]
    kop: int
    als_boven: int
    meldingen: tuple[str, ...]

    @property
    def goed(self):
        """How many rows can be added."""
        return sum(regel.is_good and not regel.klaar for regel in self.regels)

    @property
    def fout(self):
        """How many rows cannot."""
        return sum(not regel.is_good for regel in self.regels)

    @property
    def meer_fouten(self):
        return self.aantal_fouten - len(self.fouten)


def make_voorbeeld(tabel, rijen, meldingen=()):
    """The Voorbeeld of a Partnertabel and what was found in its rows."""
    filled = {veld for rij in rijen for veld in (*rij.ingevuld, *rij.fouten)}
    kolommen = [kolom for kolom in KOLOMMEN if kolom in tabel.kolommen or kolom.veld in filled]
    faults = [
        {"label": f"Rij {rij.bron.nummer}, {kolom.titel}: {fout}", "url": f"#rij-{rij.bron.nummer}"}
        for rij in rijen
        for kolom in KOLOMMEN
        for fout in rij.fouten.get(kolom.veld, ())
    ]
    return Voorbeeld(
        labels=[kolom.titel for kolom in kolommen],
        regels=[make_regel(rij, kolommen) for rij in rijen],
        fouten=faults[:TOLD],
        aantal_fouten=len(faults),
        soorten=[{"label": label, "value": number} for label, number in count_kinds(rijen)],
        onbekend=[short(name) for name in tabel.onbekend],
        boven=[short(text) for text in tabel.boven],
        kop=tabel.kop.nummer,
        als_boven=sum(rij.als_boven and not rij.klaar for rij in rijen),
        meldingen=tuple(meldingen),
    )


def make_regel(rij, kolommen):
    cellen = [
        Voorbeeldcel(
            kolom.titel,
            show(rij, kolom.veld),
            rij.fouten.get(kolom.veld, []),
            kolom.veld in rij.ingevuld,
        )
        for kolom in kolommen
    ]
    return Voorbeeldregel(rij.bron.nummer, short(rij.partner.naam), cellen, rij.is_good, rij.klaar)


def show(rij, veld):
    """The value of a good cell as it will be kept; the text of a faulty one as it was typed."""
    if veld in rij.fouten:
        return short(rij.cellen.get(veld, ""))
    if veld == "soort":
        return Partnersoort(rij.partner.soort).label
    if veld == "in_caribisch_nederland":
        return "Ja" if rij.partner.in_caribisch_nederland else ""
    return short(getattr(rij.partner, veld))


def short(text):
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text
