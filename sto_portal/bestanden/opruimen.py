"""Files that no Bestand refers to: those of an upload that was refused go at once, what is left over goes each day.

Every reference to stored content is the `pad` of a Bestand, which never goes. A new file has a place that only the
transaction that wrote it knows: where that has no row afterwards, nobody can have one.
"""

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import DatabaseError
from django.utils import timezone

from sto_portal.bestanden.models import Bestand
from sto_portal.werk.taak import WorkError

FOLDER, PROBES = "bestanden", "gezondheid"
OLD_ENOUGH = timedelta(days=1)
BATCH, MANY = 500, 1000
WRITTEN = ContextVar("written", default=None)

logger = logging.getLogger(__name__)


class MismatchError(WorkError):
    """The files and the rows do not belong to each other: nothing is removed before someone has looked."""

    retry = False


@dataclass
class Opgeruimd:
    """How many files, and how many bytes of them, had no row and were removed."""

    bestanden: int = 0
    bytes: int = 0


def remember(pad):
    """Note that a new file was written at `pad`, for who looks afterwards whether it has a row; `pad`."""
    written = WRITTEN.get()
    if written is not None:
        written.append(pad)
    return pad


@contextmanager
def removing_refused():
    """What `store` writes within the block and has no row at its end, is removed again."""
    written = []
    token = WRITTEN.set(written)
    try:
        yield
    finally:
        WRITTEN.reset(token)
        if written:
            remove_refused(written)


def remove_refused(written):
    """Remove those of these new files that have no row; what cannot be looked at now is left to `remove_orphans`."""
    try:
        for pad in without_row(written):
            default_storage.delete(pad)
    except (DatabaseError, OSError) as error:
        logger.warning("Geweigerde bestanden zijn niet verwijderd (%s: %s)", type(error).__name__, error)


def without_row(pads):
    """Those of `pads` to which no Bestand refers."""
    known = set(Bestand.objects.filter(pad__in=pads).values_list("pad", flat=True))
    return [pad for pad in pads if pad not in known]


def remove_orphans():
    """Remove every file without a row that was written more than a day ago; the Opgeruimd.

    Raises MismatchError, and removes nothing, where hardly any file has a row: then the database is another one than
    that of these files, such as an older backup of it.
    """
    total, found = 0, []
    for pads in stored_in(FOLDER):
        total += len(pads)
        found += without_row(pads)
    if found and (len(found) == total or (len(found) > MANY and 2 * len(found) > total)):
        raise MismatchError(
            f"Van {total} bestanden hebben er {len(found)} geen rij in de database. Er is niets verwijderd. Kijk of "
            "de database en de opslag bij elkaar horen."
        )
    removed = Opgeruimd()
    for pad in [*found, *(pad for pads in stored_in(PROBES) for pad in pads)]:
        remove_old(pad, removed)
    if removed.bestanden:
        logger.info("%s bestanden zonder rij verwijderd (%s bytes)", removed.bestanden, removed.bytes)
    return removed


def remove_old(pad, removed):
    """Remove one file where it is old enough and still has no row, and count it."""
    try:
        if default_storage.get_modified_time(pad) > timezone.now() - OLD_ENOUGH or not without_row([pad]):
            return
        size = default_storage.size(pad)
        default_storage.delete(pad)
    except FileNotFoundError:
        return
    removed.bestanden += 1
    removed.bytes += size


def stored_in(folder):
    """Yield the places of all files in `folder` and the folders in it, in lists of at most BATCH."""
    try:
        folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for start in range(0, len(names), BATCH):
        yield [f"{folder}/{name}" for name in names[start : start + BATCH]]
    for name in folders:
        yield from stored_in(f"{folder}/{name}")
