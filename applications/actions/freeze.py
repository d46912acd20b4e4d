from django.db import transaction
from django.db.models import Max

from applications.canonical import checksum, plan_json
from applications.models import Indiening, Plan
from applications.zegels import AANVRAAG, INDIENING
from sto_portal.sporen.actions import record_all


@transaction.atomic
def freeze_plan(*, aanvraag, by, at, bevindingen=()):
    """Freeze the Plan of `aanvraag` as its next Indiening, that had fully arrived at `at`; the status is not touched.

    `bevindingen` (JSON-able) are what `by` knew to be missing. Waits for writes that run and shuts out later ones.
    Raises IntegrityError when the Plan was filed before.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("regio").get(pk=aanvraag.plan_id)
    content = plan_json(aanvraag.plan)
    indiening = Indiening.objects.create(
        aanvraag=aanvraag,
        plan_id=aanvraag.plan_id,
        nummer=(aanvraag.indieningen.aggregate(last=Max("nummer"))["last"] or 0) + 1,
        json=content,
        sha256=checksum(content),
        aangekomen_op=at,
        door=by,
        bevestigde_bevindingen=list(bevindingen),
        regio_naam=plan.regio.naam,
        regio_soort=plan.regio.soort,
    )
    filed = (by, "submit", indiening, {"sha256": indiening.sha256} | INDIENING.of(indiening))
    record_all([filed, *AANVRAAG.steps([aanvraag], by=by, verb="submit")])
    return indiening
