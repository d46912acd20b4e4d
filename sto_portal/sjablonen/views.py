from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Max, Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView, View

from sto_portal.sjablonen.actions import render_version, settle_version
from sto_portal.sjablonen.compare import compare_lines
from sto_portal.sjablonen.forms import SjabloonForm
from sto_portal.sjablonen.loading import find_example
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort, Sjabloonversie
from sto_portal.sjablonen.variabelen import describe_variables

CHANGE = "sjablonen.change_sjabloon"


class SjabloonView(PermissionRequiredMixin):
    """A page about the texts of letters and mail."""

    permission_required = "sjablonen.view_sjabloon"


class SjabloonList(SjabloonView, ListView):
    """Every template with the version in use, and whether the portal brought a newer text that nobody took over."""

    template_name = "sjablonen/sjabloon_list.html"
    context_object_name = "sjablonen"

    def get_queryset(self):
        settled = Max("versies__nummer", filter=Q(versies__vastgesteld_op__isnull=False))
        rows = Sjabloon.objects.annotate(nieuwste=Max("versies__nummer"), in_gebruik=settled)
        return rows.order_by("soort", "naam")


class OneSjabloonView(SjabloonView):
    """A page about one template: `self.sjabloon`, `self.versie` in use and the `self.example` to try it with."""

    @cached_property
    def sjabloon(self):
        return get_object_or_404(Sjabloon, slug=self.kwargs["slug"])

    @cached_property
    def versie(self):
        rows = Sjabloonversie.objects.settled().filter(sjabloon=self.sjabloon).select_related("door", "sjabloon")
        return get_object_or_404(rows.order_by("-nummer")[:1])

    @cached_property
    def example(self):
        return find_example(self.sjabloon.slug)

    def preview(self, versie):
        """(Onderwerp, tekst) of a version filled with the example; the reason in place of the text where it fails."""
        try:
            return render_version(versie, self.example)
        except SjabloonError as error:
            return versie.onderwerp, str(error)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sjabloon=self.sjabloon,
            versie=self.versie,
            is_letter=self.sjabloon.soort == Sjabloonsoort.BRIEF,
            may_change=self.request.user.has_perm(CHANGE),
            **kwargs,
        )


class SjabloonDetail(OneSjabloonView, TemplateView):
    """The text in use as it reads with example data, and every version."""

    template_name = "sjablonen/sjabloon_detail.html"

    def get_context_data(self, **kwargs):
        versies = list(self.sjabloon.versies.select_related("door").order_by("-nummer"))
        proposal = next((row for row in versies if row.vastgesteld_op is None), None)
        return super().get_context_data(
            voorbeeld=self.preview(self.versie), versies=versies, voorstel=proposal, **kwargs
        )


class SjabloonEdit(OneSjabloonView, FormView):
    """Write a new version: first as an example, then settled."""

    permission_required = CHANGE
    form_class = SjabloonForm
    template_name = "sjablonen/sjabloon_edit.html"

    def get_form_kwargs(self):
        own = {"versie": self.versie, "example": self.example}
        return {key: value for key, value in super().get_form_kwargs().items() if key != "initial"} | own

    def form_valid(self, form):
        texts = {name: form.cleaned_data[name] for name in ("onderwerp", "tekst")}
        if "voorbeeld" in self.request.POST:
            draft = Sjabloonversie(sjabloon=self.sjabloon, variabelen=sorted(self.example), **texts)
            return self.render_to_response(self.get_context_data(form=form, voorbeeld=self.preview(draft)))
        versie = settle_version(self.sjabloon, example=self.example, by=self.request.user, **texts)
        messages.success(self.request, f"Versie {versie.nummer} is vastgesteld en wordt vanaf nu gebruikt.")
        return redirect("sjabloon-detail", self.sjabloon.slug)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("voorbeeld", None)
        return super().get_context_data(variabelen=describe_variables(self.example), **kwargs)


class VersieView(OneSjabloonView):
    """A page or button about one version, past, in use or proposed."""

    @cached_property
    def oude(self):
        return get_object_or_404(self.sjabloon.versies.select_related("door"), nummer=self.kwargs["volgnummer"])


class VersieDetail(VersieView, TemplateView):
    """One version beside the one in use: what would change if it came back."""

    template_name = "sjablonen/versie_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            oude=self.oude,
            onderwerp=compare_lines(self.versie.onderwerp, self.oude.onderwerp),
            regels=compare_lines(self.versie.tekst, self.oude.tekst),
            is_in_use=self.oude == self.versie,
            **kwargs,
        )


class VersiePutBack(VersieView, View):
    """Settle the text of another version as the newest."""

    permission_required = CHANGE

    def post(self, request, slug, volgnummer):
        texts = {"onderwerp": self.oude.onderwerp, "tekst": self.oude.tekst}
        if self.oude == self.versie:
            messages.warning(request, "Deze tekst is al in gebruik.")
            return redirect("sjabloon-detail", slug)
        try:
            versie = settle_version(self.sjabloon, example=self.example, by=request.user, **texts)
        except SjabloonError as error:
            messages.error(request, f"Deze tekst past niet meer bij het portaal. {error}")
            return redirect("sjabloon-versie", slug, volgnummer)
        messages.success(request, f"De tekst van versie {volgnummer} is nu versie {versie.nummer} en wordt gebruikt.")
        return redirect("sjabloon-detail", slug)
