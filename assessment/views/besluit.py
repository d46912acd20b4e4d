from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, UpdateView, View

from applications.brieven import as_part_of_page
from applications.models import Aanvraag
from assessment.actions.besluiten import (
    BesluitError,
    approve_besluit,
    draft_besluit,
    offer_besluit,
    request_sending,
    return_besluit,
)
from assessment.brief import write_letter
from assessment.forms.besluit import BesluitForm, ReturnForm
from assessment.models import Besluit, Besluitstatus
from assessment.reports.afwijkingen import describe_advies, passes_over, read_afwijkingen
from assessment.reports.beslistermijn import find_beslistermijnen
from assessment.work import PDF
from regions.permissions import RowPermissionMixin
from sto_portal.bestanden.responses import download
from sto_portal.werk.actions import enqueue
from sto_portal.workflow import TransitionError


class BesluitGate(RowPermissionMixin):
    """Finds the Besluit by the number in the address, within what the person may see."""

    permission_required = "assessment.view_sent_besluit"
    context_object_name = "besluit"

    def get_queryset(self):
        return Besluit.objects.visible_to(self.request.user).annotate(passes_over=passes_over("advies")).select_related(
            "aanvraag__regio", "aanvraag__ronde__regelingversie", "plan__regio", "plan__indiening", "advies",
            "regelingversie__regeling", "opsteller", "akkoord_door", "pdf",
        )  # fmt: skip

    @cached_property
    def besluit(self):
        aanvraag = Aanvraag.objects.with_nummer(self.kwargs["nummer"])
        besluit = self.get_queryset().filter(aanvraag__in=aanvraag).first()
        if besluit is None:
            raise Http404("Geen besluit met dit nummer.")
        if not self.request.user.has_perms(self.get_permission_required(), besluit):
            raise PermissionDenied
        return besluit

    def get_object(self, queryset=None):
        return self.besluit


class BesluitDetail(BesluitGate, TemplateView):
    """The decision with its letter, its steps and what this person can do now."""

    template_name = "assessment/besluit_detail.html"

    def get_context_data(self, **kwargs):
        besluit, user = self.besluit, self.request.user
        if besluit.status == Besluitstatus.VERZONDEN:
            onderwerp, brief = besluit.onderwerp, besluit.brief
        else:
            _versie, onderwerp, brief = write_letter(besluit)
        return super().get_context_data(
            besluit=besluit,
            aanvraag=besluit.aanvraag,
            onderwerp=onderwerp,
            brief=as_part_of_page(brief),
            steps=self.get_steps(),
            facts=self.get_facts(),
            verplichtingen=besluit.verplichtingen.all(),
            may_draft=besluit.can("offer") and user.has_perm("assessment.draft_besluit"),
            may_approve=besluit.can("approve") and user.has_perm("assessment.approve_besluit"),
            is_own_draft=user.pk == besluit.opsteller_id,
            may_send=besluit.can("send") and user.has_perm("assessment.send_besluit"),
            **kwargs,
        )

    def get_steps(self):
        if not self.request.user.has_perm("assessment.view_besluit"):
            return []
        labels = {"offer": "Ter akkoord gelegd", "return": "Teruggestuurd", "approve": "Akkoord", "send": "Verzonden"}
        steps = self.besluit.statuswijzigingen.select_related("door")
        return [
            {"title": labels[step.verb], "moment": step.op, "by": step.door, "text": step.reden, "state": "done"}
            for step in steps
        ]

    def get_facts(self):
        besluit = self.besluit
        facts = [
            {"label": "Aanvraag", "value": besluit.aanvraag.nummer},
            {"label": "Besluit", "value": besluit.get_soort_display()},
        ]
        if besluit.is_grant:
            facts.append({"label": "Bedrag", "value": besluit.bedrag})
        if self.request.user.has_perm("assessment.view_besluit"):
            facts += [
                {"label": "Advies van de commissie", "value": describe_advies(besluit)},
                {"label": "Opgesteld door", "value": besluit.opsteller},
                {"label": "Akkoord van", "value": besluit.akkoord_door or "Nog niemand"},
            ]
            if besluit.status != Besluitstatus.VERZONDEN:
                facts += self.get_termijn()
        return facts

    def get_termijn(self):
        aanvraag = self.besluit.aanvraag
        return find_beslistermijnen([aanvraag])[aanvraag.pk].feiten


