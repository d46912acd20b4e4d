"""The steps after filing: DUS-I accepts the file as complete, the region takes it back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from applications.access import AanvraagGate
from applications.actions import accept_aanvraag, set_aside_aanvraag, withdraw_aanvraag
from applications.actions.aanvullen import newest_request
from applications.actions.steps import may_set_aside
from applications.brieven import as_part_of_page, write_set_aside
from applications.controles import blocking, check
from applications.forms.aanvulling import SetAsideForm
from applications.forms.stappen import AcceptForm, WithdrawForm
from applications.views.controle import group_findings
from sto_portal.workflow import TransitionError


class StepView(AanvraagGate, FormView):
    """One step with a form; what cannot be done now is told, on opening and on sending."""

    verb = ""

    def get(self, request, *args, **kwargs):
        if not self.aanvraag.can(self.verb):
            messages.error(request, f"Dit kan niet. De status is nu: {self.aanvraag.get_status_display().lower()}.")
            return redirect(self.aanvraag)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            self.take(form.cleaned_data["reden"])
        except TransitionError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.aanvraag)


class AanvraagAccept(StepView):
    """The completeness test: the applicant's own controles, with what only DUS-I may know (Awb 4:5)."""

    permission_required = "applications.accept_aanvraag"
    write_permission = "applications.accept_aanvraag"
    form_class = AcceptForm
    template_name = "applications/aanvraag_accept.html"
    verb = "accept"
    done = "De aanvraag is volledig en in behandeling genomen."

    @cached_property
    def bevindingen(self):
        return check(self.plan)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"must_explain": bool(blocking(self.bevindingen))}

    def take(self, reason):
        accept_aanvraag(aanvraag=self.aanvraag, by=self.request.user, reason=reason)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            groepen=list(group_findings(self.aanvraag.nummer, self.bevindingen)),
            blokkerend=len(blocking(self.bevindingen)),
            may_ask=self.request.user.has_perm("applications.request_supplement", self.aanvraag),
            indiening=self.aanvraag.indieningen.select_related("door").order_by("-nummer").first(),
            **kwargs,
        )


class AanvraagWithdraw(StepView):
    """The penvoerder takes the application back, with a reason."""

    permission_required = "applications.withdraw_aanvraag"
    write_permission = "applications.withdraw_aanvraag"
    form_class = WithdrawForm
    template_name = "applications/aanvraag_withdraw.html"
    verb = "withdraw"
    done = "De aanvraag is ingetrokken."

    def take(self, reason):
        withdraw_aanvraag(aanvraag=self.aanvraag, by=self.request.user, reason=reason)


class AanvraagSetAside(AanvraagGate, FormView):
    """Decide not to treat an incomplete application: the reason, then the letter, then sent (Awb 4:5)."""

    permission_required = "applications.set_aside_aanvraag"
    write_permission = "applications.set_aside_aanvraag"
    form_class = SetAsideForm
    template_name = "applications/aanvraag_set_aside.html"

    @cached_property
    def asked_for(self):
        """The newest Aanvulverzoek, or None."""
        return newest_request(self.aanvraag)

    def get(self, request, *args, **kwargs):
        if not (self.aanvraag.can("set_aside") and may_set_aside(self.asked_for)):
            return self.refuse("Dit kan alleen als u eerst om een aanvulling vroeg en die termijn voorbij is.")
        return super().get(request, *args, **kwargs)

    def refuse(self, why):
        messages.error(self.request, why)
        return redirect(self.aanvraag)

    def form_valid(self, form):
        reden = form.cleaned_data["reden"]
        if "wijzigen" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "versturen" in self.request.POST:
            return self.send(form, reden)
        if not may_set_aside(self.asked_for):
            return self.refuse("Vraag de regio eerst om de aanvraag aan te vullen.")
        written = write_set_aside(self.aanvraag, verzoek=self.asked_for, reden=reden, by=self.request.user)
        self.template_name = "applications/set_aside_confirm.html"
        shown = {"onderwerp": written[1], "brief": as_part_of_page(written[2])}
        return self.render_to_response(self.get_context_data(form=form, **shown))

    def send(self, form, reden):
        try:
            set_aside_aanvraag(aanvraag=self.aanvraag, by=self.request.user, reason=reden)
        except TransitionError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Het besluit is verstuurd. De aanvraag wordt niet behandeld.")
        return redirect(self.aanvraag)
