from django.db import transaction

from applications.actions.partners import add_composition
from applications.copying import copy_plan
from applications.herkansing import may_take_part
from applications.models import Aanvraag, Indiening, Plan
from applications.zegels import AANVRAAG
from regions.models import Regio
from sto_portal.sporen.actions import record_all
from sto_portal.workflow import TransitionError


@transaction.atomic
def start_aanvraag(*, regio, ronde, by, vorige=None):
    """Begin the draft of `regio` in `ronde` and return it; the one that is there if it was begun.

    It begins as a copy of `vorige`, a Plan that the region filed in an earlier round with the same questions, or empty:
    for a region that never filed, with the schools of its composition as partners.
    Raises TransitionError when the round is not open for the region, or of a kind that is not meant for it. Of two
    people at once both get the same draft.
    """
    Regio.objects.select_for_update().get(pk=regio.pk)
    begun = Aanvraag.objects.filter(regio=regio, ronde=ronde).first()
    if begun is not None:
        return begun
    if not ronde.is_open_for(regio):
        raise TransitionError(f"U kunt nu geen aanvraag starten: {ronde.naam} is niet open.")
    if not may_take_part(regio, ronde):
        raise TransitionError(f"{ronde.naam} is {ronde.get_soort_display().lower()}.")
    plan = copy_plan(vorige, ronde=ronde) if vorige else Plan.objects.create(regio=regio, ronde=ronde)
    if not Indiening.objects.filter(aanvraag__regio=regio).exists():
        add_composition(plan=plan, by=by)
    aanvraag = Aanvraag.objects.create(regio=regio, ronde=ronde, plan=plan)
    aanvraag.statuswijzigingen.create(verb="start", van="", naar=aanvraag.status, door=by)
    record_all([(by, "start", aanvraag.plan, None), *AANVRAAG.steps([aanvraag], by=by, verb="start")])
    return aanvraag
