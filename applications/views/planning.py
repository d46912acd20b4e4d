"""The pictures of an activiteitenplan: its time line, and its risks by chance and impact."""

from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.models import Activiteit, Groep, Grootte, Risico
from applications.planning import balken_of, make_matrix, make_planning
from applications.planrijen import Planrijen
from applications.rijen import BY_MODEL


class PlanningDetail(AanvraagGate, TemplateView):
    """Activities per goal over the years of the subsidy period (Bijlage B.2 §2)."""

    groep = Groep.ACTIVITEITENPLAN
    template_name = "applications/planning_detail.html"

    def get_context_data(self, **kwargs):
        planning, versie = make_planning(Planrijen(self.plan)), self.aanvraag.ronde.regelingversie
        home = BY_MODEL[Activiteit._meta.model_name].home(self.aanvraag)
        return super().get_context_data(
            planning=planning, lijnen=balken_of(planning), versie=versie, home=home, **kwargs
        )


class RisicoMatrix(AanvraagGate, TemplateView):
    """Three sizes of chance against three of impact, with the risks in them (Bijlage B.2 §3.3)."""

    groep = Groep.ACTIVITEITENPLAN
    template_name = "applications/risico_matrix.html"

    def get_context_data(self, **kwargs):
        risicos = list(Risico.objects.of(self.plan))
        home = BY_MODEL[Risico._meta.model_name].home(self.aanvraag)
        return super().get_context_data(
            risicos=risicos, matrix=make_matrix(risicos), groottes=Grootte.labels, home=home, **kwargs
        )
