from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView, View

from applications.models import Antwoord, Ondertekening
from assessment.access import CaseView
from assessment.reports.werkvoorraad import groups_of, step_of
from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.responses import download


class BeoordelingRead(CaseView, TemplateView):
    """The frozen plan alone, with who has handed in."""

    template_name = "assessment/beoordeling_read.html"

    def get_context_data(self, **kwargs):
        leden = groups_of([self.object])[self.object.pk]
        may_advise = self.request.user.has_perm("assessment.write_advies", self.object)
        stap = step_of(self.object, leden)
        return super().get_context_data(leden=leden, stap=stap, may_advise=may_advise, plan=self.object.plan, **kwargs)


class BeoordelingBestand(CaseView, View):
    """A file of the plan of a case: an answer's or a signature's."""

    def get(self, request, *args, **kwargs):
        answers = Antwoord.objects.of(self.object.plan).values("bestand")
        signatures = Ondertekening.objects.of(self.object.plan).values("bestand")
        files = Bestand.objects.filter(Q(pk__in=answers) | Q(pk__in=signatures))
        return download(get_object_or_404(files, pk=kwargs["pk"]))


class BeoordelingDossier(CaseView, View):
    """The whole file as PDF, once the worker has made it."""

    def get(self, request, *args, **kwargs):
        indiening = self.object.indieningen.filter(plan=self.object.plan).select_related("dossier").first()
        if indiening is None or indiening.dossier is None:
            raise Http404("Het dossier is nog niet gemaakt.")
        return download(indiening.dossier)
