from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView, View

from sto_portal.outbox.actions import ResendError, resend
from sto_portal.outbox.forms import BerichtFilter
from sto_portal.outbox.models import Bericht
from sto_portal.vormgeving.lijsten import NearestPageMixin

RESEND = "outbox.resend_bericht"


class BerichtView(PermissionRequiredMixin):
    """A page about mail, for staff."""

    permission_required = "outbox.view_bericht"


class BerichtList(BerichtView, NearestPageMixin, ListView):
    """All mail that the portal wrote, newest first, with what waits too long."""

    template_name = "outbox/bericht_list.html"
    context_object_name = "berichten"
    paginate_by = 50

    @cached_property
    def filter_form(self):
        return BerichtFilter(self.request.GET)

    def get_queryset(self):
        return self.filter_form.apply(Bericht.objects.defer("tekst", "geheim"))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.filter_form,
            late=Bericht.objects.overdue().count(),
            minutes=settings.OUTBOX_ALARM_MINUTES,
            is_filtered=bool(self.request.GET),
            **kwargs,
        )


class BerichtDetail(BerichtView, DetailView):
    """One mail as it was written, without what only the recipient may read."""

    template_name = "outbox/bericht_detail.html"
    context_object_name = "bericht"
    queryset = Bericht.objects.select_related("werk")

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_resend=self.request.user.has_perm(RESEND), **kwargs)


class BerichtResend(BerichtView, View):
    """Send one mail again."""

    permission_required = RESEND

    def post(self, request, pk):
        bericht = get_object_or_404(Bericht, pk=pk)
        try:
            resend(bericht, by=request.user)
        except ResendError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"Het bericht aan {bericht.aan} gaat zo opnieuw weg.")
        return redirect("bericht-detail", pk)