class BesluitDraft(BesluitGate, UpdateView):
    permission_required = "assessment.draft_besluit"
    form_class = BesluitForm
    template_name = "assessment/besluit_form.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission_required):
            raise PermissionDenied
        if request.method == "POST" and "opslaan" not in request.POST:
            return self.start()
        if self.besluit.status != Besluitstatus.CONCEPT:
            messages.error(request, "Dit besluit is geen concept meer. U kunt het niet meer veranderen.")
            return redirect(self.besluit)
        return super().dispatch(request, *args, **kwargs)

    def start(self):
        """Make the draft from the advice, once; from the button on the list."""
        aanvraag = Aanvraag.objects.visible_to(self.request.user).with_nummer(self.kwargs["nummer"]).first()
        if aanvraag is None:
            raise Http404("Geen aanvraag met dit nummer.")
        try:
            draft_besluit(aanvraag=aanvraag, by=self.request.user)
        except BesluitError as error:
            messages.error(self.request, str(error))
            return redirect("besluit-list")
        return redirect("besluit-draft", nummer=aanvraag.nummer)

    def get_context_data(self, **kwargs):
        besluit = self.besluit
        return super().get_context_data(
            aanvraag=besluit.aanvraag,
            advies=besluit.advies,
            afwijkingen=read_afwijkingen(besluit.advies),
            jaarbedragen=besluit.jaarbedragen.all(),
            verplichtingen=besluit.verplichtingen.all(),
            **kwargs,
        )

    def form_valid(self, form):
        if form.save(by=self.request.user) is None:
            return self.form_invalid(form)
        messages.success(self.request, "Het concept is opgeslagen.")
        return redirect(self.besluit)


class BesluitStep(BesluitGate, View):
    """A button that takes one step; what cannot be done now is told on the page of the decision."""

    http_method_names = ["post"]
    message = ""

    def post(self, request, **_kwargs):
        try:
            self.take_step(self.besluit)
        except (BesluitError, TransitionError) as error:
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
        approve_besluit(besluit, by=self.request.user)


class BesluitReturn(BesluitGate, FormView):
    permission_required = "assessment.approve_besluit"
    form_class = ReturnForm
    template_name = "assessment/besluit_return.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(besluit=self.besluit, aanvraag=self.besluit.aanvraag, **kwargs)

    def form_valid(self, form):
        try:
            return_besluit(self.besluit, by=self.request.user, reason=form.cleaned_data["reden"])
        except TransitionError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Het besluit is teruggestuurd.")
        return redirect(self.besluit)


class BesluitSend(BesluitGate, TemplateView):
    """Ask once more, then let the worker make and send the letter."""

    permission_required = "assessment.send_besluit"
    template_name = "assessment/besluit_send.html"

    def get_context_data(self, **kwargs):
        contacts = self.besluit.aanvraag.regio.lidmaatschappen.current().filter(rol="penvoerder")
        return super().get_context_data(
            besluit=self.besluit,
            aanvraag=self.besluit.aanvraag,
            send_url=reverse("besluit-send", args=[self.besluit.aanvraag.nummer]),
            consequences=[
                "De brief krijgt de datum van vandaag en kan daarna niet meer veranderen.",
                "De penvoerder vindt de brief in het portaal en krijgt een mail: "
                + (", ".join(lid.user.email for lid in contacts.select_related("user")) or "er is geen penvoerder"),
            ],
            **kwargs,
        )

    def post(self, request, **_kwargs):
        try:
            werk = request_sending(self.besluit, by=request.user)
        except TransitionError as error:
            messages.error(request, str(error))
            return redirect(self.besluit)
        return redirect(werk)


class BesluitPdf(BesluitGate, View):
    """The letter as it was sent; 404 until then. Where there is no PDF of it yet the worker makes one."""

    def get(self, request, **_kwargs):
        if self.besluit.status != Besluitstatus.VERZONDEN:
            raise Http404("Deze brief is nog niet verzonden.")
        if self.besluit.pdf is None:
            key = f"{self.besluit.pk}:{request.user.pk}"
            return redirect(enqueue(PDF, sleutel=key, invoer={"besluit": self.besluit.pk}, by=request.user))
        return download(self.besluit.pdf, inline=True)
