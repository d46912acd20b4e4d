"""Work that comes back: each app adds its own in its `work.py`, the sweeper does what is due."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models.functions import Now

from sto_portal.werk.models import Periodiek, seconds_from_now
from sto_portal.werk.taak import UNKNOWN_FAILURE

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Herhaling:
    """One kind of periodic work: its name, its title for people, every how many seconds, the function that does it."""

    name: str
    title: str
    every: int
    function: Callable


HERHALINGEN: dict[str, Herhaling] = {}


def periodic(name, *, title, every):
    """Register the decorated function without arguments as periodic work, done about every `every` seconds.

    It is short (long work it enqueues) and may run twice: whoever was interrupted is followed by another.
    """

    def register(function):
        if name in HERHALINGEN and HERHALINGEN[name].function is not function:
            raise ValueError(f"Het periodieke werk '{name}' bestaat al.")
        HERHALINGEN[name] = Herhaling(name, title, every, function)
        return function

    return register


def run_due():
    """Do the periodic work whose moment has come, each kind in one process at a time; the names of what was done."""
    return [herhaling.name for herhaling in list(HERHALINGEN.values()) if _claim(herhaling) and _perform(herhaling)]


def _claim(herhaling):
    row = Periodiek.objects.filter(naam=herhaling.name)
    if not row.exists():
        Periodiek.objects.get_or_create(naam=herhaling.name)
    due = row.due(herhaling.every)
    return due.exists() and due.update(volgende_op=seconds_from_now(herhaling.every), laatst_op=Now())


def _perform(herhaling):
    fout = ""
    try:
        herhaling.function()
    except Exception:
        logger.exception("Het periodieke werk '%s' is mislukt", herhaling.name)
        fout = UNKNOWN_FAILURE
    Periodiek.objects.filter(naam=herhaling.name).update(fout=fout)
    return True
