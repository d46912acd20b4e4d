"""A whole plan on one page, as a PDF and its budget as a workbook."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from applications.access import VIEW_AANVRAAG, AanvraagGate
from applications.actions import DOSSIER_PDF
from applications.contents import Planinhoud
from applications.models import Indiening
from applications.reading import kept_page, make_page
from applications.spreadsheet import begroting_xlsx
from applications.stempel import stamp
from applications.work import CONCEPT_PDF
from sto_portal.bestanden.responses import attachment
from sto_portal.bestanden.views import MadeFile

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
        return super().get_context_data(
            leespagina=self.read(),
            is_concept=self.versie == CONCEPT,
            is_unfiled=self.filed is None,
            dossier_url=self.dossier_url,
            **kwargs,
        )

    @cached_property
    def filed(self):
        """The checksum under which this plan was filed; None where it is being written."""
        return Indiening.objects.filter(plan=self.plan).values_list("sha256", flat=True).first()

    @property
    def dossier_url(self):
        """The address of this plan as PDF."""
        url = reverse("dossier-pdf", args=[self.aanvraag.nummer])
        return f"{url}?versie={CONCEPT}" if self.verzoek and self.versie == CONCEPT else url

    def read(self):
        """The Leespagina: kept where the plan was filed, of this moment where it is being written."""
        if self.filed is None:
            return make_page(self.plan, bestand_url=BESTAND)
        return kept_page(self.plan, self.filed, bestand_url=BESTAND)


class DossierPdf(WholePlan, MadeFile):
    """The dossier of what was filed, that a worker makes at filing, or the draft as it stands now."""

    write_permission = VIEW_AANVRAAG
    standaard = INGEDIEND

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission() and self.indiening and self.versie == CONCEPT:
            messages.error(request, NO_CONCEPT)
            return redirect(self.aanvraag)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def indiening(self):
        """What was filed of this plan, None for a draft."""
        return Indiening.objects.filter(plan=self.plan).select_related("dossier").first()

    @property
    def soort(self):
        return DOSSIER_PDF if self.indiening else CONCEPT_PDF

    @property
    def subject(self):
        return "Dossier als PDF" if self.indiening else "Concept als PDF"

    @property
    def back(self):
        return self.aanvraag.nummer, self.aanvraag.get_absolute_url()

    @cached_property
    def own_key(self):
        """One for each person, and of a draft for each save."""
        about = f"indiening-{self.indiening.pk}" if self.indiening else f"plan-{self.plan.pk}-{stamp(self.plan)[:16]}"
        return f"{about}-{self.request.user.pk}"

    @property
    def prepared_key(self):
        return f"indiening-{self.indiening.pk}" if self.indiening else None

    @property
    def invoer(self):
        return {"indiening": self.indiening.pk} if self.indiening else {"plan": self.plan.pk}

    def find_bestand(self):
        return self.indiening.dossier if self.indiening else super().find_bestand()


class BegrotingXlsx(WholePlan, View):
    def get(self, request, *args, **kwargs):
        name = f"begroting-{self.aanvraag.nummer}.xlsx"
        return attachment(begroting_xlsx(Planinhoud(self.plan)), name=name, mimetype=XLSX)
