from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from applications.models import VersieConflictError
from applications.reading import kept_codes
from assessment.access import CaseView
from assessment.actions.adviseren import AdviceError, missing_in_advies, save_advies, save_advies_deelaspect, settle
from assessment.actions.beoordelen import IncompleteError
from assessment.forms.advies import AdviesForm
from assessment.models import Advies, Adviesstatus
from assessment.reports.stappen import criteria_of, read_steps
from assessment.reports.vergelijking import compare, proposals, rows_of
from assessment.views.deelaspect import CONFLICT, DeelaspectView, differences
from sto_portal.workflow import TransitionError

TOO_EARLY = "U kunt pas een advies schrijven als alle drie de beoordelingen binnen zijn."


class AdviesCase(CaseView):
    """A case of which the judgements are revealed to the voorzitter: `self.vergelijking`, and `self.advies` or None."""

    permission_required = "assessment.write_advies"

    def get_object(self, queryset=None):
        aanvraag = super().get_object(queryset)
        self.vergelijking = compare(aanvraag, self.request.user)
        self.advies = Advies.objects.filter(aanvraag=aanvraag).first()
        return aanvraag

    def is_open(self):
        return self.advies is None or self.advies.status == Adviesstatus.CONCEPT

    def get_context_data(self, **kwargs):
        more = {"advies": self.advies, "vergelijking": self.vergelijking, "is_open": self.is_open()}
        return super().get_context_data(**(more | kwargs))


class RevealedMixin:
    """Sends who comes before the reveal back to the board with the reason."""

    def dispatch(self, request, *args, **kwargs):
        if self.vergelijking is None:
            messages.warning(request, TOO_EARLY)
            return redirect("beoordeling-list")
        return super().dispatch(request, *args, **kwargs)


class AdviesEdit(AdviesCase, RevealedMixin, FormView):
    """The advice as a whole: its deelaspecten, the strekking and the summary; the way to settling."""

    form_class = AdviesForm
    template_name = "assessment/advies_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"advies": self.advies}

    def form_valid(self, form):
        values = {name: form.cleaned_data[name] for name in ("strekking", "samenvatting", "versie")}
        try:
            save_advies(aanvraag=self.object, by=self.request.user, **values)
        except (AdviceError, TransitionError) as error:
            form.add_error("strekking" if isinstance(error, AdviceError) else None, str(error))
            return self.form_invalid(form)
        except VersieConflictError:
            return self.show_conflict(form)
        messages.success(self.request, "Het advies is opgeslagen.")
        return redirect("advies-edit", self.object.nummer)

    def show_conflict(self, form):
        """The form as typed with the stored texts beside it; saving again then overwrites knowingly."""
        self.advies = Advies.objects.get(aanvraag=self.object)
        typed = form.data.copy()
        typed["versie"] = self.advies.versie
        again = AdviesForm(typed, advies=self.advies)
        again.add_error(None, CONFLICT)
        return self.render_to_response(self.get_context_data(form=again, conflicts=differences(again)), status=409)

    def get_context_data(self, **kwargs):
        steps = read_steps(self.object, self.advies)
        missing = missing_in_advies(self.advies, steps)
        return super().get_context_data(criteria=criteria_of(steps), missing=missing, **kwargs)


class AdviesDeelaspect(AdviesCase, RevealedMixin, DeelaspectView):
    """One deelaspect of the advice, with the three judgements on it beside the form."""

    template_name = "assessment/advies_deelaspect.html"
    step_url_name = "advies-deelaspect"

    def get_judgement(self):
        return self.advies

    def get_proposals(self):
        return proposals(self.step, self.vergelijking)

    def save(self, form):
        deelaspect, before = self.step.deelaspect, self.advies.strekking if self.advies else ""
        advies = save_advies_deelaspect(
            aanvraag=self.object, deelaspect=deelaspect, by=self.request.user, **form.values
        )
        if before and not advies.strekking:
            messages.warning(self.request, "Het advies is niet meer positief: aan een vereiste is niet voldaan.")

    def after_last(self):
        return redirect("advies-edit", self.object.nummer)

    def get_context_data(self, **kwargs):
        plan = self.object.plan
        plan.regio, plan.ronde = self.object.regio, self.object.ronde
        self.attach_answers(kept_codes(plan, plan.indiening.sha256))
        rows = rows_of(self.step, self.vergelijking)
        return super().get_context_data(
            rows=rows,
            conclusies=self.vergelijking.conclusies.get(self.step.deelaspect.pk, []),
            scores=self.vergelijking.scores.get(self.step.deelaspect.pk, []),
            **kwargs,
        )


class AdviesSettle(AdviesCase, RevealedMixin, TemplateView):
    """Confirm, and settle the advice for good."""

    template_name = "assessment/advies_settle.html"

    def get(self, request, *args, **kwargs):
        if not self.is_open():
            return redirect("advies-edit", self.object.nummer)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            settle(aanvraag=self.object, by=request.user)
        except (TransitionError, AdviceError) as error:
            messages.warning(request, str(error))
            return redirect("advies-edit", self.object.nummer)
        except IncompleteError:
            return self.render_to_response(self.get_context_data(refused=True), status=422)
        messages.success(request, "Het advies is vastgesteld. DUS-I kan nu het besluit opstellen.")
        return redirect("advies-edit", self.object.nummer)

    def get_context_data(self, **kwargs):
        missing = missing_in_advies(self.advies, read_steps(self.object, self.advies))
        return super().get_context_data(missing=missing, **kwargs)
