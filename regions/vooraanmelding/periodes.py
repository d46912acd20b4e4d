"""When regions are registered: the coordinator changes when a Vooraanmeldperiode closes."""

from django.db import transaction
from django.utils import timezone

from regions.models import Vooraanmeldperiode
from sto_portal.sporen.actions import record


class ClosingError(Exception):
    """A closing that cannot be; the text says why, in Dutch. Nothing was written."""


@transaction.atomic
def change_closing(*, periode, sluit_op, reden, by):
    """Let `periode` close at `sluit_op`, the first moment too late, earlier or later than it did; whether it changed.

    A later closing opens a periode that was closed. The same closing again changes nothing. Raises ClosingError where
    `sluit_op` has passed, or the periode would not have opened by then.
    """
    periode = Vooraanmeldperiode.objects.select_for_update().get(pk=periode.pk)
    if sluit_op <= timezone.now():
        raise ClosingError("Kies een moment in de toekomst.")
    if sluit_op <= periode.opent_op:
        raise ClosingError("Op dat moment is de periode nog niet open. Kies een later moment.")
    if sluit_op == periode.sluit_op:
        return False
    data = {"oud": periode.sluit_op.isoformat(), "nieuw": sluit_op.isoformat(), "reden": reden}
    periode.sluit_op = sluit_op
    periode.save(update_fields=["sluit_op"])
    record(by, "change_closing", periode, data)
    return True
