"""Asking a region to supplement what it filed, and what becomes of that (Awb 4:5 and 4:15)."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from applications.actions.freeze import freeze_plan
from applications.actions.melden import tell_answered, tell_asked, tell_closed, tell_lapsed
from applications.actions.submit import DOSSIER_PDF, RECEIPT_PDF, IncompleteError, locked
from applications.brieven import find_lost_signs, penvoerder_of, require_confirmed, write_request
from applications.controles import blocking, check
from applications.copying import copy_plan
from applications.models import Aanvulverzoek, Dossierbrief, Groep, Herstelpunt, Indiening, Verzoekuitkomst
from applications.zegels import AANVRAAG, BRIEF, VERZOEK
from sto_portal.sporen.actions import record, record_all
from sto_portal.vormgeving.templatetags.sto import deadline
from sto_portal.werk.actions import enqueue
from sto_portal.workflow import TransitionError

BRIEF_PDF = "dossierbrief_pdf"
UNDERWAY = timedelta(minutes=5)  # an answer that arrived in time may still wait for its turn


class SupplementError(Exception):
    """A supplement that cannot be asked this way; the text says why, in Dutch."""


@transaction.atomic
def request_supplement(*, aanvraag, punten, sluit_op, by, confirmed=""):
    """Ask what is missing, `punten` {Groep: text}, before `sluit_op` (the first moment too late); the Aanvulverzoek.

    The region gets a copy of its filed plan, of which only those parts open; who writes for it gets a mail and the
    letter. Raises SupplementError without parts or with a moment that passed, TransitionError when it cannot be asked
    at this status, LostSignsError where the PDF of the letter lacks signs that are not in `confirmed`. Awb 4:5.
    """
    aanvraag, now = locked(aanvraag), timezone.now()
    aanvraag.transition("request_supplement", by=by, at=now)
    require_sense(punten, sluit_op, now)
    written = write_request(aanvraag, punten=punten, sluit_op=sluit_op, by=by)
    require_confirmed(find_lost_signs(*written[1:], penvoerder_of(aanvraag.plan)), confirmed)
    brief = send_brief(aanvraag, written, by=by, at=now)
    verzoek = Aanvulverzoek.objects.create(
        aanvraag=aanvraag,
        plan=copy_plan(aanvraag.plan),
        brief=brief,
        gevraagd_door=by,
        gevraagd_op=now,
        sluit_op=sluit_op,
    )
    Herstelpunt.objects.bulk_create(
        Herstelpunt(verzoek=verzoek, groep=groep, tekst=punten[groep]) for groep in Groep if punten.get(groep)
    )
    asked = {"punten": dict(punten), "sluit_op": sluit_op.isoformat()}
    record_all(
        [
            (by, "request_supplement", aanvraag, asked | AANVRAAG.of(aanvraag)),
            *BRIEF.steps([brief], by=by, verb="send"),
            *VERZOEK.steps([verzoek], by=by, verb="ask"),
        ]
    )
    tell_asked(verzoek)
    enqueue(BRIEF_PDF, sleutel=f"brief-{brief.pk}-{by.pk}", invoer={"brief": brief.pk}, by=by)
    return verzoek


def require_sense(punten, sluit_op, now):
    """Raise SupplementError unless something is asked and there is time to answer."""
    if not any(punten.values()):
        raise SupplementError("Schrijf bij een of meer onderdelen op wat er ontbreekt.")
    if sluit_op <= now:
        raise SupplementError("Kies een dag in de toekomst.")


def send_brief(aanvraag, written, *, by, at):
    """Keep a letter as it was sent; `written` is (Sjabloonversie, onderwerp, HTML)."""
    versie, onderwerp, tekst = written
    return Dossierbrief.objects.create(
        aanvraag=aanvraag, sjabloonversie=versie, onderwerp=onderwerp, tekst=tekst, verzonden_op=at, door=by
    )


@transaction.atomic
def answer_supplement(*, aanvraag, by, at, confirmed=()):
    """File the supplement as user `by`; the request arrived at `at`. Returns the new Indiening.

    `confirmed` are the texts of the blocking findings in the asked parts that `by` saw and files with. From now on the
    Aanvraag has the supplemented plan. Answering twice gives the same Indiening. Raises TransitionError when nothing
    is asked any more or the term was over at `at`, IncompleteError when more is wrong than confirmed. Awb 4:5.
    """
    aanvraag = locked(aanvraag)
    verzoek = newest_request(aanvraag)
    if verzoek is not None and verzoek.is_answered:
        return Indiening.objects.get(plan=verzoek.plan_id)
    require_open(verzoek, at)
    aanvraag.plan = verzoek.plan
    open_points = findings_in(verzoek, aanvraag)
    if {bevinding.tekst for bevinding in open_points} - set(confirmed):
        raise IncompleteError(open_points)
    aanvraag.save(update_fields=["plan"])
    aanvraag.transition("supplement", by=by, at=at)
    known = [{"code": bevinding.code, "tekst": bevinding.tekst} for bevinding in open_points]
    indiening = freeze_plan(aanvraag=aanvraag, by=by, at=at, bevindingen=known)
    end_request(verzoek, Verzoekuitkomst.BEANTWOORD, at=at, by=by)
    tell_answered(verzoek, indiening)
    invoer = {"indiening": indiening.pk}
    enqueue(RECEIPT_PDF, sleutel=f"ontvangst-{indiening.pk}-{by.pk}", invoer=invoer, by=by)
    enqueue(DOSSIER_PDF, sleutel=f"indiening-{indiening.pk}", invoer=invoer, by=by)
    return indiening


def newest_request(aanvraag):
    """The Aanvulverzoek that was made last, with its plan; None if there is none."""
    return aanvraag.aanvulverzoeken.select_related("plan").order_by("gevraagd_op", "pk").last()


def require_open(verzoek, at):
    if verzoek is None or not verzoek.is_open:
        raise TransitionError("U kunt niet aanvullen: DUS-I vraagt nu niet om een aanvulling.")
    if at >= verzoek.sluit_op:
        raise TransitionError(f"U kunt niet meer aanvullen. Dat kon tot en met {deadline(verzoek.sluit_op)}.")


def findings_in(verzoek, aanvraag):
    """The blocking findings on the draft of `verzoek` in the parts that it asks."""
    plan = verzoek.plan
    plan.regio, plan.ronde = aanvraag.regio, aanvraag.ronde
    asked = {punt.groep for punt in verzoek.punten}
    return [bevinding for bevinding in blocking(check(plan)) if bevinding.groep in asked]


def end_request(verzoek, uitkomst, *, at, by, reden=""):
    verzoek.uitkomst, verzoek.afgerond_op, verzoek.reden = uitkomst, at, reden
    verzoek.save(update_fields=["uitkomst", "afgerond_op", "reden"])
    record_all(VERZOEK.steps([verzoek], by=by, verb="end"))


@transaction.atomic
def recall_supplement(*, aanvraag, by, reden):
    """DUS-I takes its request back: the case is as it was filed; the request and what was written stay to be read.

    Raises TransitionError when it was answered or lapsed meanwhile.
    """
    aanvraag = locked(aanvraag)
    aanvraag.transition("recall_supplement", by=by, reason=reden)
    verzoek = newest_request(aanvraag)
    end_request(verzoek, Verzoekuitkomst.INGETROKKEN, at=timezone.now(), by=by, reden=reden)
    record(by, "recall_supplement", aanvraag, {"reden": reden} | AANVRAAG.of(aanvraag))
    tell_closed(verzoek)


def lapse_supplements(at):
    """Close every request of which the term was over a little before `at`; how many. Doing it twice changes nothing."""
    overdue = Aanvulverzoek.objects.overdue(at - UNDERWAY).select_related("aanvraag").order_by("pk")
    return sum(lapse_supplement(aanvraag=verzoek.aanvraag, at=at) for verzoek in overdue)


@transaction.atomic
def lapse_supplement(*, aanvraag, at):
    """Give the case back to DUS-I as it was filed, because the term passed unused (Awb 4:5); whether that was so."""
    aanvraag = locked(aanvraag)
    verzoek = newest_request(aanvraag)
    if not verzoek.is_open or verzoek.sluit_op > at:
        return False
    aanvraag.transition("lapse", by=None, at=at)
    end_request(verzoek, Verzoekuitkomst.VERLOPEN, at=at, by=None)
    record(None, "lapse_supplement", aanvraag, {"verzoek": verzoek.pk} | AANVRAAG.of(aanvraag))
    tell_closed(verzoek)
    tell_lapsed(verzoek)
    return True
