"""The parts of a registration, filled in by its aanmelder."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, UpdateView, View

from regions.models import Gemeente, Vestiging
from regions.vooraanmelding.aanmelden import ChangedError, add_to, change_vooraanmelding, stand_of, take_from
from regions.vooraanmelding.forms.invullen import (
    MOST_FILES,
    ContactForm,
    GemeentenForm,
    RegioForm,
    VerklaringForm,
    full_names,
)
from regions.vooraanmelding.views.gate import VooraanmeldingGate, WriteGate
from sto_portal.bestanden.actions import store
from sto_portal.bestanden.models import StorageError
from sto_portal.bestanden.responses import download
from sto_portal.bestanden.ruimte import of_person
from sto_portal.bestanden.uploads import bound, say_not_kept
from sto_portal.namen import NameKey
from sto_portal.workflow import TransitionError

FOUND, SHORTEST = 20, 2


class FieldsEdit(WriteGate, UpdateView):
    """Plain fields of one part; afterwards the page of the registration."""

    template_name = "regions/vooraanmelding_velden.html"
    titel = ""
    uitleg = ""

    def get_object(self, queryset=None):
        return self.vooraanmelding

    def get_context_data(self, **kwargs):
        return super().get_context_data(titel=self.titel, uitleg=self.uitleg, **kwargs)

    def form_valid(self, form):
        own = {"vooraanmelding": form.instance, "stand": form.cleaned_data["stand_deel"], "by": self.request.user}
        try:
            change_vooraanmelding(**own, **form.values)
        except TransitionError as error:
            return self.refuse(error)
        except ChangedError as error:
            return self.show_change(form, error.vooraanmelding)
        return self.done("Uw gegevens zijn opgeslagen.")

    def show_change(self, form, saved):
        """What was typed, beside what someone else saved; saving again writes what was typed."""
        form.data = form.data.copy()
        form.data["stand_deel"] = stand_of(saved, form.own)
        context = self.get_context_data(form=form, opgeslagen=form.describe(saved))
        return self.render_to_response(context, status=409)


class RegioEdit(FieldsEdit):
    form_class = RegioForm
    titel = "Naam en soort"


class ContactEdit(FieldsEdit):
    form_class = ContactForm
    titel = "Contactpersoon en vervanger"
    uitleg = (
        "Accepteren wij de regio, dan wordt de contactpersoon penvoerder in dit portaal en de vervanger mede-auteur. "
        "Beiden krijgen e-mail over de aanmelding."
    )


class TiesEdit(WriteGate):
    """A part that is a list: `name` of what it holds, `url_name` of its page; 'weg' in a post takes one away."""

    name = ""
    url_name = ""

    def again(self, message, kind=messages.success):
        kind(self.request, message)
        return redirect(self.url_name, self.vooraanmelding.pk)

    def add(self, rows):
        return add_to(vooraanmelding=self.vooraanmelding, name=self.name, rows=rows, by=self.request.user)

    def post(self, request, *args, **kwargs):
        try:
            if "weg" not in request.POST:
                return super().post(request, *args, **kwargs)
            own = getattr(self.vooraanmelding, self.name)
            chosen = request.POST["weg"]
            row = own.filter(pk=chosen).first() if chosen.isascii() and chosen.isdigit() and len(chosen) < 19 else None
            if row is not None:
                take_from(vooraanmelding=self.vooraanmelding, name=self.name, row=row, by=request.user)
            return self.again(f"{row or 'Dit'} staat niet meer in de lijst.")
        except TransitionError as error:
            return self.refuse(error)


class GemeentenEdit(TiesEdit, FormView):
    """The municipalities of the region, added by name."""

    name, url_name = "gemeenten", "vooraanmelding-gemeenten"
    form_class = GemeentenForm
    template_name = "regions/vooraanmelding_gemeenten.html"

    def get_context_data(self, **kwargs):
        own = self.vooraanmelding.gemeenten.all()
        rest = [label for label, row in full_names(Gemeente.objects.all()).items() if row not in set(own)]
        return super().get_context_data(gemeenten=own, namen=rest, **kwargs)

    def form_valid(self, form):
        new = self.add(form.cleaned_data["gemeenten"])
        names = ", ".join(gemeente.naam for gemeente in new)
        return self.again(f"Toegevoegd: {names}." if new else "Deze gemeenten stonden al in de lijst.")


class ScholenEdit(TiesEdit, TemplateView):
    """The vmbo schools: those of the municipalities to tick, others to search; a search keeps what was ticked."""

    name, url_name = "vestigingen", "vooraanmelding-scholen"
    template_name = "regions/vooraanmelding_scholen.html"

    def get_context_data(self, **kwargs):
        own = self.vooraanmelding.vestigingen.order_by(NameKey("zoektekst"), "code")
        rest = Vestiging.objects.current().of_vmbo().exclude(pk__in=own.values("pk")).select_related("gemeente")
        gemeenten = list(self.vooraanmelding.gemeenten.all())
        nearby = list(
            rest.filter(gemeente__in=gemeenten).order_by(NameKey("gemeente__naam"), NameKey("zoektekst"), "code")
        )
        asked = (self.request.POST or self.request.GET).get("zoek", "")[:100]
        elsewhere = rest.exclude(pk__in=[school.pk for school in nearby])
        found = list(elsewhere.search(asked)[: FOUND + 1]) if len(asked.strip()) >= SHORTEST else []
        ticked = self.ticked
        kept = elsewhere.filter(pk__in=ticked).exclude(pk__in=[school.pk for school in found])
        return super().get_context_data(
            scholen=own.select_related("gemeente"),
            gemeenten=gemeenten,
            dichtbij=nearby,
            zoek=asked,
            gevonden=[*kept, *found[:FOUND]],
            is_meer=len(found) > FOUND,
            aangevinkt=ticked,
            **kwargs,
        )

    @property
    def ticked(self):
        """The pks of the schools that were ticked."""
        return {int(pk) for pk in self.request.POST.getlist("school") if pk.isascii() and pk.isdigit() and len(pk) < 19}

    def post(self, request, *args, **kwargs):
        if "weg" in request.POST:
            return super().post(request, *args, **kwargs)
        if "zoeken" in request.POST:
            return self.render_to_response(self.get_context_data())
        return self.add_ticked()

    def add_ticked(self):
        try:
            new = self.add(list(Vestiging.objects.current().of_vmbo().filter(pk__in=self.ticked)))
        except TransitionError as error:
            return self.refuse(error)
        if not self.ticked:
            return self.again("Kies een of meer scholen.", messages.error)
        names = ", ".join(str(school) for school in new)
        return self.again(f"Toegevoegd: {names}." if new else "Er is niets toegevoegd.")


class VerklaringenEdit(TiesEdit, FormView):
    """The declarations of intent: one for all schools, or one for each."""

    name, url_name = "verklaringen", "vooraanmelding-verklaringen"
    form_class = VerklaringForm
    template_name = "regions/vooraanmelding_verklaringen.html"

    def get_form(self, form_class=None):
        return bound(super().get_form(form_class), of_person(self.request.user))

    def get_context_data(self, **kwargs):
        return super().get_context_data(verklaringen=self.vooraanmelding.verklaringen.all(), **kwargs)

    def form_valid(self, form):
        upload, user = form.cleaned_data["upload"], self.request.user
        if self.vooraanmelding.verklaringen.count() >= MOST_FILES:
            form.add_error("upload", f"U kunt niet meer dan {MOST_FILES} bestanden uploaden.")
            return self.form_invalid(form)
        try:
            with transaction.atomic():
                self.add([store(upload.read(), name=upload.name, kind="intentieverklaring", by=user)])
        except StorageError as error:
            say_not_kept(form, error)
            return self.render_to_response(self.get_context_data(form=form), status=503)
        return self.again(f"{upload.name} is opgeslagen.")


class VerklaringDownload(VooraanmeldingGate, View):
    """A declaration of this registration; any other file does not exist."""

    def get(self, request, **_kwargs):
        if not self.may_read:
            raise Http404("Dit bestand is nog niet ingediend.")
        return download(get_object_or_404(self.vooraanmelding.verklaringen, pk=self.kwargs["bestand"]))


def part_url(vooraanmelding, code):
    """The page on which this part is filled in."""
    names = {"regio": "regio", "gemeenten": "gemeenten", "scholen": "scholen", "contact": "contact"}
    return reverse(f"vooraanmelding-{names.get(code, 'verklaringen')}", args=[vooraanmelding.pk])
