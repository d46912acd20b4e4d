from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView, View

from sto_portal.sjablonen.actions import DECIDED, OWN, approve_version, send_back_version, withdraw_version
from sto_portal.sjablonen.compare import compare_lines
from sto_portal.sjablonen.forms import BeslisForm, Keuze
from sto_portal.sjablonen.models import SjabloonError
from sto_portal.sjablonen.views.sjablonen import APPROVE, CHANGE, OneSjabloonView, bring_in


class VersieView(OneSjabloonView):
    """A page or button about one version, past, in use or waiting."""

    @cached_property
    def oude(self):
        rows = self.sjabloon.versies.select_related("door", "akkoord_door", "gesloten_door", "sjabloon")
        return get_object_or_404(rows, nummer=self.kwargs["volgnummer"])

    def get_context_data(self, **kwargs):
        user = self.request.user
        is_own = self.oude.door_id == user.pk
        return super().get_context_data(
            oude=self.oude,
            onderwerp=compare_lines(self.versie.onderwerp, self.oude.onderwerp),
            regels=compare_lines(self.versie.tekst, self.oude.tekst),
            voorbeelden=list(self.previews(self.oude)),
            is_in_use=self.oude == self.versie,
            may_decide=self.oude.is_pending and not is_own and user.has_perm(APPROVE),
            may_withdraw=self.oude.is_pending and is_own,
            **kwargs,
        )


class VersieDetail(VersieView, TemplateView):
    """One version beside the one in use: what would change if it were used."""

    template_name = "sjablonen/versie_detail.html"


class VersiePutBack(VersieView, View):
    """Bring the text of another version in again: settled for a mail, laid before another person for a letter."""

    permission_required = CHANGE

    def post(self, request, slug, volgnummer):
        texts = {"onderwerp": self.oude.onderwerp, "tekst": self.oude.tekst}
        if self.oude == self.versie:
            messages.warning(request, "Deze tekst is al in gebruik.")
            return redirect("sjabloon-detail", slug)
        try:
            told = bring_in(self.versie, texts, self.trial, by=request.user)
        except SjabloonError as error:
            messages.error(request, f"Deze tekst kan niet worden gebruikt. {error}")
            return redirect("sjabloon-versie", slug, volgnummer)
        messages.success(request, f"De tekst van versie {volgnummer} komt terug. {told}")
        return redirect("sjabloon-detail", slug)


class VersieDecide(VersieView, FormView):
    """Akkoord with a text that waits, or back to who wrote it: never one's own."""

    permission_required = APPROVE
    form_class = BeslisForm
    template_name = "sjablonen/versie_decide.html"

    def get(self, request, slug, volgnummer):
        refusal = self.find_refusal()
        if refusal:
            messages.warning(request, refusal)
            return redirect("sjabloon-versie", slug, volgnummer)
        return super().get(request, slug, volgnummer)

    def find_refusal(self):
        """Why this person has nothing to decide here, or ''."""
        if not self.oude.is_pending:
            return DECIDED
        return OWN if self.oude.door_id == self.request.user.pk else ""

    def get_form_kwargs(self):
        own = {"versie": self.versie}
        return {key: value for key, value in super().get_form_kwargs().items() if key != "initial"} | own

    def form_valid(self, form):
        try:
            self.decide(form.cleaned_data)
        except SjabloonError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("sjabloon-detail", self.sjabloon.slug)

    def decide(self, data):
        user, nummer = self.request.user, self.oude.nummer
        if data["keuze"] == Keuze.AKKOORD:
            approve_version(self.oude, by=user, **self.trial)
            messages.success(self.request, f"U bent akkoord. Versie {nummer} wordt vanaf nu gebruikt.")
        else:
            send_back_version(self.oude, by=user, reden=data["reden"])
            messages.success(
                self.request, f"Versie {nummer} is teruggestuurd. De tekst in gebruik blijft zoals die was."
            )


class VersieWithdraw(VersieView, View):
    """Take back one's own text that waits."""

    permission_required = CHANGE

    def post(self, request, slug, volgnummer):
        try:
            withdraw_version(self.oude, by=request.user)
            messages.success(request, f"Versie {volgnummer} is ingetrokken.")
        except SjabloonError as error:
            messages.error(request, str(error))
        return redirect("sjabloon-versie", slug, volgnummer)
