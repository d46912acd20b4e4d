"""The judgement of one member: drafts, handing in, and the reveal when all three are in."""

from django.db import transaction
from django.utils import timezone

from assessment.actions.schrijven import write_score, write_step
from assessment.actions.toewijzen import GROUP_SIZE, lock_case
from assessment.models import Beoordeling, Beoordelingstatus
from assessment.reports.stappen import missing_in, read_steps
from assessment.zegels import BEOORDELING
from sto_portal.sporen.actions import record, record_all
from sto_portal.workflow import TransitionError


class IncompleteError(Exception):
    """Something is still missing; `missing` lists it (Gemis)."""

    def __init__(self, missing):
        super().__init__("Er ontbreekt nog iets.")
        self.missing = missing


def lock_own(beoordeling, by):
    """The Beoordeling under lock, after its case; raises TransitionError for anyone but its member.

    One that is still written is about what the region filed last: a supplement may have come since it was assigned.
    """
    aanvraag = lock_case(beoordeling.aanvraag)
    row = Beoordeling.objects.select_for_update(of=("self",)).select_related("lid").get(pk=beoordeling.pk)
    if row.lid.user_id != by.pk:
        raise TransitionError("Alleen de beoordelaar zelf schrijft in deze beoordeling.")
    if row.is_open and row.plan_id != aanvraag.plan_id:
        row.plan_id = aanvraag.plan_id
        row.save(update_fields=["plan"])
    row.aanvraag = aanvraag
    return row


@transaction.atomic
def save_deelaspect(*, beoordeling, deelaspect, oordelen, conclusie, versie, by, score=None):
    """Save the draft of one deelaspect; the Beoordeling, which is 'bezig' from the first save on.

    `oordelen` as in `write_step`, `score` as in `write_score`. Nothing needs to be complete.
    Raises VersieConflictError when it was saved elsewhere since `versie`, TransitionError after handing in.
    """
    beoordeling = lock_own(beoordeling, by)
    if not beoordeling.is_open:
        raise TransitionError(
            f"U kunt niets meer wijzigen. Uw beoordeling is {beoordeling.get_status_display().lower()}."
        )
    if beoordeling.can("start"):
        beoordeling.transition("start", by=by)
    step = next(step for step in read_steps(beoordeling.aanvraag, beoordeling) if step.deelaspect == deelaspect)
    write_step(beoordeling, step, oordelen=oordelen, conclusie=conclusie, versie=versie)
    write_score(beoordeling, step, score)
    Beoordeling.objects.filter(pk=beoordeling.pk).update(bijgewerkt_op=timezone.now())
    return beoordeling


@transaction.atomic
def hand_in(*, beoordeling, by):
    """Seal a complete judgement; the third of a group reveals all three in the same transaction. The Beoordeling.

    Raises IncompleteError with what is missing, TransitionError when it was handed in before.
    """
    beoordeling = lock_own(beoordeling, by)
    if not beoordeling.can("hand_in"):
        raise TransitionError(f"Dit kan niet meer. Uw beoordeling is {beoordeling.get_status_display().lower()}.")
    missing = missing_in(read_steps(beoordeling.aanvraag, beoordeling))
    if missing:
        raise IncompleteError(missing)
    beoordeling.transition("hand_in", by=by)
    record(by, "hand_in_beoordeling", beoordeling, BEOORDELING.of(beoordeling))
    reveal_when_all_are_in(beoordeling.aanvraag)
    beoordeling.refresh_from_db(fields=["status"])
    return beoordeling


def reveal_when_all_are_in(aanvraag):
    """Open the judgements of a case to its group and the voorzitter once three members have handed in."""
    group = list(aanvraag.beoordelingen.active().select_related(*BEOORDELING.related))
    if len(group) != GROUP_SIZE or any(row.status != Beoordelingstatus.INGELEVERD for row in group):
        return
    for row in group:
        row.transition("reveal", by=None)
    revealed = (None, "reveal_beoordelingen", aanvraag, {"beoordelingen": [row.pk for row in group]})
    record_all([revealed, *BEOORDELING.steps(group, verb="reveal")])
