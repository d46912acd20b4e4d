from django.conf import settings
from django.db import transaction
from django.urls import reverse

from assessment.actions.besluiten import lock
from assessment.actions.herinneren import remind_beoordelaars
from assessment.actions.rondes import seal_loaded
from assessment.actions.verzenden import SEND, ensure_pdf, send_besluit
from assessment.models import Besluit
from sto_portal.accounts.models import User
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.zip import make_zip
from sto_portal.termijnen import today
from sto_portal.werk.periodiek import periodic
from sto_portal.werk.register import work

PDF = "besluit_pdf"
ZIP = "besluiten_zip"


@work(SEND, title="Besluit verzenden")
def send_one_besluit(taak):
    """Send the approved letter of one Besluit; safe to run again."""
    by = User.objects.get(pk=taak.invoer["door"])
    besluit = send_besluit(find_besluit(taak.invoer["besluit"]), versie=taak.invoer["versie"], by=by)
    return {"url": besluit.get_absolute_url()}


@work(PDF, title="Brief als PDF")
def make_besluit_pdf(taak):
    """Make the PDF of a letter that was sent before; made once."""
    besluit = find_besluit(taak.invoer["besluit"])
    ensure_pdf(besluit)
    return {"url": besluit.get_pdf_url()}


def find_besluit(pk):
    """The Besluit with all that its letter needs."""
    with transaction.atomic():
        return lock(Besluit(pk=pk))


@work(ZIP, title="Besluiten in een ZIP-bestand")
def make_besluiten_zip(taak):
    """Put the letters of the chosen sent decisions in one ZIP file."""
    chosen = taak.invoer["besluiten"]
    files = []
    for done, pk in enumerate(chosen, start=1):
        pdf = ensure_pdf(find_besluit(pk))
        files.append((pdf.naam, pdf.read()))
        taak.report(done, len(chosen))
    with taak.fenced():
        bestand = store(make_zip(files), name="besluiten.zip", kind="besluiten_zip", by=taak.by)
    return {"url": reverse("besluit-zip-download", args=[taak.pk]), "bestand": bestand.pk}


@periodic("herinnering_beoordeling", title="Beoordelaars herinneren", every=settings.HERINNERING_SECONDS)
def remind_of_judging():
    """Write the reminders that are due today."""
    remind_beoordelaars(today())


@periodic("rondes_vastleggen", title="Geladen rondes vastleggen", every=60 * 60)
def seal_rondes():
    """Leave a seal of the rounds that `load_regeling` made."""
    seal_loaded()
