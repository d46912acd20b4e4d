"""The activities of a plan per goal, for its time line and the table beside it; and its risks by chance and impact."""

from dataclasses import dataclass

from applications.models import Activiteit, Doelstelling, Grootte, Risico
from sto_portal.namen import name_key

WEIGHT = {Grootte.KLEIN: 1, Grootte.MIDDEL: 2, Grootte.GROOT: 3}
LOW, HIGH = 2, 6  # of chance times impact, each from 1 to 3


@dataclass(frozen=True)
class Planregel:
    """One activity with the names of the partners involved, as text."""

    activiteit: Activiteit
    betrokken: str


@dataclass(frozen=True)
class Doelplanning:
    doel: Doelstelling
    regels: list[Planregel]


def make_planning(rijen):
    """A Doelplanning for each goal of the Planrijen that has activities, in order; activities by their first day."""
    names = {}
    for betrokkene in rijen.betrokkenen:
        names.setdefault(betrokkene.activiteit_id, []).append(betrokkene.partner.naam)
    regels = {}
    for activiteit in rijen.activiteiten:
        regel = Planregel(activiteit, ", ".join(sorted(names.get(activiteit.pk, []), key=name_key)))
        regels.setdefault(activiteit.doelstelling_id, []).append(regel)
    return [Doelplanning(doel, regels[doel.pk]) for doel in rijen.doelen if doel.pk in regels]


def balken_of(planning):
    """(goal, [(activity, first day, last day)]) of each Doelplanning: what the time line draws."""
    return [
        (
            groep.doel.titel,
            [
                (regel.activiteit.titel, regel.activiteit.begin_datum, regel.activiteit.eind_datum)
                for regel in groep.regels
            ],
        )
        for groep in planning
    ]


@dataclass(frozen=True)
class Matrixvak:
    """The risks of one chance and one impact; `ernst` is laag, middel or hoog."""

    ernst: str
    risicos: list[Risico]


@dataclass(frozen=True)
class Matrixregel:
    kans: Grootte
    vakken: list[Matrixvak]


def make_matrix(risicos):
    """A Matrixregel per chance, the greatest first; in each a Matrixvak per impact, the smallest first (B.2 §3.3)."""
    found = {}
    for risico in risicos:
        found.setdefault((risico.kans, risico.impact), []).append(risico)
    return [
        Matrixregel(kans, [Matrixvak(severity(kans, impact), found.get((kans, impact), [])) for impact in Grootte])
        for kans in reversed(Grootte)
    ]


def severity(kans, impact):
    """'laag', 'middel' or 'hoog': chance times impact."""
    weight = WEIGHT[kans] * WEIGHT[impact]
    return "laag" if weight <= LOW else "hoog" if weight >= HIGH else "middel"
