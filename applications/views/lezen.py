"""A whole plan on one page, as a PDF and its budget as a workbook."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from applications.access import AanvraagGate
from applications.actions import DOSSIER_PDF
from applications.contents import Planinhoud
from applications.models import Indiening
from applications.reading import kept_page, make_page
from applications.spreadsheet import begroting_xlsx
from applications.stempel import stamp
from applications.work import CONCEPT_PDF
from sto_portal.bestanden.responses import attachment, download, made_by
from sto_portal.werk.actions import enqueue

BESTAND = "aanvraag-bestand"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONCEPT, INGEDIEND = "concept", "ingediend"
NO_CONCEPT = "Er is nu geen concept van deze aanvraag. Download het dossier van wat is ingediend."


class WholePlan(AanvraagGate):
    """A whole plan. Who supplements has two: what was filed is `?versie=ingediend`, the draft `?versie=concept`.

    `standaard` is the one that an address without a versie gives.
    """

    standaard = CONCEPT

    @property
    def versie(self):
        asked = self.request.GET.get("versie")
        return asked if asked in {CONCEPT, INGEDIEND} else self.standaard

    @cached_property
    def plan(self):
        aanvraag = self.aanvraag
        if self.verzoek is None or self.versie == CONCEPT:
            return aanvraag.plan
        filed = self.verzoek.plan.vorige
        filed.regio, filed.ronde = aanvraag.regio, aanvraag.ronde
        return filed


class PlanRead(WholePlan, TemplateView):
    """Every question with its answer, every table, in the order of Bijlage B."""

    template_name = "applications/plan_read.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(leespagina=self.read(), is_concept=self.versie == CONCEPT, **kwargs)

    def read(self):
        """The Leespagina: kept where the plan was filed, of this moment where it is being written."""
        filed = Indiening.objects.filter(plan=self.plan).values_list("sha256", flat=True).first()
        if filed is None:
            return make_page(self.plan, bestand_url=BESTAND)
        return kept_page(self.plan, filed, bestand_url=BESTAND)


class DossierPdf(WholePlan, View):
    """The dossier of what was filed, or the draft; until a worker made it, the page with the progress of that work."""

    standaard = INGEDIEND

    def get(self, request, *args, **kwargs):
        indiening = Indiening.objects.filter(plan=self.plan).select_related("dossier").first()
        if indiening is None:
            return self.give_concept()
        if self.versie == CONCEPT:
            messages.error(request, NO_CONCEPT)
            return redirect(self.aanvraag)
        if indiening.dossier:
            return download(indiening.dossier, inline=True)
        sleutel = f"indiening-{indiening.pk}-{request.user.pk}"
        return redirect(enqueue(DOSSIER_PDF, sleutel=sleutel, invoer={"indiening": indiening.pk}, by=request.user))

    def give_concept(self):
        """A PDF of the draft as it stands now, made once for each person and each save."""
        user = self.request.user
        sleutel = f"plan-{self.plan.pk}-{stamp(self.plan)[:16]}-{user.pk}"
        return made_by(enqueue(CONCEPT_PDF, sleutel=sleutel, invoer={"plan": self.plan.pk}, by=user))


class BegrotingXlsx(WholePlan, View):
    def get(self, request, *args, **kwargs):
        name = f"begroting-{self.aanvraag.nummer}.xlsx"
        return attachment(begroting_xlsx(Planinhoud(self.plan)), name=name, mimetype=XLSX)
