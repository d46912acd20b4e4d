from functools import cached_property

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import ListView
from django.views.generic.edit import FormView

from applications.models import Aanvraag, Aanvraagronde, Aanvraagstatus
from assessment.access import NummerMixin, find_conflicts
from assessment.actions.toewijzen import AssignmentError, assign_beoordelaars, decline
from assessment.forms.toewijzing import AssignForm, DeclineForm
from assessment.models import Beoordeling
from assessment.reports.toewijzing import assignments, candidates, cases_to_assign, leiding_of, loads
from regions.permissions import RowPermissionMixin
from sto_portal.vormgeving.lijsten import NearestPageMixin
from sto_portal.workflow import TransitionError

PAGE = 100


class ToewijzingList(PermissionRequiredMixin, NearestPageMixin, ListView):
    """The cases of one round with their groups, and the load of every member."""

    permission_required = "assessment.assign_beoordelaars"
    template_name = "assessment/toewijzing_list.html"
    paginate_by = PAGE

    def get_rondes(self):
        busy = Q(aanvragen__status=Aanvraagstatus.IN_BEHANDELING)
        return list(Aanvraagronde.objects.annotate(cases=Count("aanvragen", filter=busy)).order_by("-nummer"))

    def get_queryset(self):
        self.rondes = [ronde for ronde in self.get_rondes() if ronde.cases]
        asked = self.request.GET.get("ronde", "")
        self.ronde = next((ronde for ronde in self.rondes if str(ronde.nummer) == asked), None)
        self.ronde = self.ronde or next(iter(self.rondes), None)
        return cases_to_assign(self.ronde)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        members = loads()
        tabs = [
            {"label": ronde.naam, "url": f"?ronde={ronde.nummer}", "count": ronde.cases, "current": ronde == self.ronde}
            for ronde in self.rondes
        ]
        chart = [(str(load.lid), load.open) for load in members]
        return context | {
            "ronde": self.ronde,
            "tabs": tabs,
            "zaken": assignments(context["object_list"]),
            "belasting": members,
            "chart": chart,
        }


class CoordinatorCase(RowPermissionMixin, NummerMixin):
    """Gates of a page on which the coordinator arranges the group of one case."""

    permission_required = "assessment.assign_beoordelaars"

    def get_queryset(self):
        visible = Aanvraag.objects.visible_to(self.request.user).exclude(status=Aanvraagstatus.CONCEPT)
        return visible.select_related("regio", "ronde__rondekader", "plan")


class BeoordelingAssign(CoordinatorCase, FormView):
    """Choose the three members of a case."""

    form_class = AssignForm
    template_name = "assessment/beoordeling_assign.html"

    @cached_property
    def conflicts(self):
        return find_conflicts([self.object.plan_id])

    def get_form_kwargs(self):
        kandidaten = candidates(self.object, self.conflicts[self.object.plan_id])
        return super().get_form_kwargs() | {"kandidaten": kandidaten}

    def form_valid(self, form):
        leden = list(form.cleaned_data["leden"])
        try:
            fresh = assign_beoordelaars(aanvraag=self.object, leden=leden, by=self.request.user)
        except (TransitionError, AssignmentError) as error:
            form.add_error("leden" if isinstance(error, AssignmentError) else None, str(error))
            return self.form_invalid(form)
        names = ", ".join(str(beoordeling.lid) for beoordeling in fresh)
        text = f"Toegewezen aan {names}." if fresh else "Deze beoordelaars waren al toegewezen."
        messages.success(self.request, text)
        return redirect("toewijzing-list")

    def get_context_data(self, **kwargs):
        open_now = self.object.status == Aanvraagstatus.IN_BEHANDELING
        withdrawn = self.object.verhinderingen.select_related("lid__user", "gemeld_door")
        leiding = leiding_of([self.object], self.conflicts)[self.object.pk]
        more = {"is_open": open_now, "verhinderingen": withdrawn, "leiding": leiding}
        return super().get_context_data(**more, **kwargs)


class BeoordelingExcuse(CoordinatorCase, FormView):
    """Report for a member that he or she cannot judge a case, so that another can be chosen."""

    form_class = DeclineForm
    template_name = "assessment/beoordeling_excuse.html"

    def get_object(self, queryset=None):
        aanvraag = super().get_object(queryset)
        rows = Beoordeling.objects.active().select_related("lid__user")
        self.beoordeling = get_object_or_404(rows, aanvraag=aanvraag, lid=self.kwargs["lid"])
        self.beoordeling.aanvraag = aanvraag
        return aanvraag

    def form_valid(self, form):
        try:
            decline(beoordeling=self.beoordeling, reden=form.cleaned_data["reden"], by=self.request.user)
        except TransitionError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, f"{self.beoordeling.lid} is verhinderd. Kies een andere beoordelaar.")
        return redirect("beoordeling-assign", self.object.nummer)

    def get_context_data(self, **kwargs):
        return super().get_context_data(beoordeling=self.beoordeling, **kwargs)
