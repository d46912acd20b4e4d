from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView, FormView, ListView, TemplateView, UpdateView, View

from sto_portal.accounts.actions import (
    AccountError,
    change_user,
    end_role,
    give_role,
    invite_user,
    send_invitation,
    set_access,
)
from sto_portal.accounts.forms import RoleForm, UserFilter, UserForm
from sto_portal.accounts.models import User
from sto_portal.accounts.tweestaps.actions import take_away_factors
from sto_portal.accounts.tweestaps.plicht import factors_of
from sto_portal.roles import Landelijkerol
from sto_portal.vormgeving.lijsten import NearestPageMixin


@login_not_required
def not_offered(_request, **_kwargs):
    """A page that allauth would serve and this portal does not: it does not exist."""
    raise Http404("Deze pagina is er niet.")


class UserView(PermissionRequiredMixin):
    """A page for the beheerder, who may give and take access but decides nothing."""

    permission_required = "accounts.change_user"


class OneUserView(UserView):
    """A page about one person: `self.person`, which is not the person who looks."""

    @cached_property
    def person(self):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    @property
    def person_url(self):
        return reverse("user-detail", args=[self.person.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.person, person_url=self.person_url, **kwargs)

    def done(self, message):
        messages.success(self.request, message)
        return redirect(self.person_url)

    def refuse(self, error):
        messages.error(self.request, str(error))
        return redirect(self.person_url)


class UserList(UserView, NearestPageMixin, ListView):
    template_name = "accounts/user_list.html"
    context_object_name = "people"
    paginate_by = 50

    @cached_property
    def filter_form(self):
        return UserFilter(self.request.GET)

    def get_queryset(self):
        return self.filter_form.apply(User.objects.all())

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.filter_form, **kwargs)


class UserInvite(UserView, FormView):
    """A new account, with a mail to choose a password; posting twice gives one account."""

    form_class = UserForm
    template_name = "accounts/user_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"submit": "Nodig uit"}

    def form_valid(self, form):
        try:
            user = invite_user(by=self.request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{user.naam} is uitgenodigd. De e-mail gaat naar {user.email}.")
        return redirect("user-detail", user.pk)


class UserEdit(OneUserView, UpdateView):
    form_class = UserForm
    template_name = "accounts/user_form.html"

    def get_object(self, queryset=None):
        return get_object_or_404(User, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"submit": "Sla op"}

    def form_valid(self, form):
        try:
            change_user(user=self.person, by=self.request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.done("De gegevens zijn opgeslagen.")


class UserDetail(OneUserView, DetailView):
    """One person with the national roles: those of now, to come and past."""

    template_name = "accounts/user_detail.html"

    def get_object(self, queryset=None):
        return self.person

    def get_context_data(self, **kwargs):
        now = timezone.now()
        roles = list(self.person.aanstellingen.order_by("-vanaf", "-pk"))
        for row in roles:
            row.begins_later = row.vanaf > now
            row.is_over = row.tot is not None and row.tot <= now
        return super().get_context_data(
            roles=roles,
            is_self=self.person == self.request.user,
            has_factor=factors_of(self.person).exists(),
            can_be_invited=self.person.is_active and self.person.last_login is None,
            **kwargs,
        )


class UserReinvite(OneUserView, View):
    """Mail the link to choose a password again."""

    def post(self, request, **_kwargs):
        try:
            send_invitation(user=self.person, by=request.user)
        except AccountError as error:
            return self.refuse(error)
        return self.done(f"De uitnodiging gaat naar {self.person.email}. Er gaat er hoogstens één per dag uit.")


class UserAccess(OneUserView, TemplateView):
    """Ask once more, then open or close the account, as `opens` of the address says."""

    template_name = "accounts/user_access.html"

    def post(self, request, *, opens, **_kwargs):
        try:
            set_access(user=self.person, active=opens, by=request.user)
        except AccountError as error:
            return self.refuse(error)
        return self.done(f"{self.person} mag weer inloggen." if opens else f"{self.person} heeft geen toegang meer.")


class UserFactors(OneUserView, TemplateView):
    """Ask once more, then take away the second step of someone who lost it."""

    template_name = "accounts/user_factors.html"

    def post(self, request, **_kwargs):
        try:
            take_away_factors(user=self.person, by=request.user)
        except AccountError as error:
            return self.refuse(error)
        return self.done(f"De tweede stap van {self.person} is weggehaald. Deze persoon krijgt daarvan een e-mail.")


class RoleGive(OneUserView, FormView):
    form_class = RoleForm
    template_name = "accounts/role_form.html"

    def form_valid(self, form):
        try:
            row = give_role(user=self.person, by=self.request.user, **form.cleaned_data)
        except AccountError as error:
            form.add_error("rol", str(error))
            return self.form_invalid(form)
        return self.done(f"{self.person} heeft de rol {Landelijkerol(row.rol).label.lower()} gekregen.")


class RoleEnd(OneUserView, TemplateView):
    """Ask once more, then end a role."""

    template_name = "accounts/role_end.html"

    @cached_property
    def aanstelling(self):
        return get_object_or_404(self.person.aanstellingen.select_related("user"), pk=self.kwargs["aanstelling"])

    def get_context_data(self, **kwargs):
        consequences = [f"{self.person} kan vanaf nu niets meer doen met deze rol.", "Wat gedaan is, blijft bewaard."]
        own = {"aanstelling": self.aanstelling, "consequences": consequences}
        return super().get_context_data(**kwargs | own)

    def post(self, request, **_kwargs):
        try:
            end_role(aanstelling=self.aanstelling, by=request.user)
        except AccountError as error:
            return self.refuse(error)
        return self.done(f"De rol {self.aanstelling.get_rol_display().lower()} is beëindigd.")
