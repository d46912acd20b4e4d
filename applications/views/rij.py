"""Adding, changing and removing one row of a table of the plan."""

from django import forms
from django.contrib import messages
from django.db.models.deletion import ProtectedError
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import CreateView, DeleteView, UpdateView

from applications.access import PlanEditGate
from applications.actions import delete_rij, save_rij
from applications.afhankelijk import count_by_kind, dependants, usage
from applications.delen import groep_of
from applications.models import VersieConflictError
from applications.rijen import RIJSOORTEN
from sto_portal.money import format_euro
from sto_portal.vormgeving.forms import Knop


class RijView(PlanEditGate):
    """One row of the table that the address names."""

    template_name = "applications/rij_form.html"
    verb = ""

    @cached_property
    def soort(self):
        return RIJSOORTEN[self.kwargs["soort"]]

    @cached_property
    def groep(self):
        return groep_of(self.soort.model_name, self.found.ronde)

    @cached_property
    def home(self):
        return self.soort.home(self.aanvraag)

    def get_queryset(self):
        return self.soort.model.objects.of(self.plan)

    def get_object(self, queryset=None):
        rij = super().get_object(queryset)
        rij.plan = self.plan
        return rij

    def get_form_class(self):
        return self.soort.form

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"plan": self.plan, "submit": f"{self.soort.naam.capitalize()} opslaan"}

    def get_success_url(self):
        return self.home

    def get_context_data(self, **kwargs):
        title = f"{self.soort.naam.capitalize()} {self.verb}"
        return super().get_context_data(soort=self.soort, home=self.home, title=title, **kwargs)

    def done(self, what):
        messages.success(self.request, f"{self.soort.naam.capitalize()} {what}.")
        return HttpResponseRedirect(self.home)


class RijCreate(RijView, CreateView):
    """Posting the same page twice gives one row: its `sleutel` travels in the form.

    Who goes on with the next row (`nog_een`) finds the choices of the last one filled in: `?zoals=` names it.
    """

    verb = "toevoegen"
    repeats = True

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.repeats:
            form.helper.add_input(Knop("nog_een", "Opslaan en nog een toevoegen", "secondary"))
        zoals = self.request.GET.get("zoals", "")
        alike = self.get_queryset().filter(pk=zoals).first() if zoals.isascii() and zoals.isdigit() else None
        form.initial |= choices_of(alike, form) if alike else {}
        return form

    def done(self, what):
        if "nog_een" not in self.request.POST:
            return super().done(what)
        messages.success(self.request, f"{self.soort.naam.capitalize()} {what}. Vul de volgende in.")
        last = self.get_queryset().order_by("-pk").values_list("pk", flat=True).first()
        return HttpResponseRedirect(f"{self.request.path}?zoals={last}")

    def form_valid(self, form):
        sleutel = form.cleaned_data.get("sleutel")
        if not (sleutel and self.get_queryset().filter(sleutel=sleutel).exists()):
            new = form.save(commit=False)
            save_rij(rij=new, versie=None, by=self.request.user, koppelingen=form.koppelingen)
        return self.done("toegevoegd")

    def form_invalid(self, form):
        sleutel = form.cleaned_data.get("sleutel")
        if sleutel and self.get_queryset().filter(sleutel=sleutel).exists():
            return self.done("toegevoegd")
        return super().form_invalid(form)


def choices_of(rij, form):
    """{field: value} of what is chosen from a list in this row, not of what is typed."""
    lists = [name for name, field in form.fields.items() if isinstance(field, forms.ChoiceField)]
    return {field.name: field.value_from_object(rij) for field in rij._meta.concrete_fields if field.name in lists}


class RijEdit(RijView, UpdateView):
    """Where someone else saved the row first, the page shows both and keeps what was typed."""

    verb = "wijzigen"

    def get_context_data(self, **kwargs):
        delete_url = reverse("rij-delete", args=[self.aanvraag.nummer, self.soort.slug, self.object.pk])
        return super().get_context_data(delete_url=delete_url, **kwargs)

    def form_valid(self, form):
        versie = form.cleaned_data["versie"] or 0
        try:
            save_rij(rij=form.instance, versie=versie, by=self.request.user, koppelingen=form.koppelingen)
        except VersieConflictError:
            return self.show_conflict(form)
        return self.done("gewijzigd")

    def show_conflict(self, form):
        saved = self.get_queryset().select_related(*self.soort.related).get(pk=self.object.pk)
        data = form.data.copy()
        data["versie"] = str(saved.versie)
        form.data = data
        form.add_error(None, "Iemand anders heeft dit intussen veranderd. Sla opnieuw op als uw tekst moet gelden.")
        saved_rows = [
            {"label": field.label, "value": describe(saved, name)}
            for name, field in form.fields.items()
            if not field.widget.is_hidden
        ]
        return self.render_to_response(self.get_context_data(form=form, saved_rows=saved_rows), status=409)


class RijDelete(RijView, DeleteView):
    """Asks first; refuses what others of the plan rest on and says what that is."""

    template_name = "applications/rij_confirm_delete.html"
    verb = "verwijderen"

    def get_form_class(self):
        return DeleteView.form_class

    def get_form_kwargs(self):
        return super(RijView, self).get_form_kwargs()

    def get_context_data(self, **kwargs):
        needed_by, goes_along = dependants(self.object)
        return super().get_context_data(
            needed_by=count_by_kind(needed_by),
            gebruik=usage(needed_by, self.aanvraag),
            omschrijving=self.soort.describe(self.object),
            consequences=goes_along,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            delete_rij(rij=self.object, by=self.request.user)
        except ProtectedError as error:
            needed_by = ", ".join(count_by_kind(error.protected_objects))
            messages.error(self.request, f"Verwijderen kan niet: {self.object} is nog nodig voor {needed_by}.")
            return redirect(self.home)
        return self.done("verwijderd")


def describe(rij, name):
    """The saved value of one field as people read it."""
    display = getattr(rij, f"get_{name}_display", None)
    value = display() if display else getattr(rij, name)
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    return format_euro(value) if name.endswith("_cents") else value
