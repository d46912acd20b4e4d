"""What a plan offers so far for each vereiste it will be judged by, for who writes it."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from applications.access import AanvraagGate
from applications.contents import Planinhoud
from assessment.models import Rondekader
from assessment.reports.rode_draad import read_rode_draad


class RodeDraadDetail(AanvraagGate, TemplateView):
    """Bijlage B beside Bijlage C: the entries per vereiste, with where they stand and what is in them."""

    template_name = "assessment/rode_draad.html"

    def get_context_data(self, **kwargs):
        rondekader = get_object_or_404(Rondekader.objects.select_related("kader"), ronde=self.aanvraag.ronde_id)
        draad = read_rode_draad(Planinhoud(self.plan), rondekader.kader)
        vereisten = [each for _deelaspect, found in draad for each in found if each.status != "neutral"]
        return super().get_context_data(
            draad=draad,
            klaar=sum(each.status == "klaar" for each in vereisten),
            totaal=len(vereisten),
            **kwargs,
        )
