from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Exists, OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, ListView, TemplateView

from sto_portal.namen import NameKey
from sto_portal.sjablonen.actions import propose_version, render_version, settle_version
from sto_portal.sjablonen.beproeven import find_fault
from sto_portal.sjablonen.forms import SjabloonForm
from sto_portal.sjablonen.loading import find_trial
from sto_portal.sjablonen.models import Sjabloon, SjabloonError, Sjabloonsoort, Sjabloonversie
from sto_portal.sjablonen.variabelen import describe_variables
from sto_portal.sjablonen.voorbeeld import worst_case

CHANGE, APPROVE = "sjablonen.change_sjabloon", "sjablonen.approve_sjabloon"
PROPOSED = (
    "Versie %s is voorgelegd. Een tekenbevoegde leest de tekst en geeft akkoord. Tot dan blijft versie %s in gebruik."
)


class SjabloonView(PermissionRequiredMixin):
    """A page about the texts of letters and mail."""

    permission_required = "sjablonen.view_sjabloon"


class SjabloonList(SjabloonView, ListView):
    """Every template with the version in use, and whether a text waits: of staff, or of the portal."""

    template_name = "sjablonen/sjabloon_list.html"
    context_object_name = "sjablonen"

    def get_queryset(self):
        rows = Sjabloonversie.objects.filter(sjabloon=OuterRef("pk"))
        settled = rows.settled().order_by("-nummer").values("nummer")[:1]
        return (
            Sjabloon.objects.annotate(in_gebruik=Subquery(settled))
            .annotate(wacht=Exists(rows.pending()))
            .annotate(aangeboden=Exists(rows.offered().filter(nummer__gt=OuterRef("in_gebruik"))))
            .order_by("-wacht", "soort", NameKey("naam"), "pk")
        )


class OneSjabloonView(SjabloonView):
    """A page about one template: `self.sjabloon`, `self.versie` in use and the `self.trial` it must stand."""

    @cached_property
    def sjabloon(self):
        return get_object_or_404(Sjabloon, slug=self.kwargs["slug"])

    @cached_property
    def versie(self):
        rows = Sjabloonversie.objects.settled().filter(sjabloon=self.sjabloon).select_related("door", "sjabloon")
        return get_object_or_404(rows.order_by("-nummer")[:1])

    @cached_property
    def trial(self):
        return find_trial(self.sjabloon.slug)

    @cached_property
    def waiting(self):
        """The version of staff that waits for akkoord, or None."""
        return self.sjabloon.versies.pending().select_related("door").first()

    def previews(self, versie):
        """(Title, (onderwerp, tekst)) of a version with the ordinary and the largest example."""
        example = self.trial["example"]
        yield "Ingevuld met verzonnen gegevens", self.preview(versie, example)
        yield "Ingevuld met zo veel mogelijk gegevens", self.preview(versie, worst_case(example))

    def preview(self, versie, example):
        """(Onderwerp, tekst); the reason in place of the text where it fails."""
        try:
            return render_version(versie, example)
        except SjabloonError as error:
            return versie.onderwerp, str(error)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sjabloon=self.sjabloon,
            versie=self.versie,
            is_letter=self.sjabloon.soort == Sjabloonsoort.BRIEF,
            may_change=self.request.user.has_perm(CHANGE),
            wachtend=self.waiting,
            **kwargs,
        )


class SjabloonDetail(OneSjabloonView, TemplateView):
    """The text in use as it reads with example data, and every version."""

    template_name = "sjablonen/sjabloon_detail.html"

    def get_context_data(self, **kwargs):
        versies = list(self.sjabloon.versies.select_related("door", "akkoord_door").order_by("-nummer"))
        newest = next((row for row in versies if row.is_offered), None)
        offered = newest if newest and newest.nummer > self.versie.nummer else None
        return super().get_context_data(
            voorbeelden=list(self.previews(self.versie)),
            versies=versies,
            voorstel=offered,
            gebrek=find_fault(self.versie, **self.trial),
            **kwargs,
        )


class SjabloonEdit(OneSjabloonView, FormView):
    """Write a new version: first as an example, then settled or, for a letter, laid before another person."""

    permission_required = CHANGE
    form_class = SjabloonForm
    template_name = "sjablonen/sjabloon_edit.html"

    def get_form_kwargs(self):
        own = {"versie": self.versie, "trial": self.trial, "waiting": self.waiting}
        return {key: value for key, value in super().get_form_kwargs().items() if key != "initial"} | own

    def form_valid(self, form):
        texts = {name: form.cleaned_data[name] for name in ("onderwerp", "tekst")}
        if "voorbeeld" in self.request.POST:
            draft = Sjabloonversie(sjabloon=self.sjabloon, variabelen=sorted(self.trial["example"]), **texts)
            return self.render_to_response(self.get_context_data(form=form, voorbeelden=list(self.previews(draft))))
        try:
            told = bring_in(self.versie, texts, self.trial, by=self.request.user)
        except SjabloonError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, told)
        return redirect("sjabloon-detail", self.sjabloon.slug)

    def get_context_data(self, **kwargs):
        kwargs.setdefault("voorbeelden", None)
        variables, parts = describe_variables(self.trial["example"]), self.trial["parts"]
        return super().get_context_data(variabelen=variables, onderdelen=parts, **kwargs)


def bring_in(used, texts, trial, *, by):
    """Settle the text of a mail, or lay that of a letter before another person; what to tell. Raises SjabloonError."""
    sjabloon = used.sjabloon
    if not sjabloon.needs_two:
        versie = settle_version(sjabloon, by=by, **texts, **trial)
        return f"Versie {versie.nummer} is vastgesteld en wordt vanaf nu gebruikt."
    versie = propose_version(sjabloon, by=by, **texts, **trial)
    return PROPOSED % (versie.nummer, used.nummer)
