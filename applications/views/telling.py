"""The counted pupils of the schools of a plan beside what the plan says, and filling them in."""

from collections import Counter

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView

from applications.access import PlanEditGate
from applications.actions.tellingen import fill_aanbod
from applications.models import Groep
from applications.tellingen import Gevolg, propose


class TellingForm(forms.Form):
    """Whether what people filled in themselves is replaced too."""

    use_required_attribute = False
    overschrijf = forms.BooleanField(required=False, label="Vervang ook wat u zelf anders invulde")


class AanbodTelling(PlanEditGate, FormView):
    """Shows first what each number would become; rows that people filled in stay unless they ask otherwise."""

    groep = Groep.REGIOVISIE
    form_class = TellingForm
    template_name = "applications/aanbod_telling.html"

    def form_valid(self, form):
        written = fill_aanbod(plan=self.plan, overwrite=form.cleaned_data["overschrijf"], by=self.request.user)
        told = f"{written} {'aantal' if written == 1 else 'aantallen'} ingevuld." if written else "Alles stond er al."
        messages.success(self.request, told)
        return redirect("aanbod-list", self.aanvraag.nummer)

    def get_context_data(self, **kwargs):
        voorstellen = propose(self.plan)
        counts = Counter(voorstel.gevolg for voorstel in voorstellen)
        return super().get_context_data(
            voorstellen=voorstellen,
            nieuw=counts[Gevolg.NIEUW] + counts[Gevolg.AANVULLING],
            anders=counts[Gevolg.ANDERS],
            laag=sum(voorstel.laag for voorstel in voorstellen),
            hoog=sum(voorstel.hoog for voorstel in voorstellen),
            instroom=sum(voorstel.instroom for voorstel in voorstellen),
            nu=sum(voorstel.nu or 0 for voorstel in voorstellen),
            **kwargs,
        )
