from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from applications.actions.remind import find_writers
from assessment.actions.verzenden import ApprovalLostError, request_sending
from assessment.brief import lost_signs
from assessment.models import Besluitstatus
from assessment.views.besluitgate import BesluitGate
from assessment.work import PDF
from sto_portal.bestanden.glyphs import explain_missing
from sto_portal.bestanden.views import MadeFile
from sto_portal.workflow import TransitionError

NOBODY = (
    "Niemand van deze regio heeft een account. Het portaal stuurt dus geen mail. Vraag de coördinator om eerst een "
    "penvoerder toe te voegen, of stuur de brief na het verzenden ook per post."
)


class BesluitSend(BesluitGate, TemplateView):
    """Ask once more, then let the worker send the letter that was approved."""

    permission_required = "assessment.send_besluit"
    template_name = "assessment/besluit_send.html"

    def get(self, request, *args, **kwargs):
        if not self.besluit.can("send"):
            status = self.besluit.get_status_display().lower()
            messages.error(request, f"U kunt dit besluit niet verzenden. De status is nu: {status}.")
            return redirect(self.besluit)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        besluit = self.besluit
        writers = [lid.user.email for lid in find_writers(besluit.aanvraag.regio, since=timezone.now())]
        told = f"De penvoerder en de mede-auteurs krijgen een mail: {', '.join(writers)}." if writers else NOBODY
        return super().get_context_data(
            besluit=besluit,
            aanvraag=besluit.aanvraag,
            send_url=reverse("besluit-send", args=[besluit.aanvraag.nummer]),
            consequences=[
                "De brief krijgt de datum van de dag van verzending en kan daarna niet meer veranderen.",
                "De regio vindt de brief in het portaal.",
                told,
                *([f"In de brief: {explain_missing(lost)}"] if (lost := lost_signs(besluit)) else []),
            ],
            **kwargs,
        )

    def post(self, request, **_kwargs):
        try:
            request_sending(self.besluit, by=request.user)
        except ApprovalLostError as error:
            messages.error(request, f"{error} Het besluit is niet verzonden. Iemand moet opnieuw akkoord geven.")
        except TransitionError as error:
            messages.error(request, str(error))
        return redirect(self.besluit)


class BesluitPdf(BesluitGate, MadeFile):
    """The letter as it was sent, of the decision in force; 404 until then. Sending it made the PDF."""

    soort = PDF
    subject = "Brief als PDF"
    joined = ("pdf",)

    def find_besluit(self, rows):
        sent = rows.filter(status=Besluitstatus.VERZONDEN)
        return super().find_besluit(sent if "volgnummer" in self.kwargs else sent.in_force())

    @property
    def back(self):
        return f"Besluit {self.besluit.kenmerk}", self.besluit.get_absolute_url()

    @property
    def own_key(self):
        return f"{self.besluit.pk}:{self.request.user.pk}"

    @property
    def invoer(self):
        return {"besluit": self.besluit.pk}

    def find_bestand(self):
        return self.besluit.pdf
