"""The members of the committee, for the coordinator."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from assessment.actions.leden import COMMITTEE, appoint_member
from assessment.forms.leden import CommissierolForm, LidForm, RoleindForm
from assessment.models import Commissielid
from assessment.reports.leden import read_leden, roles_of, split_belangen
from sto_portal.accounts.actions import AccountError, end_role, set_role_end


class LedenView(PermissionRequiredMixin):
    """Gate of the pages with which the coordinator keeps the committee."""

    permission_required = "assessment.change_commissielid"


class LidList(LedenView, TemplateView):
    """Everyone who is or was in the committee, with role, period and interests."""

    template_name = "assessment/lid_list.html"

    def get_context_data(self, **kwargs):
        leden = read_leden()
        now, before = [lid for lid in leden if not lid.is_former], [lid for lid in leden if lid.is_former]
        return super().get_context_data(leden=now, eerdere=before, **kwargs)


class LidCreate(LedenView, FormView):
    """A new member: someone with an account, or someone who is invited."""

    form_class = LidForm
    template_name = "assessment/lid_form.html"

    def form_valid(self, form):
        try:
            lid = appoint_member(by=self.request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{lid} hoort nu bij de commissie.")
        return redirect("lid-detail", lid.pk)


class OneLid(LedenView):
    """A page about one member: `self.lid`."""

    @cached_property
    def lid(self):
        return get_object_or_404(Commissielid.objects.select_related("user"), pk=self.kwargs["lid"])

    @property
    def lid_url(self):
        return reverse("lid-detail", args=[self.lid.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**(kwargs | {"lid": self.lid, "lid_url": self.lid_url}))


class LidDetail(OneLid, TemplateView):
    """One member: the roles and the interests, those of now and those that are over."""

    template_name = "assessment/lid_detail.html"

    def get_context_data(self, **kwargs):
        now, over = split_belangen(self.lid)
        return super().get_context_data(rollen=roles_of(self.lid), belangen=now, eerdere=over, **kwargs)


class LidRole(OneLid, FormView):
    """One more role in the committee for a member, or the same again."""

    form_class = CommissierolForm
    template_name = "assessment/lid_rol.html"

    def form_valid(self, form):
        user = self.lid.user
        try:
            appoint_member(naam=user.naam, email=user.email, by=self.request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error("rol", str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{self.lid} heeft de rol gekregen.")
        return redirect(self.lid_url)


class LidRoleEdit(OneLid, FormView):
    """Until when a role in the committee holds, or its end now."""

    form_class = RoleindForm
    template_name = "assessment/lid_rol.html"

    @cached_property
    def aanstelling(self):
        rows = self.lid.user.aanstellingen.filter(rol__in=COMMITTEE).select_related("user")
        return get_object_or_404(rows, pk=self.kwargs["aanstelling"])

    def get_initial(self):
        return {"tot": last_day_of(self.aanstelling)}

    def form_valid(self, form):
        try:
            if "nu" in self.request.POST:
                end_role(aanstelling=self.aanstelling, by=self.request.user)
            else:
                set_role_end(aanstelling=self.aanstelling, tot=form.cleaned_data["tot"], by=self.request.user)
        except AccountError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"De rol van {self.lid} is veranderd.")
        return redirect(self.lid_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(aanstelling=self.aanstelling, **kwargs)


def last_day_of(aanstelling):
    """The last day on which a role holds, as its form shows it; None without end."""
    if aanstelling.tot is None:
        return None
    return timezone.localdate(aanstelling.tot - timedelta(microseconds=1))
