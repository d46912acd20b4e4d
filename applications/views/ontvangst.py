"""The receipt of what was filed, as a PDF."""

from django.views.generic import View

from applications.actions.submit import RECEIPT_PDF
from applications.views.submit import IndieningGate
from sto_portal.bestanden.responses import made_by
from sto_portal.werk.actions import enqueue


class ReceiptPdf(IndieningGate, View):
    """The receipt that a worker makes at filing; until it is there, the page with the progress of that work."""

    def get(self, request, *args, **kwargs):
        user, pk = request.user, self.indiening.pk
        werk = enqueue(RECEIPT_PDF, sleutel=f"ontvangst-{pk}-{user.pk}", invoer={"indiening": pk}, by=user)
        return made_by(werk)
