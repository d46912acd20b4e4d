"""A whole plan on one page, as a PDF and its budget as a workbook."""

from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from applications.access import AanvraagGate
from applications.actions import DOSSIER_PDF
from applications.canonical import checksum, plan_json
from applications.contents import Planinhoud
from applications.models import Indiening
from applications.reading import kept_page, make_page
from applications.spreadsheet import begroting_xlsx
from applications.work import CONCEPT_PDF
from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.responses import attachment, download
from sto_portal.werk.actions import enqueue

BESTAND = "aanvraag-bestand"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PlanRead(AanvraagGate, TemplateView):
    """Every question with its answer, every table, in the order of Bijlage B."""

    template_name = "applications/plan_read.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(leespagina=self.read(), **kwargs)

    def read(self):
        """The Leespagina: kept where the plan was filed, of this moment where it is being written."""
        filed = Indiening.objects.filter(plan=self.plan).values_list("sha256", flat=True).first()
        if filed is None:
            return make_page(self.plan, bestand_url=BESTAND)
        return kept_page(self.plan, filed, bestand_url=BESTAND)


class DossierPdf(AanvraagGate, View):
    """The dossier that a worker makes; until it is there, the page with the progress of that work."""

    def get(self, request, *args, **kwargs):
        indiening = Indiening.objects.filter(plan=self.plan).select_related("dossier").first()
        if indiening is None:
            return self.give_concept()
        if indiening.dossier:
            return download(indiening.dossier, inline=True)
        sleutel = f"indiening-{indiening.pk}-{request.user.pk}"
        return redirect(enqueue(DOSSIER_PDF, sleutel=sleutel, invoer={"indiening": indiening.pk}, by=request.user))

    def give_concept(self):
        """A PDF of the draft as it stands now, made once for each person and each state of the draft."""
        user, stand = self.request.user, checksum(plan_json(self.plan))[:16]
        werk = enqueue(
            CONCEPT_PDF, sleutel=f"plan-{self.plan.pk}-{stand}-{user.pk}", invoer={"plan": self.plan.pk}, by=user
        )
        made = (werk.resultaat or {}).get("bestand")
        return download(Bestand.objects.get(pk=made), inline=True) if made else redirect(werk)


class BegrotingXlsx(AanvraagGate, View):
    def get(self, request, *args, **kwargs):
        name = f"begroting-{self.aanvraag.nummer}.xlsx"
        return attachment(begroting_xlsx(Planinhoud(self.plan)), name=name, mimetype=XLSX)
