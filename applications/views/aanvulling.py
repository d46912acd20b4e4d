"""A supplement: DUS-I asks for it, the region reads what is asked and files it, DUS-I takes its request back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from applications.access import CHANGE_PLAN, VIEW_AANVRAAG, AanvraagGate
from applications.actions import (
    IncompleteError,
    SupplementError,
    answer_supplement,
    recall_supplement,
    request_supplement,
)
from applications.actions.aanvullen import BRIEF_PDF, findings_in
from applications.brieven import (
    LostSignsError,
    as_part_of_page,
    describe_lost,
    find_lost_signs,
    penvoerder_of,
    write_request,
)
from applications.controles import blocking, check
from applications.forms.aanvulling import AnswerForm, RecallForm, RequestForm
from applications.forms.stappen import MISSED
from applications.models import Dossierbrief, Verzoekuitkomst
from applications.verzoeken import list_requests
from applications.views.stappen import StepView
from applications.views.verschil import VerschilMixin
from regions.permissions import regios_of
from sto_portal.bestanden.views import MadeFile
from sto_portal.workflow import TransitionError

ASK = "applications.request_supplement"
SUBMIT = "applications.submit_aanvraag"


class SupplementRequest(AanvraagGate, FormView):
    """What is missing per part and until when: first filled in, then the letter, then sent."""

    permission_required = ASK
    write_permission = ASK
    form_class = RequestForm
    template_name = "applications/supplement_request.html"

    def get(self, request, *args, **kwargs):
        if not self.aanvraag.can("request_supplement"):
            return self.refuse(f"Dit kan niet. De status is nu: {self.aanvraag.get_status_display().lower()}.")
        return super().get(request, *args, **kwargs)

    def refuse(self, why):
        messages.error(self.request, why)
        return redirect(self.aanvraag)

    def get_form_kwargs(self):
        versie = self.aanvraag.ronde.regelingversie
        return super().get_form_kwargs() | {"bevindingen": blocking(check(self.plan)), "versie": versie}

    def form_valid(self, form):
        if "wijzigen" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "versturen" in self.request.POST:
            return self.send(form)
        _versie, onderwerp, brief = write_request(self.aanvraag, by=self.request.user, **form.asked)
        self.template_name = "applications/supplement_confirm.html"
        is_open = self.aanvraag.ronde.is_open_for(self.aanvraag.regio)
        shown = {"onderwerp": onderwerp, "brief": as_part_of_page(brief), "ronde_is_open": is_open}
        shown["verloren"] = describe_lost(find_lost_signs(onderwerp, brief, penvoerder_of(self.plan)))
        return self.render_to_response(self.get_context_data(form=form, **form.asked, **shown))

    def send(self, form):
        try:
            confirmed = self.request.POST.get("tekens", "")
            request_supplement(aanvraag=self.aanvraag, by=self.request.user, confirmed=confirmed, **form.asked)
        except (LostSignsError, TransitionError, SupplementError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Het verzoek is verstuurd. Wie schrijft voor de regio, krijgt een e-mail.")
        return redirect("supplement-detail", self.aanvraag.nummer)


class SupplementDetail(AanvraagGate, TemplateView):
    """Every request for a supplement of this application, with what was asked and what came of it."""

    template_name = "applications/supplement_detail.html"

    def get_context_data(self, **kwargs):
        verzoeken = list_requests(self.aanvraag, timezone.now())
        if not verzoeken:
            raise Http404("Er is nooit om een aanvulling gevraagd.")
        user, is_open = self.request.user, verzoeken[0].verzoek.is_open
        return super().get_context_data(
            verzoeken=verzoeken,
            may_recall=is_open and user.has_perm(ASK, self.aanvraag),
            may_write_now=self.verzoek is not None and user.has_perm(CHANGE_PLAN, self.aanvraag),
            is_own=self.aanvraag.regio_id in regios_of(user),
            **kwargs,
        )


class SupplementSubmit(AanvraagGate, FormView):
    """The last look at a supplement: what is still missing and the declaration. A second click shows the receipt."""

    permission_required = SUBMIT
    write_permission = SUBMIT
    form_class = AnswerForm
    template_name = "applications/supplement_submit.html"

    def dispatch(self, request, *args, **kwargs):
        self.arrived_at = timezone.now()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.verzoek else self.show_outcome()

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.verzoek else self.show_outcome()

    def show_outcome(self):
        """The receipt of what was filed before; else why nothing can be filed now."""
        newest = self.aanvraag.aanvulverzoeken.order_by("gevraagd_op", "pk").last()
        if newest is not None and newest.uitkomst == Verzoekuitkomst.BEANTWOORD:
            return redirect("indiening-detail", self.aanvraag.nummer)
        why = {Verzoekuitkomst.VERLOPEN: "De termijn is voorbij.", Verzoekuitkomst.INGETROKKEN: "DUS-I trok dat in."}
        reason = why.get(newest.uitkomst, "") if newest is not None else ""
        messages.error(self.request, f"U kunt nu geen aanvulling indienen. {reason}".strip())
        return redirect(self.aanvraag)

    @cached_property
    def bevindingen(self):
        return findings_in(self.verzoek, self.aanvraag)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"bevindingen": self.bevindingen}

    def form_valid(self, form):
        confirmed = [bevinding.tekst for bevinding in form.bevindingen]
        try:
            answer_supplement(aanvraag=self.aanvraag, by=self.request.user, at=self.arrived_at, confirmed=confirmed)
        except TransitionError as error:
            form.add_error(None, str(error))
        except IncompleteError:
            form.add_error(None, MISSED)
        else:
            messages.success(self.request, "Uw aanvulling is ingediend. U krijgt ook een e-mail.")
            return redirect("indiening-detail", self.aanvraag.nummer)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        is_open = self.verzoek.is_open_at(self.arrived_at)
        return super().get_context_data(blokkerend=self.bevindingen, is_open=is_open, **kwargs)


class SupplementRecall(StepView):
    """DUS-I takes the request back, with a reason; what the region wrote stays."""

    permission_required = ASK
    write_permission = ASK
    form_class = RecallForm
    template_name = "applications/supplement_recall.html"
    verb = "recall_supplement"
    done = "Het verzoek om aanvulling is ingetrokken. De regio krijgt een e-mail."

    def take(self, reason):
        recall_supplement(aanvraag=self.aanvraag, by=self.request.user, reden=reason)


class SupplementDraft(VerschilMixin, AanvraagGate, TemplateView):
    """What the region wrote in a supplement that it never filed, beside what it had filed; for the region alone."""

    template_name = "applications/supplement_draft.html"

    @cached_property
    def plan(self):
        if self.aanvraag.regio_id not in regios_of(self.request.user):
            raise Http404("Alleen de regio zelf leest wat zij schreef.")
        if self.verzoek and self.verzoek.pk == self.kwargs["verzoek"]:
            return self.aanvraag.plan
        rows = self.aanvraag.aanvulverzoeken.select_related("plan")
        plan = get_object_or_404(rows, pk=self.kwargs["verzoek"]).plan
        plan.regio, plan.ronde = self.aanvraag.regio, self.aanvraag.ronde
        return plan


class DossierbriefGate(AanvraagGate):
    """A letter of DUS-I about this application, as it was sent."""

    @cached_property
    def brief(self):
        brieven = Dossierbrief.objects.filter(aanvraag=self.found).select_related("door")
        return get_object_or_404(brieven, pk=self.kwargs["brief"])


class DossierbriefDetail(DossierbriefGate, TemplateView):
    template_name = "applications/dossierbrief.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"brief": self.brief, "tekst": as_part_of_page(self.brief.tekst)})


class DossierbriefPdf(DossierbriefGate, MadeFile):
    """The letter on paper, that a worker makes when the letter is sent."""

    write_permission = VIEW_AANVRAAG
    soort = BRIEF_PDF
    subject = "Brief als PDF"

    @property
    def back(self):
        return self.brief.onderwerp, self.brief.get_absolute_url()

    @property
    def own_key(self):
        return f"brief-{self.brief.pk}-{self.request.user.pk}"

    @property
    def prepared_key(self):
        return f"brief-{self.brief.pk}-{self.brief.door_id}"

    @property
    def invoer(self):
        return {"brief": self.brief.pk}
