"""The conceptcheck: the region shares its draft, DUS-I reads that text and remarks, the region reads the remarks."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, View

from applications.access import AanvraagGate
from applications.actions.conceptcheck import ANSWER, ConceptcheckError, answer_conceptcheck, share_concept
from applications.bestanden import files_in
from applications.forms.conceptcheck import RemarksForm, ShareForm
from applications.models import Aanvraag, Conceptcheck, Plan
from applications.reading import kept_page
from sto_portal.bestanden.responses import download
from sto_portal.vormgeving.lijsten import NearestPageMixin

SHARE = "applications.share_concept"
BESTAND = "conceptcheck-bestand"


class ConceptcheckShare(AanvraagGate, FormView):
    """For the region: share the draft, and read what DUS-I remarked."""

    write_permission = SHARE
    form_class = ShareForm
    template_name = "applications/conceptcheck_share.html"

    def form_valid(self, form):
        try:
            share_concept(aanvraag=self.aanvraag, vraag=form.cleaned_data["vraag"], by=self.request.user)
        except ConceptcheckError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, "De aanvraag zoals die nu is, is gedeeld met DUS-I.")
        return redirect("conceptcheck", self.aanvraag.nummer)

    def get_context_data(self, **kwargs):
        rows = self.aanvraag.conceptchecks.select_related("gedeeld_door", "beantwoord_door")
        checks = list(rows.prefetch_related("opmerkingen"))
        waits = any(check.beantwoord_op is None for check in checks)
        may_share = self.aanvraag.is_writable and self.request.user.has_perm(SHARE, self.aanvraag)
        return super().get_context_data(checks=checks, waits=waits, may_share=may_share and not waits, **kwargs)


class StaffGate(PermissionRequiredMixin):
    """Pages for who answers conceptchecks at DUS-I."""

    permission_required = ANSWER

    @cached_property
    def check(self):
        rows = Conceptcheck.objects.select_related(
            "aanvraag__regio", "aanvraag__ronde", "gedeeld_door", "plan__regio", "plan__ronde__regelingversie__regeling"
        )
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class ConceptcheckList(StaffGate, NearestPageMixin, ListView):
    """The drafts that regions shared and that wait for remarks, oldest first."""

    template_name = "applications/conceptcheck_list.html"
    context_object_name = "checks"
    paginate_by = 50

    def get_queryset(self):
        rows = Conceptcheck.objects.waiting().select_related("aanvraag__regio", "aanvraag__ronde", "gedeeld_door")
        return rows.order_by("gedeeld_op", "pk")


class ConceptcheckDetail(StaffGate, FormView):
    """The text as it was shared, never the running draft, and a remark for each part."""

    form_class = RemarksForm
    template_name = "applications/conceptcheck_detail.html"

    def form_valid(self, form):
        try:
            answer_conceptcheck(check=self.check, opmerkingen=form.cleaned_data, by=self.request.user)
        except ConceptcheckError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "De opmerkingen zijn naar de regio gestuurd.")
        return redirect("conceptcheck-list")

    def get_context_data(self, **kwargs):
        check = self.check
        return super().get_context_data(
            check=check,
            can_answer=check.beantwoord_op is None and check.aanvraag.is_writable,
            opmerkingen=list(check.opmerkingen.all()),
            leespagina=kept_page(check.plan, check.sha256, bestand_url=BESTAND),
            **kwargs,
        )


class ConceptcheckBestand(PermissionRequiredMixin, View):
    """A file of a text that was shared."""

    permission_required = ANSWER

    def get(self, request, nummer, pk):
        shared = Plan.objects.filter(conceptcheck__aanvraag__in=Aanvraag.objects.with_nummer(nummer))
        return download(get_object_or_404(files_in(shared), pk=pk))
