"""Whether the letter of a decision is still the one that was approved."""

from assessment.brieftekst import letter_sha256
from assessment.models import Besluit
from assessment.models.besluit import WRITTEN


def check_letters():
    """Yield what is wrong, as a Dutch sentence, with each letter that is no longer what was approved or sent."""
    rows = Besluit.objects.filter(status__in=WRITTEN).select_related("aanvraag__regio", "aanvraag__ronde")
    for besluit in rows.order_by("pk").iterator(chunk_size=100):
        if letter_sha256(besluit.onderwerp, besluit.brief) != besluit.brief_sha256:
            yield f"Besluit {besluit.kenmerk}: de bewaarde brief hoort niet bij het controlegetal van het akkoord."
