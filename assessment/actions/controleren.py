"""DUS-I checks the advice of the committee before it rests a decision on it (Awb 3:9)."""

from django.db import transaction
from django.utils import timezone

from assessment.models import Advies, Adviescontrole, Adviesstatus
from assessment.zegels import CONTROLE
from sto_portal.sporen.actions import record_all
from sto_portal.workflow import TransitionError


@transaction.atomic
def check_advies(advies, *, by, opmerking=""):
    """Record that `by` checked this settled advice; the Adviescontrole, the one that is there at a second click.

    Raises TransitionError for an advice that is not settled.
    """
    advies = Advies.objects.select_for_update().get(pk=advies.pk)
    if advies.status != Adviesstatus.VASTGESTELD:
        raise TransitionError("U kunt het advies nog niet controleren. De commissie heeft het nog niet vastgesteld.")
    values = {"door": by, "op": timezone.now(), "opmerking": opmerking}
    controle, is_new = Adviescontrole.objects.get_or_create(advies=advies, defaults=values)
    if is_new:
        checked = (by, "check_advies", advies, {"opmerking": opmerking})
        record_all([checked, *CONTROLE.steps([controle], by=by)])
    return controle
