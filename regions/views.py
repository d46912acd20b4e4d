from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, View

from regions.actions import (
    MembershipError,
    change_role,
    end_membership,
    grantable,
    invite_member,
    lock_member,
    tell_member,
)
from regions.forms import MemberForm, RegioFilter, RoleForm
from regions.models import Lidmaatschap, Regio
from sto_portal.accounts.views import UserDetail
from sto_portal.namen import NameKey
from sto_portal.roles import Regiorol
from sto_portal.vormgeving.lijsten import NearestPageMixin, page_of

REGIOS_PER_PERSON = 50
CHANGE = "regions.change_lidmaatschap"


class RegioList(PermissionRequiredMixin, NearestPageMixin, ListView):
    """Every region with its penvoerder and its number of members, for DUS-I and the beheerder."""

    permission_required = "regions.view_regio"
    template_name = "regions/regio_list.html"
    context_object_name = "regios"
    paginate_by = 100

    @cached_property
    def filter_form(self):
        return RegioFilter(self.request.GET)

    def get_queryset(self):
        current = Lidmaatschap.objects.current()
        leads = current.filter(rol=Regiorol.PENVOERDER).select_related("user").order_by(NameKey("user__naam"), "pk")
        regios = self.filter_form.apply(Regio.objects.all())
        return regios.prefetch_related(Prefetch("lidmaatschappen", leads, to_attr="penvoerders"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(form=self.filter_form, **kwargs)
        members = Lidmaatschap.objects.current().filter(regio__in=[regio.pk for regio in context["regios"]])
        counts = dict(members.order_by().values_list("regio").annotate(Count("pk")))
        for regio in context["regios"]:
            regio.members = counts.get(regio.pk, 0)
        return context


class RegioView(PermissionRequiredMixin):
    """A page about one region, found by its number within what the person may see; `change` is asked to write."""

    permission_required = "regions.view_lidmaatschap"

    def has_permission(self):
        user, required = self.request.user, self.get_permission_required()
        return user.has_perms(required) and user.has_perms(required, self.regio)

    @cached_property
    def regio(self):
        return get_object_or_404(Regio.objects.visible_to(self.request.user), nummer=self.kwargs["nummer"])

    @property
    def members_url(self):
        return reverse("regio-members", args=[self.regio.nummer])

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            regio=self.regio,
            may_change=user.has_perm(CHANGE, self.regio),
            list_name="Regio's" if user.has_perm("regions.view_regio") else "Aanvragen",
            list_url=reverse("regio-list" if user.has_perm("regions.view_regio") else "aanvraag-list"),
            **kwargs,
        )

    def done(self, message):
        messages.success(self.request, message)
        return redirect(self.members_url)

    def refuse(self, error):
        messages.error(self.request, str(error))
        return redirect(self.members_url)


class RegioMembers(RegioView, TemplateView):
    """Who is a member with which role, and who was."""

    template_name = "regions/regio_members.html"

    def get_context_data(self, **kwargs):
        rows = self.regio.lidmaatschappen.select_related("user").order_by(NameKey("user__naam"), "user", "-vanaf")
        current = set(self.regio.lidmaatschappen.current().values_list("pk", flat=True))
        return super().get_context_data(
            leden=[lid for lid in rows if lid.pk in current],
            oud_leden=[lid for lid in rows if lid.pk not in current],
            **kwargs,
        )


class MemberAdd(RegioView, FormView):
    """Invite someone to this region by mail, with or without an account."""

    permission_required = CHANGE
    form_class = MemberForm
    template_name = "regions/member_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rollen": grantable(self.request.user, self.regio)}

    def form_valid(self, form):
        try:
            lid = invite_member(regio=self.regio, by=self.request.user, **form.cleaned_data)
        except MembershipError as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        rol = lid.get_rol_display().lower()
        return self.done(f"{lid.user} is nu {rol} van {self.regio}. De uitnodiging gaat naar {lid.user.email}.")


class MemberView(RegioView):
    """A page or button about one member, present or past, of this region."""

    permission_required = CHANGE

    @cached_property
    def lid(self):
        return get_object_or_404(self.regio.lidmaatschappen.select_related("user", "regio"), pk=self.kwargs["pk"])

    @property
    def is_self(self):
        return self.lid.user_id == self.request.user.pk

    def get_context_data(self, **kwargs):
        return super().get_context_data(lid=self.lid, **kwargs)


class MemberInvite(MemberView, View):
    """Mail the invitation again."""

    def post(self, request, **_kwargs):
        try:
            tell_member(lid=lock_member(self.lid), by=request.user)
        except MembershipError as error:
            return self.refuse(error)
        return self.done(f"De uitnodiging gaat naar {self.lid.user.email}. Er gaat er hoogstens één per dag uit.")


class MemberRole(MemberView, FormView):
    """Give a member another role."""

    form_class = RoleForm
    template_name = "regions/member_role.html"

    def get_initial(self):
        return {"rol": self.lid.rol}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"rollen": grantable(self.request.user, self.regio)}

    def form_valid(self, form):
        try:
            lid = change_role(lid=self.lid, rol=form.cleaned_data["rol"], by=self.request.user)
        except MembershipError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return self.done(f"{lid.user} is nu {lid.get_rol_display().lower()} van {self.regio}.")


class MemberEnd(MemberView, TemplateView):
    """Ask once more, then end the role of a member."""

    template_name = "regions/member_end.html"

    def get_context_data(self, **kwargs):
        who = "U ziet" if self.is_self else f"{self.lid.user} ziet"
        consequences = [f"{who} de aanvragen van deze regio niet meer.", "Wat gedaan is, blijft bewaard."]
        title = "Uw eigen rol beëindigen?" if self.is_self else "Rol beëindigen?"
        return super().get_context_data(consequences=consequences, title=title, **kwargs)

    def post(self, request, **_kwargs):
        try:
            end_membership(lid=self.lid, by=request.user)
        except MembershipError as error:
            return self.refuse(error)
        rol = self.lid.get_rol_display().lower()
        if not self.is_self:
            return self.done(f"{self.lid.user} is geen {rol} meer van {self.regio}.")
        messages.success(request, f"U bent geen {rol} meer van {self.regio}.")
        return redirect("home")


class UserWithRegios(UserDetail):
    """The page of one person, with the roles in regions beside those for the whole country."""

    template_name = "regions/user_detail.html"

    def get_context_data(self, **kwargs):
        current = Lidmaatschap.objects.current().filter(user=self.person)
        leden = current.select_related("regio").order_by("regio__nummer")
        page = page_of(leden, self.request, REGIOS_PER_PERSON)
        return super().get_context_data(lidmaatschappen=page, **kwargs)
