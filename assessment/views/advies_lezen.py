"""The settled advice and the judgements it rests on, for DUS-I; before it is settled these pages do not exist."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from applications.models import Aanvraag
from assessment.access import CASE
from assessment.actions.controleren import check_advies
from assessment.forms.controle import ControleForm
from assessment.models import Advies, Adviescontrole, Adviesstatus, Beoordeling
from assessment.reports.afwijkingen import read_afwijkingen
from assessment.reports.stappen import read_steps
from assessment.reports.vergelijking import compare_group
from assessment.views.vergelijken import lay_beside
from regions.permissions import RowPermissionMixin

CHECK = "assessment.draft_besluit"


class SettledAdviesGate(RowPermissionMixin):
    """Finds `self.advies`, settled, by the number of its aanvraag: role → 403, row and not settled → 404."""

    permission_required = "assessment.view_advies"

    def has_permission(self):
        user = self.request.user
        return user.has_perms(self.get_permission_required()) and self.advies is not None

    @cached_property
    def advies(self):
        aanvragen = Aanvraag.objects.visible_to(self.request.user).with_nummer(self.kwargs["nummer"])
        related = [f"aanvraag__{path}" for path in CASE]
        settled = Advies.objects.filter(status=Adviesstatus.VASTGESTELD).select_related(*related)
        return get_object_or_404(settled, aanvraag__in=aanvragen)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"advies": self.advies, "aanvraag": self.advies.aanvraag} | kwargs)


class BesluitAdvies(SettledAdviesGate, FormView):
    """The whole advice; whoever drafts the decision records here that it was checked (Awb 3:9)."""

    form_class = ControleForm
    template_name = "assessment/besluit_advies.html"

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm(CHECK):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        check_advies(self.advies, by=self.request.user, opmerking=form.cleaned_data["opmerking"])
        messages.success(self.request, "De controle van het advies is vastgelegd.")
        return redirect("besluit-advies", self.advies.aanvraag.nummer)

    def get_context_data(self, **kwargs):
        advies = self.advies
        controle = Adviescontrole.objects.filter(advies=advies).select_related("door").first()
        return super().get_context_data(
            controle=controle,
            may_check=controle is None and self.request.user.has_perm(CHECK),
            afwijkingen=read_afwijkingen(advies),
            steps=read_steps(advies.aanvraag, advies),
            **kwargs,
        )


class BesluitVergelijking(SettledAdviesGate, TemplateView):
    """The three judgements that the settled advice rests on, beside each other."""

    template_name = "assessment/besluit_vergelijking.html"

    def get_context_data(self, **kwargs):
        aanvraag, only_differences = self.advies.aanvraag, self.request.GET.get("toon") == "verschillen"
        vergelijking = compare_group(aanvraag, Beoordeling.objects.all())
        if vergelijking is None:
            return super().get_context_data(vergelijking=None, **kwargs)
        shown = lay_beside(aanvraag, vergelijking, self.advies, only_differences=only_differences)
        return super().get_context_data(**shown | kwargs)
