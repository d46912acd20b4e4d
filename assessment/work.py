from django.db import transaction
from django.urls import reverse

from assessment.actions.besluiten import SEND, lock, send_besluit
from assessment.models import Besluit
from sto_portal.accounts.models import User
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.zip import make_zip
from sto_portal.werk.register import work

ZIP = "besluiten_zip"


@work(SEND, title="Besluit verzenden")
def send_one_besluit(taak):
    """Make and send the letter of one Besluit; safe to run again."""
    with transaction.atomic():
        besluit = lock(Besluit(pk=taak.invoer["besluit"]))
    besluit = send_besluit(besluit, by=User.objects.get(pk=taak.invoer["door"]))
    return {"url": reverse("besluit-detail", args=[besluit.aanvraag.nummer])}


@work(ZIP, title="Besluiten in een ZIP-bestand")
def make_besluiten_zip(taak):
    """Put the letters of the chosen sent decisions in one ZIP file."""
    chosen = Besluit.objects.filter(pk__in=taak.invoer["besluiten"], pdf__isnull=False).select_related("pdf")
    files = []
    for done, besluit in enumerate(chosen, start=1):
        files.append((besluit.pdf.naam, besluit.pdf.read()))
        taak.report(done, len(chosen))
    with taak.fenced():
        bestand = store(make_zip(files), name="besluiten.zip", kind="besluiten_zip", by=taak.by)
    return {"url": reverse("besluit-zip-download", args=[taak.pk]), "bestand": bestand.pk}
