"""The advice of the committee: drafted by the voorzitter from the revealed judgements, then settled for good."""

from django.db import transaction
from django.utils import timezone

from applications.models import VersieConflictError
from assessment.access import cases_led_by
from assessment.actions.beoordelen import IncompleteError
from assessment.actions.schrijven import ADVICE_FIELDS, write_score, write_step
from assessment.actions.toewijzen import GROUP_SIZE, lock_case
from assessment.models import Advies, Beoordelingstatus, Strekking, Uitkomst
from assessment.reports.afwijkingen import unmet_by
from assessment.reports.stappen import Gemis, missing_in, read_steps
from assessment.zegels import ADVIES
from sto_portal.sporen.actions import record
from sto_portal.workflow import TransitionError


class AdviceError(Exception):
    """This advice cannot be given; its text says why, in Dutch, to the voorzitter."""


def lock_draft(aanvraag, by):
    """The Advies under lock, made if there is none; raises TransitionError before the reveal and after settling.

    Only for who leads the case: never a voorzitter with an interest in it, then a deputy. Until it is settled it is
    about what the region filed last.
    """
    aanvraag = lock_case(aanvraag)
    if not cases_led_by(by).filter(pk=aanvraag.pk).exists():
        raise TransitionError("U schrijft het advies over deze aanvraag niet.")
    revealed = aanvraag.beoordelingen.filter(status=Beoordelingstatus.ONTHULD)
    if revealed.count() != GROUP_SIZE:
        raise TransitionError("U kunt nog geen advies schrijven. De drie beoordelingen zijn nog niet ingeleverd.")
    advies, _created = Advies.objects.select_for_update(of=("self",)).get_or_create(
        aanvraag=aanvraag, defaults={"plan_id": aanvraag.plan_id}
    )
    if not advies.can("settle"):
        raise TransitionError("Dit advies is vastgesteld. U kunt niets meer wijzigen.")
    if advies.plan_id != aanvraag.plan_id:
        advies.plan_id = aanvraag.plan_id
        advies.save(update_fields=["plan"])
    advies.aanvraag = aanvraag
    return advies


@transaction.atomic
def save_advies_deelaspect(*, aanvraag, deelaspect, oordelen, conclusie, versie, by, score=None):
    """Save the draft of one deelaspect of the advice; the Advies. Takes back a positive strekking that cannot hold.

    `oordelen` as in `write_step`, `score` as in `write_score`. Raises VersieConflictError when it was saved elsewhere
    since `versie`, TransitionError before the reveal and after settling.
    """
    advies = lock_draft(aanvraag, by)
    step = next(step for step in read_steps(advies.aanvraag, advies) if step.deelaspect == deelaspect)
    write_step(advies, step, oordelen=oordelen, conclusie=conclusie, versie=versie, fields=ADVICE_FIELDS)
    write_score(advies, step, score)
    advies.onvoldaan = count_unmet(advies)
    if advies.onvoldaan and advies.strekking == Strekking.POSITIEF:
        advies.strekking = ""
    advies.save(update_fields=["onvoldaan", "strekking"])
    record(by, "save_advies_deelaspect", advies, {"deelaspect": deelaspect.code, "onvoldaan": advies.onvoldaan})
    return advies


def count_unmet(advies):
    """How many vereisten the committee finds not met (rapport: a grant needs all of them)."""
    return advies.oordelen.filter(uitkomst=Uitkomst.VOLDOET_NIET).count()


@transaction.atomic
def save_advies(*, aanvraag, strekking, samenvatting, versie, by):
    """Save the strekking and the summary of the draft; the Advies. `versie` is 1 before the first save.

    Raises AdviceError for a positive advice while a vereiste is unmet, VersieConflictError when it was saved elsewhere.
    """
    advies = lock_draft(aanvraag, by)
    unmet = count_unmet(advies)
    if strekking == Strekking.POSITIEF and unmet:
        raise AdviceError(f"Een positief advies kan niet: aan {unmet} van de vereisten is niet voldaan.")
    values = {"strekking": strekking, "samenvatting": samenvatting, "onvoldaan": unmet, "versie": versie + 1}
    if not Advies.objects.filter(pk=advies.pk, versie=versie).update(**values):
        raise VersieConflictError
    advies.refresh_from_db(fields=list(values))
    record(by, "save_advies", advies, {"strekking": strekking})
    return advies


@transaction.atomic
def settle(*, aanvraag, by):
    """Settle a complete advice, after which it never changes; the Advies.

    Raises IncompleteError with what is missing (also the reason for passing over a member who found a vereiste not
    met), AdviceError for a positive advice with an unmet vereiste.
    """
    advies = lock_draft(aanvraag, by)
    missing = missing_in_advies(advies, read_steps(advies.aanvraag, advies, unmet_by(advies.aanvraag)))
    if missing:
        raise IncompleteError(missing)
    advies.onvoldaan = count_unmet(advies)
    if advies.strekking == Strekking.POSITIEF and advies.onvoldaan:
        raise AdviceError(f"Een positief advies kan niet: aan {advies.onvoldaan} van de vereisten is niet voldaan.")
    advies.vastgesteld_op = timezone.now()
    advies.save(update_fields=["onvoldaan", "vastgesteld_op"])
    advies.transition("settle", by=by, at=advies.vastgesteld_op)
    settled = {"strekking": advies.strekking, "onvoldaan": advies.onvoldaan}
    record(by, "settle_advies", advies, settled | ADVIES.of(advies))
    return advies


def missing_in_advies(advies, steps):
    """Every Gemis of the advice: those of its steps, and the strekking and summary."""
    missing = missing_in(steps)
    if not (advies and advies.strekking):
        missing.append(Gemis(None, "div_id_strekking", "kies de strekking van het advies"))
    if not (advies and advies.samenvatting.strip()):
        missing.append(Gemis(None, "div_id_samenvatting", "schrijf de samenvatting"))
    return missing
