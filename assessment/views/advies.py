from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from applications.models import VersieConflictError
from applications.reading import kept_codes
from assessment.access import CaseView, cases_led_by
from assessment.actions.adviseren import AdviceError, missing_in_advies, save_advies, save_advies_deelaspect, settle
from assessment.actions.beoordelen import IncompleteError
from assessment.forms.advies import AdviesDeelaspectForm, AdviesForm
from assessment.models import Advies, Adviesoordeel, Adviesstatus
from assessment.reports.afwijkingen import deviates, unmet_by
from assessment.reports.scores import read_scores
from assessment.reports.stappen import criteria_of, enumerate_nl, read_steps
from assessment.reports.vergelijking import compare, differing, proposals, quotes, rows_of
from assessment.views.deelaspect import CONFLICT, DeelaspectView, differences
from sto_portal.workflow import TransitionError

TAKE_OVER = "neem_over"  # the button with the field and the place of the text in it: 'conclusie:0'
TOO_EARLY = "U kunt pas een advies schrijven als alle drie de beoordelingen binnen zijn."


class AdviesCase(CaseView):
    """A case that the user leads, with its revealed judgements in `self.vergelijking`, and `self.advies` or None."""

    permission_required = "assessment.write_advies"

    def get_queryset(self):
        return cases_led_by(self.request.user)

    def get_object(self, queryset=None):
        aanvraag = super().get_object(queryset)
        self.vergelijking = compare(aanvraag, self.request.user)
        self.advies = Advies.objects.filter(aanvraag=aanvraag).first()
        return aanvraag

    def read_steps(self):
        return read_steps(self.object, self.advies, unmet_by(self.object))

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
        steps = self.read_steps()
        return super().get_context_data(
            criteria=criteria_of(steps),
            missing=missing_in_advies(self.advies, steps),
            afwijkingen=afwijkingen_in(steps),
            scores=read_scores(steps, self.vergelijking),
            **kwargs,
        )


class AdviesDeelaspect(AdviesCase, RevealedMixin, DeelaspectView):
    """One deelaspect of the advice, with the three judgements on it beside the form."""

    form_class = AdviesDeelaspectForm
    template_name = "assessment/advies_deelaspect.html"
    step_url_name = "advies-deelaspect"

    def get_judgement(self):
        return self.advies

    def get_proposals(self):
        return proposals(self.step, self.vergelijking)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"quotes": quotes(self.step, self.vergelijking)}

    def post(self, request, *args, **kwargs):
        """Save; or give the form back with the text of a member in it, which is then not yet saved."""
        if TAKE_OVER not in request.POST:
            return super().post(request, *args, **kwargs)
        values = self.get_form_kwargs()
        form = self.form_class(**(values | {"data": take_over(request.POST, values["quotes"])}))
        return self.render_to_response(self.get_context_data(form=form))

    def save(self, form):
        deelaspect, before = self.step.deelaspect, self.advies.strekking if self.advies else ""
        advies = save_advies_deelaspect(
            aanvraag=self.object, deelaspect=deelaspect, by=self.request.user, **form.values
        )
        self.tell_unexplained(form)
        if before and not advies.strekking:
            messages.warning(self.request, "Het advies is niet meer positief: aan een vereiste is niet voldaan.")

    def tell_unexplained(self, form):
        """Say at once that the committee passes over a member without a reason: settling will ask for it."""
        for vereiste in self.step.vereisten:
            leden = self.step.unmet_by.get(vereiste.pk)
            oordeel = Adviesoordeel(**form.values["oordelen"][vereiste.code])
            if deviates(oordeel, leden) and not oordeel.afwijking_reden.strip():
                names = enumerate_nl([naam for naam, _reden in leden])
                text = f"Schrijf bij {vereiste.nummer} nog waarom de commissie niet meegaat met {names}."
                messages.warning(self.request, text)

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
            scores=read_scores([self.step], self.vergelijking),
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
        steps = self.read_steps()
        missing = missing_in_advies(self.advies, steps)
        more = {"afwijkingen": afwijkingen_in(steps), "scores": read_scores(steps, self.vergelijking)}
        more["verschillen"] = differing(steps, self.vergelijking)
        return super().get_context_data(missing=missing, **more, **kwargs)


def afwijkingen_in(steps):
    """Every Afwijking of all steps."""
    return [afwijking for step in steps for afwijking in step.afwijkingen]


def take_over(posted, quotes):
    """What was posted, with the chosen Citaat in its field: in place of another Citaat, below what was typed."""
    data = posted.copy()
    field, _colon, place = posted[TAKE_OVER].rpartition(":")
    texts = [citaat.tekst.strip() for citaat in quotes.get(field, [])]
    if not place.isdecimal() or int(place) >= len(texts):
        return data
    typed, chosen = data.get(field, "").strip(), texts[int(place)]
    data[field] = chosen if not typed or typed.replace("\r\n", "\n") in texts else f"{typed}\n\n{chosen}"
    return data
