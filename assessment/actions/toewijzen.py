"""Who judges which case: assigning three members, and withdrawing."""

from django.db import IntegrityError, transaction

from applications.models import Aanvraag, Aanvraagstatus
from assessment.access import find_conflicts
from assessment.models import Beoordeling, Commissielid, Verhindering
from assessment.zegels import VERHINDERING
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record, record_all
from sto_portal.termijnen import BEOORDEEL, last_day, today
from sto_portal.workflow import TransitionError

GROUP_SIZE = 3


class AssignmentError(Exception):
    """These members cannot judge this case; its text says why, in Dutch, to the coordinator."""


@transaction.atomic
def assign_beoordelaars(*, aanvraag, leden, by):
    """Let exactly three members judge the filed Plan of `aanvraag`, each with a mail; the new Beoordelingen.

    Members who already judge it keep their Beoordeling, so doing it twice changes nothing. Raises TransitionError
    when the aanvraag is not 'in behandeling' or a judgement was revealed, AssignmentError when these members cannot.
    """
    aanvraag = lock_case(aanvraag)
    current = list(aanvraag.beoordelingen.active().select_related("lid__user"))
    check_group(aanvraag, current, leden)
    uiterlijk = last_day(today(), BEOORDEEL, aanvraag.ronde.rondekader)
    known = {beoordeling.lid_id for beoordeling in current}
    fresh = [
        Beoordeling.objects.create(aanvraag=aanvraag, plan_id=aanvraag.plan_id, lid=lid, uiterlijk_datum=uiterlijk)
        for lid in leden
        if lid.pk not in known
    ]
    for beoordeling in fresh:
        tell_beoordelaar(beoordeling)
    if fresh:
        record(by, "assign_beoordelaars", aanvraag, {"nieuw": sorted(str(lid) for lid in leden)})
    return fresh


def lock_case(aanvraag):
    """The row of the Aanvraag, held until the end of the transaction; raises TransitionError unless in behandeling.

    Every step of the committee on one case takes this lock first, so two steps never cross.
    """
    locked = Aanvraag.objects.select_for_update(of=("self",)).select_related("regio", "ronde__rondekader")
    aanvraag = locked.get(pk=aanvraag.pk)
    if aanvraag.status != Aanvraagstatus.IN_BEHANDELING:
        raise TransitionError(
            f"Dit kan niet. De status van de aanvraag is nu: {aanvraag.get_status_display().lower()}."
        )
    return aanvraag


def check_group(aanvraag, current, leden):
    """Raise AssignmentError unless `leden` are three different members who may all judge this case."""
    chosen = {lid.pk for lid in leden}
    if len(chosen) != GROUP_SIZE or len(leden) != GROUP_SIZE:
        raise AssignmentError(f"Kies precies drie beoordelaars. U koos er {len(chosen)}.")
    for beoordeling in current:
        if beoordeling.lid_id not in chosen:
            raise AssignmentError(f"{beoordeling.lid} beoordeelt deze aanvraag al. Meld eerst een verhindering.")
    conflicts = find_conflicts([aanvraag.plan_id])[aanvraag.plan_id]
    withdrawn = set(aanvraag.verhinderingen.values_list("lid_id", flat=True))
    able = set(Commissielid.objects.able_to_judge().values_list("pk", flat=True))
    for lid in leden:
        if lid.pk in conflicts:
            raise AssignmentError(f"{lid} kan deze aanvraag niet beoordelen. {' '.join(conflicts[lid.pk])}")
        if lid.pk in withdrawn:
            raise AssignmentError(f"{lid} is verhinderd voor deze aanvraag.")
        if lid.pk not in able:
            raise AssignmentError(f"{lid} is nu geen beoordelaar.")


def tell_beoordelaar(beoordeling):
    """Write the mail that a case is waiting."""
    user, aanvraag = beoordeling.lid.user, beoordeling.aanvraag
    context = {"naam": user.naam, "nummer": aanvraag.nummer, "ronde": aanvraag.ronde.naam}
    context["uiterlijk_datum"] = beoordeling.uiterlijk_datum
    _versie, subject, text = render("beoordeling_toegewezen", context)
    send_mail_later(to=user.email, subject=subject, text=text, key=f"beoordeling_toegewezen:{beoordeling.pk}")


@transaction.atomic
def decline(*, beoordeling, reden, by):
    """Let a member withdraw from a case with a reason, reported by the member or the coordinator; the Verhindering.

    What the member wrote stays stored, but nobody sees it any more. Raises TransitionError after handing in.
    """
    aanvraag = lock_case(beoordeling.aanvraag)
    beoordeling.transition("decline", by=by, reason=reden)
    try:
        with transaction.atomic():
            row = Verhindering.objects.create(aanvraag=aanvraag, lid=beoordeling.lid, reden=reden, gemeld_door=by)
    except IntegrityError as error:
        raise TransitionError("Deze verhindering is al gemeld.") from error
    record_all(
        [(by, "decline_beoordeling", beoordeling, {"reden": reden}), *VERHINDERING.steps([row], by=by, verb="add")]
    )
    return row
