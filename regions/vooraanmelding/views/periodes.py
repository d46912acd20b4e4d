"""When registering regions closes, for the coordinator."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from regions.models import Vooraanmeldperiode
from regions.vooraanmelding.forms.periodes import SluitingForm
from regions.vooraanmelding.periodes import ClosingError, change_closing
from regions.vooraanmelding.views.gate import DECIDE
from sto_portal.termijnen import LAST_MINUTE
from sto_portal.vormgeving.templatetags.sto import deadline


class VooraanmeldperiodeClose(PermissionRequiredMixin, FormView):
    """Change when a periode closes; a later moment opens one that was closed."""

    permission_required = DECIDE
    form_class = SluitingForm
    template_name = "regions/vooraanmeldperiode_close.html"

    @cached_property
    def periode(self):
        periodes = Vooraanmeldperiode.objects.select_related("regelingversie__regeling")
        return get_object_or_404(periodes, pk=self.kwargs["pk"])

    @property
    def list_url(self):
        return f"{reverse('vooraanmelding-list')}?periode={self.periode.pk}"

    def get_initial(self):
        last = timezone.localtime(self.periode.sluit_op - LAST_MINUTE)
        return {"datum": last.date(), "tijd": last.time()}

    def get_context_data(self, **kwargs):
        is_over = self.periode.sluit_op <= timezone.now()
        return super().get_context_data(periode=self.periode, list_url=self.list_url, is_over=is_over, **kwargs)

    def form_valid(self, form):
        sluit_op, reden = form.cleaned_data["sluit_op"], form.cleaned_data["reden"]
        try:
            changed = change_closing(periode=self.periode, sluit_op=sluit_op, reden=reden, by=self.request.user)
        except ClosingError as error:
            form.add_error("datum", str(error))
            return self.form_invalid(form)
        said = "De sluiting is veranderd." if changed else "Dit was de sluiting al. Er is niets veranderd."
        messages.success(self.request, f"{said} Aanmelden voor {self.periode} kan tot en met {deadline(sluit_op)}.")
        return redirect(self.list_url)
