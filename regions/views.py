from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count, Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from regions.actions import MembershipError, add_member, end_membership
from regions.forms import MemberForm, RegioFilter
from regions.models import Lidmaatschap, Regio
from sto_portal.accounts.views import UserDetail
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
        leads = current.filter(rol=Regiorol.PENVOERDER).select_related("user").order_by("user__naam")
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
    """A page about one region, found by its number."""

    permission_required = "regions.view_regio"

    @cached_property
    def regio(self):
        return get_object_or_404(Regio, nummer=self.kwargs["nummer"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(regio=self.regio, may_change=self.request.user.has_perm(CHANGE), **kwargs)

    def done(self, message):
        messages.success(self.request, message)
        return redirect("regio-members", self.regio.nummer)


class RegioMembers(RegioView, TemplateView):
    """Who is a member with which role, and who was."""

    template_name = "regions/regio_members.html"

    def get_context_data(self, **kwargs):
        rows = self.regio.lidmaatschappen.select_related("user").order_by("user__naam", "-vanaf")
        current = set(self.regio.lidmaatschappen.current().values_list("pk", flat=True))
        return super().get_context_data(
            leden=[lid for lid in rows if lid.pk in current],
            oud_leden=[lid for lid in rows if lid.pk not in current],
            **kwargs,
        )


class MemberAdd(RegioView, FormView):
    """Give a role in this region to someone who has an account."""

    permission_required = CHANGE
    form_class = MemberForm
    template_name = "regions/member_form.html"

    def form_valid(self, form):
        rol = form.cleaned_data["rol"]
        try:
            add_member(regio=self.regio, user=form.user, rol=rol, by=self.request.user)
        except MembershipError as error:
            form.add_error("email", str(error))
            return self.form_invalid(form)
        return self.done(f"{form.user} is nu {Regiorol(rol).label.lower()} van {self.regio}.")


class MemberEnd(RegioView, TemplateView):
    """Ask once more, then end the role of a member."""

    permission_required = CHANGE
    template_name = "regions/member_end.html"

    @cached_property
    def lid(self):
        return get_object_or_404(self.regio.lidmaatschappen.select_related("user", "regio"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        consequences = [
            f"{self.lid.user} ziet de aanvragen van deze regio niet meer.",
            "Wat gedaan is, blijft bewaard.",
        ]
        return super().get_context_data(lid=self.lid, consequences=consequences, **kwargs)

    def post(self, request, **_kwargs):
        end_membership(lid=self.lid, by=request.user)
        return self.done(f"{self.lid.user} is geen {self.lid.get_rol_display().lower()} meer van {self.regio}.")


class UserWithRegios(UserDetail):
    """The page of one person, with the roles in regions beside those for the whole country."""

    template_name = "regions/user_detail.html"

    def get_context_data(self, **kwargs):
        current = Lidmaatschap.objects.current().filter(user=self.person)
        leden = current.select_related("regio").order_by("regio__nummer")
        page = page_of(leden, self.request, REGIOS_PER_PERSON)
        return super().get_context_data(lidmaatschappen=page, **kwargs)
