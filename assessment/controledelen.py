"""The parts of the check that says whether everything that was settled is still as it was."""

from functools import partial

from django.db import connection

from applications import frozen as plannen
from applications import zegels as dossier
from applications.integrity import check_indieningen
from assessment import frozen, guarded, settled, zegels
from assessment.integrity import check_letters
from regions import frozen as regios
from regions import zegels as aanmelden
from sto_portal.bestanden import triggers as bestanden
from sto_portal.bestanden.integrity import check_bestanden
from sto_portal.integriteit import Deel, Uitslag
from sto_portal.sporen import triggers as sporen
from sto_portal.sporen.actions import verify_chain
from sto_portal.sporen.anker import check_anchor
from sto_portal.sporen.models import Spoor
from sto_portal.sporen.zegelcontrole import check_zegel
from sto_portal.triggercontrole import check_triggers

WACHTEN = (sporen.WACHT, bestanden.WACHT, regios.WACHT, *plannen.WACHTEN, frozen.WACHT, guarded.WACHT, settled.WACHT)
ZEGELS = (*dossier.ZEGELS, *zegels.ZEGELS, *aanmelden.ZEGELS)


def check_wachten():
    """Yield an Uitslag for every trigger of every app."""
    return (Uitslag(fault) for fault in check_triggers(connection, WACHTEN))


def check_chain():
    """Yield an Uitslag for every Spoor: where the chain does not hold a fault."""
    broken = 0
    for breuk in verify_chain():
        broken += 1
        yield Uitslag(f"Spoor {breuk.nummer}: {breuk.reden}")
    yield from (Uitslag() for _number in range(max(Spoor.objects.count() - broken, 0)))


DELEN = (
    Deel("beveiligingen", check_wachten),
    Deel("plannen", check_indieningen),
    *(Deel(zegel.naam, partial(check_zegel, zegel)) for zegel in ZEGELS),
    Deel("besluitbrieven", check_letters),
    Deel("bestanden", check_bestanden),
    Deel("sporen", check_chain),
    Deel("anker", check_anchor),
)
