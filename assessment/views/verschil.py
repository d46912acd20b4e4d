from django.views.generic import TemplateView

from applications.views.verschil import VerschilMixin
from assessment.access import CaseView


class BeoordelingVerschil(VerschilMixin, CaseView, TemplateView):
    """For the committee: the filed plan beside an earlier one, answer by answer and line by line."""

    template_name = "assessment/beoordeling_verschil.html"

    @property
    def plan(self):
        plan = self.object.plan
        plan.ronde = self.object.ronde
        return plan
