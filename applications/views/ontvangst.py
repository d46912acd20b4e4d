"""The receipt of what was filed, as a PDF."""

from django.urls import reverse

from applications.access import VIEW_AANVRAAG
from applications.actions.submit import RECEIPT_PDF
from applications.views.submit import IndieningGate
from sto_portal.bestanden.views import MadeFile


class ReceiptPdf(IndieningGate, MadeFile):
    """The receipt that a worker makes at filing."""

    write_permission = VIEW_AANVRAAG
    soort = RECEIPT_PDF
    subject = "Ontvangstbewijs als PDF"

    @property
    def back(self):
        return "Ontvangstbewijs", reverse("indiening-detail", args=[self.aanvraag.nummer])

    @property
    def own_key(self):
        return f"ontvangst-{self.indiening.pk}-{self.request.user.pk}"

    @property
    def prepared_key(self):
        return f"ontvangst-{self.indiening.pk}-{self.indiening.door_id}"

    @property
    def invoer(self):
        return {"indiening": self.indiening.pk}
