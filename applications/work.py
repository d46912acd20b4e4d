"""What workers do for applications: dossiers of drafts and of what was filed, reminders, news of an extension."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from applications.actions import DOSSIER_PDF
from applications.actions.aanvullen import BRIEF_PDF, lapse_supplements
from applications.actions.herinner_aanvulling import (
    HERINNER_AANVULLING,
    request_supplement_reminders,
    send_supplement_reminders,
)
from applications.actions.remind import HERINNERING, request_reminders, send_reminders
from applications.actions.submit import RECEIPT_PDF
from applications.actions.uitstel import UITSTEL, announce_uitstel
from applications.brieven import brief_pdf
from applications.dossier import dossier_name, dossier_pdf, is_supplement, receipt_pdf
from applications.integrity import ADD_DOSSIER
from applications.models import Aanwezigheid, Dossierbrief, Indiening, Plan
from sto_portal.bestanden.actions import store
from sto_portal.sporen.actions import record
from sto_portal.werk.periodiek import periodic
from sto_portal.werk.register import work

CONCEPT_PDF = "concept_pdf"
WITH_REGELING = ("regio", "ronde__regelingversie__regeling")


@work(DOSSIER_PDF, title="Dossier als PDF maken")
def make_dossier(taak):
    """Add the dossier to an Indiening, once; done before is done."""
    rows = Indiening.objects.select_related("door", *(f"plan__{path}" for path in WITH_REGELING))
    indiening = rows.get(pk=taak.invoer["indiening"])
    nummer = f"{indiening.plan.regio.nummer}-{indiening.plan.ronde.nummer}"
    if indiening.dossier_id is None:
        content = dossier_pdf(indiening.plan, indiening)
        with taak.fenced():
            made = store(content, name=dossier_name(nummer, is_concept=False), kind="dossier")
            if Indiening.objects.filter(pk=indiening.pk, dossier__isnull=True).update(dossier=made):
                record(None, ADD_DOSSIER, indiening, {"sha256": made.sha256})
    return {"url": reverse("dossier-pdf", args=[nummer])}


@work(RECEIPT_PDF, title="Ontvangstbewijs als PDF maken")
def make_receipt(taak):
    """Keep the receipt of an Indiening, for who asked."""
    rows = Indiening.objects.select_related("door", *(f"plan__{path}" for path in WITH_REGELING))
    indiening = rows.get(pk=taak.invoer["indiening"])
    nummer = f"{indiening.plan.regio.nummer}-{indiening.plan.ronde.nummer}"
    content = receipt_pdf(indiening)
    with taak.fenced():
        made = store(content, name=f"ontvangstbewijs-{nummer}.pdf", kind="ontvangstbewijs", by=taak.by)
    return {"url": reverse("indiening-pdf", args=[nummer]), "bestand": made.pk}


@work(CONCEPT_PDF, title="Concept als PDF maken")
def make_concept(taak):
    """Keep a PDF of a draft as it stands now, for who asked."""
    plan = Plan.objects.select_related(*WITH_REGELING).get(pk=taak.invoer["plan"])
    nummer = f"{plan.regio.nummer}-{plan.ronde.nummer}"
    content = dossier_pdf(plan)
    with taak.fenced():
        made = store(content, name=dossier_name(nummer, is_concept=True), kind="concept", by=taak.by)
    query = {"versie": "concept"} if is_supplement(plan) else None
    return {"url": reverse("dossier-pdf", args=[nummer], query=query), "bestand": made.pk}


@work(BRIEF_PDF, title="Brief als PDF maken")
def make_brief(taak):
    """Keep a letter about an application as it was sent, for who asked."""
    brief = Dossierbrief.objects.select_related("aanvraag__regio", "aanvraag__ronde").get(pk=taak.invoer["brief"])
    nummer = brief.aanvraag.nummer
    content = brief_pdf(brief)
    with taak.fenced():
        name = f"brief-{nummer}-{timezone.localdate(brief.verzonden_op)}.pdf"
        made = store(content, name=name, kind="dossierbrief", by=taak.by)
    return {"url": reverse("dossierbrief-pdf", args=[nummer, brief.pk]), "bestand": made.pk}


@periodic("herinnering_sluiting", title="Herinneren aan het sluiten van een ronde", every=settings.HERINNERING_SECONDS)
def remind_of_closing():
    """Ask for the reminders that are due now."""
    request_reminders(timezone.now())


@periodic("herinnering_aanvulling", title="Herinneren aan een aanvulling", every=settings.HERINNERING_SECONDS)
def remind_of_supplements():
    """Ask for the reminders of supplements that are due now."""
    request_supplement_reminders(timezone.now())


@work(HERINNER_AANVULLING, title="Herinneren aan een aanvulling")
def make_supplement_reminders(taak):
    """Write the mails of one reminder of one supplement."""
    return {"liep_nog": send_supplement_reminders(at=timezone.now(), **taak.invoer)}


@work(HERINNERING, title="Herinneren aan het sluiten van een ronde")
def make_reminders(taak):
    """Write the mails of one reminder of one draft."""
    return {"berichten": send_reminders(at=timezone.now(), **taak.invoer)}


@periodic("aanvulling_verloopt", title="Aanvullingen sluiten na hun termijn", every=settings.TERM_SECONDS)
def lapse_terms():
    """Give back to DUS-I what was not supplemented in time."""
    lapse_supplements(timezone.now())


@work(UITSTEL, title="Bericht over uitstel schrijven")
def make_announcements(taak):
    """Write the mails about an extension to the penvoerders concerned."""
    return {"berichten": announce_uitstel(**taak.invoer)}


@periodic("aanwezigheid_opruimen", title="Vergeten wie eerder meeschreef", every=24 * 60 * 60)
def forget_presence():
    """Take away the rows of who left long ago."""
    Aanwezigheid.objects.long_gone().delete()
