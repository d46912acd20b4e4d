"""The rounds for DUS-I: how each stands, the outages in it, and the extensions that the coordinator gives."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from applications.actions import grant_uitstel
from applications.actions.remind import foresee_reminders
from applications.actions.uitstel import require_later
from applications.forms.storing import StoringForm
from applications.forms.uitstel import UitstelForm, initial_after
from applications.models import UitstelError
from applications.rondes import find_concerned, list_changes, make_timeline, rondes_with_numbers, state_of
from applications.samenhang import read_samenhang
from sto_portal.beschikbaarheid.actions import record_storing
from sto_portal.beschikbaarheid.reports import find_onderbrekingen, find_storing

CHANGE = "applications.change_ronde"
RECORD = "beschikbaarheid.record_storing"
GRANT = "applications.grant_uitstel"


class RondeList(PermissionRequiredMixin, TemplateView):
    """Every round with its window, its state and its numbers."""

    permission_required = "applications.view_aanvraagronde"
    template_name = "applications/ronde_list.html"

    def get_context_data(self, **kwargs):
        now = timezone.now()
        rows = [{"ronde": ronde, "stand": state_of(ronde, now)} for ronde in rondes_with_numbers()]
        return super().get_context_data(rows=rows, may_change=self.request.user.has_perm(CHANGE), **kwargs)


class RondeView(PermissionRequiredMixin):
    """A page about one round, found by its number."""

    permission_required = "applications.view_aanvraagronde"

    @cached_property
    def ronde(self):
        return get_object_or_404(rondes_with_numbers(), nummer=self.kwargs["ronde"])

    def get_context_data(self, **kwargs):
        may_grant = self.request.user.has_perm(GRANT)
        return super().get_context_data(**kwargs | {"ronde": self.ronde, "may_grant": may_grant})


class RondeDetail(RondeView, TemplateView):
    """One round: its window, its numbers, the outages in it and every extension that was given."""

    template_name = "applications/ronde_detail.html"

    def get_context_data(self, **kwargs):
        now, ronde = timezone.now(), self.ronde
        return super().get_context_data(
            stand=state_of(ronde, now),
            timeline=make_timeline(ronde, now),
            uitstellen=ronde.uitstel.select_related("regio", "door"),
            onderbrekingen=find_onderbrekingen(begin_op=ronde.opent_op, eind_op=min(now, ronde.laatste_op)),
            may_record=self.request.user.has_perm(RECORD),
            may_change=self.request.user.has_perm(CHANGE),
            wijzigingen=list_changes(ronde),
            **kwargs,
        )


class RondeSamenhang(RondeView, TemplateView):
    """The schools, municipalities and firms that more than one application of the round names."""

    template_name = "applications/ronde_samenhang.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(samenhang=read_samenhang(self.ronde), **kwargs)


class StoringRecord(RondeView, FormView):
    """Record that something outside the portal was away during this round."""

    permission_required = RECORD
    form_class = StoringForm
    template_name = "applications/storing_form.html"

    def form_valid(self, form):
        record_storing(by=self.request.user, **form.storing)
        messages.success(self.request, "De storing is vastgelegd.")
        return redirect("ronde-detail", self.ronde.nummer)


class UitstelGrant(RondeView, FormView):
    """Give regions more time: first filled in, then shown what it does, then given."""

    permission_required = GRANT
    form_class = UitstelForm
    template_name = "applications/uitstel_form.html"

    def get_initial(self):
        storing = find_storing(self.request.GET.get("storing", ""))
        return initial_after(storing, self.ronde) if storing else {"tijd": "23:59"}

    def form_valid(self, form):
        if "wijzigen" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            if "verlenen" in self.request.POST:
                return self.grant(form.asked)
            require_later(self.ronde, regios=form.asked["regios"], sluit_op=form.asked["sluit_op"])
        except UitstelError as error:
            form.add_error("datum", str(error))
            return self.form_invalid(form)
        self.template_name = "applications/uitstel_confirm.html"
        return self.render_to_response(self.get_context_data(form=form, **self.foresee(form.asked)))

    def grant(self, asked):
        given = grant_uitstel(ronde=self.ronde, by=self.request.user, **asked)
        text = "Het uitstel is verleend. De penvoerders krijgen bericht." if given else "Dit uitstel was al verleend."
        messages.success(self.request, text)
        return redirect("ronde-detail", self.ronde.nummer)

    def foresee(self, asked):
        """What the extension does: whom it moves, who gets a mail, which reminders still come."""
        concerned = find_concerned(self.ronde, regios=asked["regios"], sluit_op=asked["sluit_op"])
        regios = [betrokkene.regio for betrokkene in concerned if betrokkene.may_file]
        herinneringen = foresee_reminders(
            ronde=self.ronde, regios=regios, sluit_op=asked["sluit_op"], at=timezone.now()
        )
        return asked | {"betrokkenen": concerned, "te_berichten": len(regios), "herinneringen": herinneringen}
