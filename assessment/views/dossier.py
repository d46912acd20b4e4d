from django.contrib import messages
from django.core.cache import cache
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.views.generic import TemplateView, View

from applications.actions import DOSSIER_PDF
from applications.models import Antwoord, Ondertekening
from applications.reading import read_plan
from assessment.access import CaseView
from assessment.reports.werkvoorraad import groups_of, step_of
from sto_portal.bestanden.models import Bestand
from sto_portal.bestanden.responses import download
from sto_portal.werk.actions import enqueue

KEPT_SECONDS = 60 * 60


def read_frozen(plan, aanvraag):
    """A filed plan as {"html", "codes": of the entries it shows}; kept, because it never changes. 13 queries if new."""
    key = f"leesplan-{plan.pk}-{plan.indiening.sha256}"
    found = cache.get(key)
    if found is None:
        plan.regio, plan.ronde = aanvraag.regio, aanvraag.ronde
        leesplan = read_plan(plan)
        html = render_to_string(
            "applications/_plan_lezen.html", {"leesplan": leesplan, "bestand_url": "beoordeling-bestand"}
        )
        found = {"html": html, "codes": codes_of(leesplan)}
        cache.set(key, found, KEPT_SECONDS)
    return found


def codes_of(leesplan):
    """The code of every entry of Bijlage B that has a place in this Leesplan."""
    paragrafen = [paragraaf for onderdeel in leesplan.onderdelen for paragraaf in onderdeel.paragrafen]
    vragen = [vraag for paragraaf in paragrafen for vraag in paragraaf.vragen]
    return {vraag.code for vraag in vragen} | {code for vraag in vragen for code, _titel in vraag.ook}


class BeoordelingRead(CaseView, TemplateView):
    """The frozen plan alone, with who has handed in."""

    template_name = "assessment/beoordeling_read.html"

    def get_context_data(self, **kwargs):
        leden = groups_of([self.object])[self.object.pk]
        may_advise = self.request.user.has_perm("assessment.write_advies", self.object)
        stap = step_of(self.object, leden)
        plan = read_frozen(self.object.plan, self.object)["html"]
        return super().get_context_data(leden=leden, stap=stap, may_advise=may_advise, plan=plan, **kwargs)


class BeoordelingBestand(CaseView, View):
    """A file of the plan of a case: an answer's or a signature's."""

    def get(self, request, *args, **kwargs):
        answers = Antwoord.objects.of(self.object.plan).values("bestand")
        signatures = Ondertekening.objects.of(self.object.plan).values("bestand")
        files = Bestand.objects.filter(Q(pk__in=answers) | Q(pk__in=signatures))
        return download(get_object_or_404(files, pk=kwargs["pk"]))


class BeoordelingDossier(CaseView, View):
    """The whole file as PDF; asks the worker for it where it was not yet made."""

    def get(self, request, *args, **kwargs):
        indiening = self.object.indieningen.filter(plan=self.object.plan).select_related("dossier").first()
        if indiening is None:
            raise Http404("Dit plan is niet ingediend.")
        if indiening.dossier:
            return download(indiening.dossier, inline=True)
        enqueue(DOSSIER_PDF, sleutel=f"indiening-{indiening.pk}", invoer={"indiening": indiening.pk})
        messages.info(request, "De PDF wordt nu gemaakt. Probeer het over een minuut opnieuw.")
        return redirect("beoordeling-read", self.object.nummer)
