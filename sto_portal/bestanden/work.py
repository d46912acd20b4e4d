"""What the worker does for files: remove each day what no row refers to."""

from dataclasses import asdict

from sto_portal.bestanden.opruimen import FOLDER, remove_orphans, stored_in
from sto_portal.termijnen import today
from sto_portal.werk.actions import enqueue
from sto_portal.werk.periodiek import periodic
from sto_portal.werk.register import work

CLEAN = "bestanden_opruimen"
DAY_SECONDS = 24 * 60 * 60


@work(CLEAN, title="Bestanden zonder rij verwijderen")
def clean_up(_taak):
    """Remove files without a row; how many."""
    return asdict(remove_orphans())


@periodic(CLEAN, title="Bestanden zonder rij verwijderen", every=DAY_SECONDS)
def ask_to_clean_up():
    """Ask for it once a day, where there are files at all."""
    if any(stored_in(FOLDER)):
        enqueue(CLEAN, sleutel=f"{today():%Y-%m-%d}")
