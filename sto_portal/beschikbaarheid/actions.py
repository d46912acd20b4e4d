"""Keeping when the portal could be reached: by measuring, and by what DUS-I records."""

from datetime import timedelta

from django.db import transaction

from sto_portal.beschikbaarheid.models import PORTAL, Bron, Periode, Periodesoort
from sto_portal.sporen.actions import record

EVERY_SECONDS = 60
NOT_MEASURED_AFTER = timedelta(seconds=3 * EVERY_SECONDS)


@transaction.atomic
def keep_measurement(*, failure, at, wat=PORTAL):
    """Keep what was seen of `wat` at `at` (`failure`: why it did not work; '' if it did); the Periode it is in.

    The current period grows or gives way to one of the other kind, that begins where the portal was last seen as
    before: an outage lasts from the last good answer to the first. After a gap in measuring a new period begins.
    """
    soort = Periodesoort.STORING if failure else Periodesoort.BEREIKBAAR
    current = Periode.objects.select_for_update().measured(wat).last()
    begin_op = at
    if current is not None and at <= current.eind_op:
        return current
    if current is not None and at - current.eind_op <= NOT_MEASURED_AFTER:
        is_better = not failure and current.soort == Periodesoort.STORING
        if current.soort == soort or is_better:
            Periode.objects.filter(pk=current.pk).update(eind_op=at)
        if current.soort == soort:
            return current
        begin_op = at if is_better else current.eind_op
    return Periode.objects.create(
        soort=soort, bron=Bron.METING, wat=wat, begin_op=begin_op, eind_op=at, toelichting=failure
    )


@transaction.atomic
def record_storing(*, wat, begin_op, eind_op, toelichting, by):
    """Keep, once, that something outside the portal was away; the Periode."""
    periode, created = Periode.objects.get_or_create(
        bron=Bron.DUS_I,
        wat=wat,
        begin_op=begin_op,
        eind_op=eind_op,
        defaults={"soort": Periodesoort.STORING, "toelichting": toelichting, "door": by},
    )
    if created:
        record(by, "record_storing", periode, {"begin_op": begin_op.isoformat(), "eind_op": eind_op.isoformat()})
    return periode
