"""What people do with an aanvraag: start it, file it, accept it, withdraw it."""

from django.db import transaction
from django.utils import timezone

from applications.copying import copy_plan
from applications.models import Aanvraag, Plan
from regions.models import Regio
from sto_portal.sporen.actions import record
from sto_portal.workflow import TransitionError


@transaction.atomic
def start_aanvraag(*, regio, ronde, by, at=None):
    """The Aanvraag of `regio` in `ronde`, made as a draft by user `by` if there is none; a second call changes nothing.

    It starts from a copy of what the region filed last under the same Regeling, else empty. Raises TransitionError
    where the round is not open at `at` (default now).
    """
    regio = Regio.objects.select_for_update().get(pk=regio.pk)
    existing = Aanvraag.objects.filter(regio=regio, ronde=ronde).first()
    if existing:
        return existing
    if not ronde.is_open_for(regio, at or timezone.now()):
        raise TransitionError("Deze aanvraagronde is niet open.")
    aanvraag = Aanvraag.objects.create(regio=regio, ronde=ronde, plan=first_plan(regio, ronde))
    record(by, "start", aanvraag)
    return aanvraag


def first_plan(regio, ronde):
    filed = Plan.objects.frozen().filter(regio=regio, ronde__regelingversie__regeling=ronde.regelingversie.regeling_id)
    previous = filed.order_by("indiening__aangekomen_op").last()
    return copy_plan(previous, ronde=ronde) if previous else Plan.objects.create(regio=regio, ronde=ronde)
