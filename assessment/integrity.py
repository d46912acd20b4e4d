"""Whether a decision, its letter and the file of it are still those that were approved and sent."""

from assessment.brieftekst import letter_sha256
from assessment.models import Besluit
from assessment.models.besluit import WRITTEN
from sto_portal.integriteit import look_at
from sto_portal.sporen.models import Spoor


def check_letters():
    """Yield an Uitslag for each letter that was approved or sent."""
    rows = Besluit.objects.filter(status__in=WRITTEN).select_related("aanvraag__regio", "aanvraag__ronde", "pdf")
    yield from look_at(rows.order_by("pk").iterator(chunk_size=100), letter_fault, name_of)


def name_of(besluit):
    return f"Besluit {besluit.pk}"


def letter_fault(besluit):
    """What is wrong with a letter, in Dutch, or ''."""
    if letter_sha256(besluit.onderwerp, besluit.brief) != besluit.brief_sha256:
        return f"Besluit {besluit.kenmerk}: de bewaarde brief hoort niet bij het controlegetal van het akkoord."
    sent = Spoor.objects.of(besluit).filter(wat__in=("send_besluit", "add_pdf")).last() if besluit.pdf_id else None
    if sent and sent.data.get("sha256") != besluit.pdf.sha256:
        return f"Besluit {besluit.kenmerk}: de bewaarde PDF is niet die van haar spoor."
    return ""
