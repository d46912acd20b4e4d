"""A form of a row to which partners are tied by rows of their own."""

from django import forms

from applications.actions import Koppeling
from applications.models import BY_NAME, Partner


class PartnersField(forms.ModelMultipleChoiceField):
    """Any number of partners of the plan, each with a box to check."""

    widget = forms.CheckboxSelectMultiple
    in_columns = True

    def __init__(self, **kwargs):
        super().__init__(queryset=Partner.objects.order_by(BY_NAME, "pk"), required=False, **kwargs)


class KoppelForm:
    """For a RijForm: `koppeling` is (model of the tie, its field that points to the row, name of the form field)."""

    koppeling = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model, veld, name = self.koppeling
        field = self.fields[name]
        field.asked, field.empty_label = True, None
        if not field.queryset.exists():
            field.help_text = "Er zijn nog geen partners. Voeg ze eerst toe."
        if self.instance.pk:
            ties = model.objects.filter(**{veld: self.instance})
            self.initial[name] = list(ties.values_list("partner", flat=True))

    @property
    def koppelingen(self):
        model, veld, name = self.koppeling
        return [Koppeling(model=model, veld=veld, partners=tuple(self.cleaned_data[name]))]
