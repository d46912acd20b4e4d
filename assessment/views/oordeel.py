"""The judgement on the plan that a region goes on from, for the region itself."""

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.delen import OF_ONDERDEEL
from applications.herkansing import Kanttekening, beside_paragraaf
from applications.taken import PAGES
from applications.views.paragraafgate import SLUGS, paragraaf_url
from assessment.reports.terugblik import find_rejection, find_unmet, group_by_paragraaf, look_back


class OordeelDetail(AanvraagGate, TemplateView):
    """What the committee found wanting, per paragraph, with what was changed since; only what the letter said."""

    template_name = "assessment/oordeel_detail.html"

    def get_context_data(self, **kwargs):
        terugblik = look_back(self.plan, self.request.user)
        if terugblik is None:
            raise Http404("Er is geen oordeel over een eerder plan.")
        regels = [{"regel": regel, "url": self.url_of(regel.paragraaf)} for regel in terugblik.paragrafen]
        return super().get_context_data(terugblik=terugblik, regels=regels, **kwargs)

    def url_of(self, paragraaf):
        """Where this paragraph is written."""
        if paragraaf.onderdeel in SLUGS:
            return paragraaf_url(self.aanvraag, paragraaf)
        return reverse(PAGES[OF_ONDERDEEL[paragraaf.onderdeel]], args=[self.aanvraag.nummer])


@beside_paragraaf
def judgements_beside(aanvraag, user):
    """What the committee found wanting, for each paragraph that it touches."""
    besluit = find_rejection(aanvraag.plan, user)
    if besluit is None:
        return {}
    return {
        paragraaf.pk: [Kanttekening(punt.vereiste.tekst, punt.reden) for punt, _vragen in rows]
        for paragraaf, rows in group_by_paragraaf(find_unmet(besluit), aanvraag.ronde).items()
    }
