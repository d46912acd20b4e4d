"""The steps after filing: DUS-I accepts the file as complete, the region takes it back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from applications.access import AanvraagGate
from applications.actions import accept_aanvraag, withdraw_aanvraag
from applications.controles import blocking, check
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
