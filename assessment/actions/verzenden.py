"""Sending a decision: the very letter that was approved, dated on the day it really goes; once."""

from django.db import transaction
from django.utils import timezone

from applications.actions.melden import tell_writers
from applications.zegels import AANVRAAG
from assessment.actions.besluiten import BesluitError, lock
from assessment.brief import make_pdf, write_letter
from assessment.brieftekst import last_day_to_object, letter_sha256
from assessment.models import Besluitsoort, Besluitstatus
from assessment.zegels import BESLUIT
from sto_portal.bestanden.actions import store
from sto_portal.sjablonen.models import SjabloonError
from sto_portal.sporen.actions import record, record_all
from sto_portal.sporen.zegel import RELEASED
from sto_portal.termijnen import today
from sto_portal.werk.actions import enqueue
from sto_portal.werk.taak import WorkError
from sto_portal.workflow import TransitionError

SEND = "besluit_verzenden"
VERBS = {
    Besluitsoort.VERLENING: "grant",
    Besluitsoort.AFWIJZING: "reject",
    Besluitsoort.BUITEN_BEHANDELING: "set_aside",
}
MAILS = {Besluitsoort.BUITEN_BEHANDELING: "buiten_behandeling_melding"}


class ApprovalLostError(BesluitError):
    """What would be sent is not what was approved; the approval fell and nothing was sent. The text says why."""


def request_sending(besluit, *, by):
    """Ask the worker to send the letter that was approved; the Werk, the same one for a second click.

    Raises TransitionError where it cannot be sent now, ApprovalLostError where the approval falls.
    """
    with transaction.atomic():
        besluit = lock(besluit)
        require_sendable(besluit)
        fault = find_fault(besluit)
        if not fault:
            invoer = {"besluit": besluit.pk, "versie": besluit.versie, "door": by.pk}
            return enqueue(SEND, sleutel=sending_key(besluit), invoer=invoer, by=by)
        lose_approval(besluit, fault, by=by)
    raise ApprovalLostError(fault)


def sending_key(besluit):
    """The key of the Werk that sends this approval of the decision: another one after the approval fell."""
    return f"{besluit.pk}-{besluit.versie}"


def verb_of(besluit):
    """The step of the aanvraag that sending takes; of a decision that replaces another a step of its own."""
    return f"correct_{VERBS[besluit.soort]}" if besluit.vervangt_id else VERBS[besluit.soort]


def require_sendable(besluit):
    """Raise TransitionError unless the decision is approved and the aanvraag still waits for it."""
    if besluit.status != Besluitstatus.VASTGESTELD:
        raise TransitionError(f"Dit kan niet. De status is nu: {besluit.get_status_display().lower()}.")
    if not besluit.aanvraag.can(verb_of(besluit)):
        status = besluit.aanvraag.get_status_display().lower()
        raise TransitionError(f"U kunt dit besluit niet verzenden. De status van de aanvraag is nu: {status}.")


def find_fault(besluit):
    """Why the approved letter can no longer be sent, in Dutch: by the facts, templates and mandates of now; else ''."""
    signer = besluit.akkoord_door
    if not (signer.is_active and signer.has_perm("assessment.approve_besluit")):
        return f"{signer.naam} mag geen akkoord meer geven."
    if letter_sha256(besluit.onderwerp, besluit.brief) != besluit.brief_sha256:
        return "De bewaarde brief hoort niet bij het controlegetal van het akkoord."
    try:
        letter = write_letter(besluit)
    except SjabloonError as error:
        return f"De brief kan niet meer worden gemaakt. {error}"
    return "" if letter.sha256 == besluit.brief_sha256 else "De brief is veranderd sinds het akkoord."


def lose_approval(besluit, why, *, by):
    """Ask the approval anew; what was approved stays at hand to compare with. `by` is None where the portal saw it."""
    besluit.akkoord_door = None
    besluit.versie += 1
    besluit.transition("lose_approval", by=by, reason=why, fields=("akkoord_door", "versie"))
    record(by, "lose_approval", besluit, {"reden": why} | RELEASED)


def send_besluit(besluit, *, versie, by):
    """Send the approval with this `versie`: PDF, status of besluit and aanvraag, mail, all or nothing; once.

    The day is that on which it is sent, one and the same in all of them. Called by the worker; does nothing for an
    approval that was sent or fell. Where the letter is no longer what was approved, the approval falls. Raises
    WorkError where the aanvraag no longer waits for a decision.
    """
    day = today()
    content = make_pdf(besluit, day=day) if is_due(besluit, versie) else b""
    with transaction.atomic():
        current = lock(besluit)
        if not is_due(current, versie):
            return current
        try:
            require_sendable(current)
        except TransitionError as error:
            raise WorkError(str(error), retry=False) from error
        if fault := find_fault(current):
            lose_approval(current, fault, by=None)
            return current
        if (day, besluit.brief_sha256) == (today(), current.brief_sha256):
            mark_sent(current, content, day=day, by=by)
            return current
    return send_besluit(current, versie=versie, by=by)


def is_due(besluit, versie):
    """Whether this approval of the decision still waits to be sent."""
    return (besluit.status, besluit.versie) == (Besluitstatus.VASTGESTELD, versie)


def mark_sent(besluit, content, *, day, by):
    """Everything that sending on `day` changes, in the caller's transaction."""
    now = timezone.now()
    besluit.pdf, besluit.besluit_datum = store_letter(besluit, content, by=by), day
    besluit.transition("send", by=by, at=now, fields=("pdf", "besluit_datum"))
    besluit.aanvraag.transition(verb_of(besluit), by=by, at=now)
    mail_regio(besluit)
    sent = (by, "send_besluit", besluit, {"sha256": besluit.pdf.sha256} | BESLUIT.of(besluit))
    record_all([sent, *AANVRAAG.steps([besluit.aanvraag], by=by, verb="send_besluit")])


def store_letter(besluit, content, *, by):
    return store(content, name=f"besluit-{besluit.kenmerk}.pdf", kind="besluit", by=by)


def ensure_pdf(besluit):
    """The Bestand of a sent letter, made from the text that was sent where there is none yet."""
    if besluit.pdf is None:
        content = make_pdf(besluit, day=besluit.besluit_datum)
        with transaction.atomic():
            besluit = lock(besluit)
            if besluit.pdf is None:
                besluit.pdf = store_letter(besluit, content, by=None)
                besluit.save(update_fields=["pdf"])
                record(None, "add_pdf", besluit, {"sha256": besluit.pdf.sha256})
    return besluit.pdf


def mail_regio(besluit):
    """Tell everyone who writes for the region that the decision is there, and until when they may object.

    The mail says which decision it replaces, and that the committee's advice of `commissie_datum` goes along, if so.
    """
    dated, earlier = besluit.besluit_datum, besluit.vervangt
    context = {
        "besluit_kenmerk": besluit.kenmerk,
        "verzonden_datum": dated,
        "bezwaar_tot_datum": last_day_to_object(besluit, dated),
        "vervangt_kenmerk": earlier.kenmerk if earlier else "",
        "vervangt_datum": earlier.besluit_datum if earlier else None,
        "commissie_datum": timezone.localdate(besluit.advies.vastgesteld_op) if besluit.advies else None,
    }
    slug = MAILS.get(besluit.soort, "besluit_beschikbaar")
    tell_writers(besluit.aanvraag, slug, context, key=f"besluit-{besluit.pk}")
