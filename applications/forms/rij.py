"""What every form of a row of a Plan has: choices within the Plan, a version, Dutch fields."""

import uuid

from django import forms
from django.db import models
from django.utils.text import capfirst

from applications.forms.velden import EuroField, GetalField, TekstField, explain_nul
from applications.models import Planonderdeel
from sto_portal.vormgeving.forms import Formulierhulp
from sto_portal.vormgeving.velden import DatumField

FIELDS = {
    models.TextField: TekstField,
    models.DateField: DatumField,
    models.PositiveIntegerField: GetalField,
    models.BigIntegerField: EuroField,
}


def make_rij_field(db_field, **kwargs):
    """The form field of a model field, reading what Dutch people type."""
    field_class = FIELDS.get(type(db_field))
    if field_class is None or db_field.choices:
        return db_field.formfield(**kwargs)
    defaults = {"label": capfirst(db_field.verbose_name), "required": not db_field.blank}
    return field_class(**defaults | kwargs)


def name_empty_choice(field):
    """Let a list to choose from begin with the words people expect."""
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        field.choices = [("", "Maak een keuze") if value == "" else (value, label) for value, label in field.choices]


class RijForm(forms.ModelForm):
    """A row of `plan`. `sleutel` makes posting twice one row; `versie` tells whether others changed it meanwhile."""

    use_required_attribute = False
    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput)
    versie = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    class Meta:
        formfield_callback = make_rij_field

    def __init__(self, *args, plan, submit="Opslaan", **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        if self.instance.pk is None:
            self.instance.plan = plan
            self.initial["sleutel"] = uuid.uuid4()
        else:
            del self.fields["sleutel"]
            self.initial["versie"] = self.instance.versie
        for field in self.fields.values():
            explain_nul(field)
            name_empty_choice(field)
            if not isinstance(field, forms.FileField):
                field.error_messages["required"] = "Maak een keuze." if hasattr(field, "choices") else "Vul dit in."
            self.limit_choices(field)
        self.helper = Formulierhulp(submit, kept=True)

    def limit_choices(self, field):
        """Rows of the same Plan only; where there are none yet, say what to add first."""
        if isinstance(field, forms.ModelChoiceField):
            model = field.queryset.model
            if issubclass(model, Planonderdeel):
                field.queryset = field.queryset.filter(plan=self.plan)
            field.empty_label = "Maak een keuze"
            field.help_text = (
                field.help_text or f"Staat uw keuze er niet bij? Voeg eerst een {model._meta.verbose_name} toe."
            )

    @property
    def koppelingen(self):
        """Which partners are tied to this row (see `save_rij`)."""
        return []

    @property
    def regelingversie(self):
        return self.plan.ronde.regelingversie

    def _get_validation_exclusions(self):
        """`plan` counts, so that what may stand once in a Plan is told at the form."""
        return super()._get_validation_exclusions() - {"plan"}

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk is None and self.cleaned_data.get("sleutel"):
            self.instance.sleutel = self.cleaned_data["sleutel"]
