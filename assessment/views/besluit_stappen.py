from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, View

from applications.brieven import LostSignsError
from applications.models import Aanvraag
from assessment.actions.besluiten import (
    BesluitError,
    approve_besluit,
    change_besluit,
    offer_besluit,
    return_besluit,
)
from assessment.actions.opvolgen import draft_set_aside, drop_besluit, replace_besluit, require_set_aside
from assessment.forms.besluitstap import ReasonForm, SetAsideForm
from assessment.models import Besluit, Besluitsoort, Besluitstatus
from assessment.reports.beslistermijn import find_bekendmakingen
from assessment.views.besluitgate import BesluitGate
from sto_portal.workflow import TransitionError


class BesluitStep(BesluitGate, View):
    """A button that takes one step; what cannot be done now is told on the page of the decision."""

    http_method_names = ["post"]
    message = ""

    def post(self, request, **_kwargs):
        try:
            self.take_step(self.besluit)
        except (BesluitError, LostSignsError, TransitionError) as error:
            messages.error(request, str(error))
        else:
            messages.success(request, self.message)
        return redirect(self.besluit)


class BesluitOffer(BesluitStep):
    permission_required = "assessment.draft_besluit"
    message = "Het besluit ligt ter akkoord."

    def take_step(self, besluit):
        offer_besluit(besluit, by=self.request.user)


class BesluitApprove(BesluitStep):
    permission_required = "assessment.approve_besluit"
    message = "U hebt akkoord gegeven. Het besluit kan worden verzonden."

    def take_step(self, besluit):
        sent = self.request.POST
        confirmed = sent.get("tekens", "")
        approve_besluit(besluit, by=self.request.user, sha256=sent.get("sha256", ""), confirmed=confirmed)


class BesluitReason(BesluitGate, FormView):
    """A step that asks a reason; what cannot be done now is told at the form."""

    kop = lead = message = ""
    form_class = ReasonForm
    template_name = "assessment/besluit_reason.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"label": self.label, "button": self.kop}

    def get_context_data(self, **kwargs):
        shown = {"besluit": self.besluit, "aanvraag": self.besluit.aanvraag, "kop": self.kop, "lead": self.lead}
        return super().get_context_data(**shown, **kwargs)

    def form_valid(self, form):
        try:
            done = self.take_step(self.besluit, form.cleaned_data["reden"])
        except (BesluitError, TransitionError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, self.message)
        return redirect(done)


class BesluitReturn(BesluitReason):
    permission_required = "assessment.approve_besluit"
    kop, label = "Stuur het besluit terug", "Wat moet er anders?"
    lead = "Het besluit wordt weer een concept. De opsteller leest uw reden."
    message = "Het besluit is teruggestuurd."

    def take_step(self, besluit, reason):
        return_besluit(besluit, by=self.request.user, reason=reason)
        return besluit


class BesluitDrop(BesluitReason):
    permission_required = "assessment.draft_besluit"
    kop, label = "Laat het concept vervallen", "Waarom gaat dit besluit niet door?"
    lead = "Het concept blijft bewaard, maar niemand kan het nog veranderen. Een nieuw concept kan dan wel."
    message = "Het concept is vervallen."

    def take_step(self, besluit, reason):
        drop_besluit(besluit, by=self.request.user, reason=reason)
        return "besluit-list"


class BesluitReplace(BesluitReason):
    permission_required = "assessment.draft_besluit"
    kop, label = "Vervang dit besluit", "Waarom is een nieuw besluit nodig?"
    lead = (
        "U maakt een concept van een nieuw besluit. Het oude besluit geldt tot het nieuwe is verzonden, en blijft "
        "daarna te lezen. Uw reden staat in de nieuwe brief."
    )
    message = "Dit is het concept van het nieuwe besluit. Het begint met de inhoud van het oude."

    def find_besluit(self, rows):
        return super().find_besluit(rows.in_force())

    def take_step(self, besluit, reason):
        return replace_besluit(besluit, by=self.request.user, reason=reason)


class BesluitSetAside(PermissionRequiredMixin, FormView):
    """Draft the decision not to treat an incomplete application, or change that draft (Awb 4:5)."""

    permission_required = "applications.set_aside_aanvraag"
    form_class = SetAsideForm
    template_name = "assessment/besluit_set_aside.html"

    @cached_property
    def aanvraag(self):
        rows = Aanvraag.objects.visible_to(self.request.user).with_nummer(self.kwargs["nummer"])
        return get_object_or_404(rows.select_related("regio", "ronde__regelingversie"))

    @cached_property
    def besluit(self):
        """The draft that is being changed; None where there is none yet."""
        kind = {"soort": Besluitsoort.BUITEN_BEHANDELING, "status": Besluitstatus.CONCEPT}
        return Besluit.objects.filter(aanvraag=self.aanvraag, **kind).first()

    def get(self, request, *args, **kwargs):
        try:
            if self.besluit is None:
                require_set_aside(self.aanvraag)
        except BesluitError as error:
            messages.error(request, str(error))
            return redirect(self.aanvraag)
        return super().get(request, *args, **kwargs)

    def get_initial(self):
        found = self.besluit
        return {"reden": found.motivering, "versie": found.versie} if found else {"versie": 0}

    def get_context_data(self, **kwargs):
        termijn = find_bekendmakingen([self.aanvraag]).get(self.aanvraag.pk)
        shown = {"aanvraag": self.aanvraag, "besluit": self.besluit, "facts": termijn.feiten if termijn else []}
        return super().get_context_data(**shown, **kwargs)

    def form_valid(self, form):
        try:
            besluit = self.save(form.cleaned_data["reden"], form.cleaned_data["versie"])
        except BesluitError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Het concept is opgeslagen. Lees de brief en leg hem ter akkoord.")
        return redirect(besluit)

    def save(self, reden, versie):
        by = self.request.user
        if not versie:
            return draft_set_aside(aanvraag=self.aanvraag, by=by, reason=reden)
        if self.besluit is None:
            raise BesluitError("Dit besluit is geen concept meer. U kunt het niet meer veranderen.")
        return change_besluit(self.besluit, versie=versie, by=by, motivering=reden)
