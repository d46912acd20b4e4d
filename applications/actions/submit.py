from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from applications.actions.freeze import freeze_plan
from applications.controles import blocking, check
from applications.models import Aanvraag, Aanvraagstatus
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sjablonen.actions import render
from sto_portal.werk.actions import enqueue
from sto_portal.workflow import TransitionError

DOSSIER_PDF = "dossier_pdf"
RECEIPT_PDF = "ontvangstbewijs_pdf"


class IncompleteError(Exception):
    """Things are missing (`bevindingen`) that the penvoerder did not confirm; nothing was filed (Awb 4:5)."""

    def __init__(self, bevindingen):
        super().__init__()
        self.bevindingen = bevindingen


@transaction.atomic
def submit_aanvraag(*, aanvraag, by, at, confirmed=()):
    """File the draft of `aanvraag` as user `by`; the request arrived at `at`. Returns the Indiening.

    `confirmed` are the texts of the blocking findings that `by` saw and files with. The Plan is frozen; the receipt
    goes out by mail and the dossier to the worker, in this same transaction. Filing twice gives the same Indiening.
    Raises TransitionError when the round is not open at `at`, IncompleteError when more is wrong than confirmed.
    """
    aanvraag = locked(aanvraag)
    if aanvraag.status == Aanvraagstatus.INGEDIEND:
        return aanvraag.indieningen.latest("nummer")
    if not aanvraag.ronde.is_open_for(aanvraag.regio, at):
        raise TransitionError(f"U kunt niet indienen: {aanvraag.ronde.naam} is gesloten.")
    open_points = blocking(check(aanvraag.plan))
    if {bevinding.tekst for bevinding in open_points} - set(confirmed):
        raise IncompleteError(open_points)
    known = [{"code": bevinding.code, "tekst": bevinding.tekst} for bevinding in open_points]
    aanvraag.transition("submit", by=by, at=at)
    indiening = freeze_plan(aanvraag=aanvraag, by=by, at=at, bevindingen=known)
    send_receipt(indiening)
    invoer = {"indiening": indiening.pk}
    enqueue(RECEIPT_PDF, sleutel=f"ontvangst-{indiening.pk}-{by.pk}", invoer=invoer, by=by)
    enqueue(DOSSIER_PDF, sleutel=f"indiening-{indiening.pk}", invoer=invoer, by=by)
    return indiening


def locked(aanvraag):
    """The aanvraag and what belongs to it, read afresh under the lock of its row."""
    rows = Aanvraag.objects.select_for_update(of=("self",))
    related = ("regio", "ronde__regelingversie__regeling", "plan__regio", "plan__ronde__regelingversie")
    return rows.select_related(*related).get(pk=aanvraag.pk)


def send_receipt(indiening):
    """The mail that tells `door` what arrived and when, with the checksum and how long deciding takes.

    Where advice from outside makes that longer, the region must hear it soon (Kaderregeling 4.1).
    """
    aanvraag = indiening.aanvraag
    _versie, subject, text = render(
        "ontvangstbevestiging",
        {
            "naam": indiening.door.naam,
            "regio": aanvraag.regio.naam,
            "ronde": aanvraag.ronde.naam,
            "nummer": aanvraag.nummer,
            "ingediend_op": indiening.aangekomen_op,
            "sha256": indiening.sha256,
            "onvolledig": bool(indiening.bevestigde_bevindingen),
            "beslisduur": aanvraag.ronde.regelingversie.beslisduur,
            "extern_advies": aanvraag.ronde.regelingversie.extern_advies,
            "link": urljoin(settings.SITE_URL, reverse("indiening-pdf", args=[aanvraag.nummer])),
        },
    )
    send_mail_later(to=indiening.door.email, subject=subject, text=text, key=f"ontvangst-{indiening.pk}")
