from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from applications.actions import DOSSIER_PDF
from applications.bestanden import plan_files
from applications.reading import kept_page
from assessment.access import CaseView, leads
from assessment.reports.werkvoorraad import groups_of, with_step
from sto_portal.bestanden.responses import download
from sto_portal.bestanden.views import MadeFile
from sto_portal.werk.actions import enqueue

BESTAND = "beoordeling-bestand"


def read_frozen(plan, aanvraag):
    """The Leespagina of a filed plan; kept, because it never changes. 11 queries where nobody read it lately."""
    plan.regio, plan.ronde = aanvraag.regio, aanvraag.ronde
    return kept_page(plan, plan.indiening.sha256, bestand_url=BESTAND)


class BeoordelingRead(CaseView, TemplateView):
    """The frozen plan alone, with who has handed in."""

    template_name = "assessment/beoordeling_read.html"

    def get_queryset(self):
        return with_step(super().get_queryset())

    def get_context_data(self, **kwargs):
        leden = groups_of([self.object])[self.object.pk]
        may_advise = leads(self.request.user, self.object)
        plan = read_frozen(self.object.plan, self.object).plan
        return super().get_context_data(leden=leden, stap=self.object.stap, may_advise=may_advise, plan=plan, **kwargs)


class BeoordelingBestand(CaseView, View):
    """A file of the plan of a case: an answer's or a signature's."""

    def get(self, request, *args, **kwargs):
        return download(get_object_or_404(plan_files(self.object.plan), pk=kwargs["pk"]))


class BeoordelingDossier(CaseView, MadeFile):
    """The whole file as PDF, that a worker made when it was filed."""

    soort = DOSSIER_PDF
    subject = "Dossier als PDF"

    @cached_property
    def indiening(self):
        rows = self.object.indieningen.filter(plan=self.object.plan).select_related("dossier")
        return get_object_or_404(rows[:1])

    @property
    def back(self):
        nummer = self.object.nummer
        return f"Het plan van {nummer}", reverse("beoordeling-read", args=[nummer])

    @property
    def own_key(self):
        """That of the filing itself: the page of this work leads to the region, where a member may not come."""
        return f"indiening-{self.indiening.pk}"

    @property
    def invoer(self):
        return {"indiening": self.indiening.pk}

    def find_bestand(self):
        return self.indiening.dossier

    def post(self, request, *args, **kwargs):
        enqueue(self.soort, sleutel=self.own_key, invoer=self.invoer)
        return redirect(request.path)
