from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.db.models import QuerySet

from sto_portal.sporen.models import Ketting, Spoor, canonical_json

START_HASH = "0" * 64


@dataclass(frozen=True)
class Breuk:
    """A place where the chain does not hold: the number of the spoor and what is wrong there."""

    nummer: int
    reden: str


def record(by, verb, obj, data=None):
    """Leave a Spoor that `by` (None: the portal itself) did `verb` to `obj`, in the caller's transaction.

    `data` is JSON-able, such as {"oud": …, "nieuw": …}; the name of `obj` is kept as it reads now. Others who leave a
    spoor wait until the transaction ends, so call it as late in an action as possible.
    """
    (spoor,) = record_all([(by, verb, obj, data)])
    return spoor


@transaction.atomic(savepoint=False)
def record_all(steps):
    """Leave a Spoor for each (by, verb, obj, data) of `steps`, in that order, as `record` does; all in one write."""
    end = lock_end()
    sporen = []
    for by, verb, obj, data in steps:
        spoor = make_spoor(end, by, verb, obj, data)
        end.nummer, end.hash = spoor.nummer, spoor.hash
        sporen.append(spoor)
    QuerySet(Spoor).bulk_create(sporen)
    Ketting.objects.filter(pk=1).update(nummer=end.nummer, hash=end.hash)
    return sporen


def make_spoor(end, by, verb, obj, data):
    """The Spoor that comes after the `end` of the chain, not stored yet."""
    spoor = Spoor(
        nummer=end.nummer + 1,
        door=by,
        wat=verb,
        soort=obj._meta.label_lower,
        sleutel=str(obj.pk),
        naam=str(obj).replace("\0", "")[:200],
        gegevens=canonical_json(data or {}),
        gebeurd_op=datetime.now(tz=UTC),
        vorige_hash=end.hash,
    )
    spoor.hash = spoor.compute_hash()
    return spoor


def lock_end():
    """The end of the chain, locked; a new chain where there is none yet."""
    locked = Ketting.objects.select_for_update()
    try:
        return locked.get(pk=1)
    except Ketting.DoesNotExist:
        Ketting.objects.get_or_create(pk=1, defaults={"hash": START_HASH})
        return locked.get(pk=1)


def verify_chain():
    """Yield a Breuk for every place where the chain does not hold, in order; nothing if all is as it was written."""
    nummer, previous = 0, START_HASH
    for spoor in Spoor.objects.order_by("nummer").iterator(chunk_size=1000):
        if spoor.nummer != nummer + 1:
            yield Breuk(nummer + 1, f"De sporen {nummer + 1} tot en met {spoor.nummer - 1} ontbreken.")
        elif spoor.vorige_hash != previous:
            yield Breuk(spoor.nummer, "Dit spoor sluit niet aan op het vorige.")
        if spoor.hash != spoor.compute_hash():
            yield Breuk(spoor.nummer, "De inhoud van dit spoor is veranderd.")
        nummer, previous = spoor.nummer, spoor.hash
    end = Ketting.objects.filter(pk=1).first()
    written, last = (end.nummer, end.hash) if end else (0, START_HASH)
    if (written, last) != (nummer, previous):
        yield Breuk(nummer + 1, f"De ketting eindigt bij spoor {nummer}, maar er zijn er {written} geschreven.")
