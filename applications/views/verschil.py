"""What changed between this plan and the one it was made from."""

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.verschil import earlier_plans, filed_plans, kept_verschil, make_verschil


class VerschilMixin:
    """Context for the difference between `self.plan` and an earlier plan; `?met=2` is the one before the nearest."""

    @cached_property
    def filed(self):
        return filed_plans(self.plan.regio_id)

    @cached_property
    def earlier(self):
        found = earlier_plans(self.plan, self.filed)
        if not found:
            raise Http404("Dit plan is niet uit een ander plan gemaakt.")
        return found

    @property
    def met(self):
        """The place of the chosen plan among the earlier ones, from 1; the nearest where the address makes no sense."""
        asked = self.request.GET.get("met", "")
        return int(asked) if asked in map(str, range(1, len(self.earlier) + 1)) else 1

    def get_context_data(self, **kwargs):
        oud = self.earlier[self.met - 1]
        filed = self.filed.get(self.plan.pk)
        verschil = kept_verschil(oud, filed) if filed else make_verschil(oud, self.plan)
        tabs = [
            {"label": name_of(plan), "url": f"{self.request.path}?met={place}", "current": place == self.met}
            for place, plan in enumerate(self.earlier, 1)
        ]
        own = {"oud": oud, "tabs": tabs if len(tabs) > 1 else [], "verschil": verschil}
        return super().get_context_data(**own | kwargs)


def name_of(plan):
    """'Tweede aanvraagronde, indiening 1'."""
    return f"{plan.ronde.naam}, indiening {plan.indiening.nummer}"


class VerschilDetail(VerschilMixin, AanvraagGate, TemplateView):
    """For the region and DUS-I: the draft or filed plan beside what was filed before."""

    template_name = "applications/verschil_detail.html"
