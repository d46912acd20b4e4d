"""crispy-forms in the look of the portal: buttons, helpers and inputs for the pack `nlds`."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import BaseInput
from django import forms
from django.core.exceptions import ValidationError

LONGEST_NUMBER = 18


class Knop(BaseInput):
    """A submit button of a form: `value` is the verb on it, `kind` primary, secondary or subtle.

    `hint` 'positive' or 'negative' colours it: negative for what cannot be undone.
    """

    input_type = "submit"

    def __init__(self, name="opslaan", value="Opslaan", kind="primary", hint="", **attributes):
        self.field_classes = " ".join(["nl-button", f"nl-button--{kind}", *([f"nl-button--{hint}"] if hint else [])])
        super().__init__(name, value, **attributes)


class Formulierhulp(FormHelper):
    """Helper of one form: `{% crispy form %}` gives the error summary, the fields and the buttons.

    `submit` is the verb on the first button (None: no button, for a form inside another `<form>`); `buttons` are more
    of type Knop, in reading order; `layout` as in crispy-forms; what is typed in a `kept` form stays on the device
    until it is saved.
    """

    form_error_title = "Controleer uw invoer"

    def __init__(self, submit="Opslaan", *buttons, layout=None, tag=True, kept=False):
        super().__init__()
        self.attrs = {"novalidate": ""} | ({"data-unsaved": ""} if kept else {})
        self.form_class = "sto-form"
        self.form_tag = tag
        self.disable_csrf = not tag
        self.form_error_title = type(self).form_error_title
        if layout is not None:
            self.layout = layout
        if submit:
            self.add_input(Knop("opslaan", submit))
        for button in buttons:
            self.add_input(button)


class Tabelhulp(Formulierhulp):
    """Helper of a formset shown as one table: `{% crispy formset formset.helper %}`; `caption` names the table."""

    form_error_title = "Controleer de tabel"
    template = "nlds/table_inline_formset.html"

    def __init__(self, caption, submit="Opslaan", *buttons, tag=True):
        super().__init__(submit, *buttons, tag=tag)
        self.template = type(self).template
        self.caption = caption
        self.formset_error_title = self.form_error_title


class DateInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class EuroInput(forms.TextInput):
    """An amount in euros as a Dutch reader types it: right aligned, with the euro sign before it."""

    prefix = "€"

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})


class NumberInput(forms.TextInput):
    """A whole number without the arrows that change it by accident."""

    numeric = True

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})


class KeuzesField(forms.ModelMultipleChoiceField):
    """Rows to tick; a number that no row can have is no choice, whatever the database makes of it."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": "Kies uit de lijst.", "invalid_pk_value": "Kies uit de lijst."}

    def _check_values(self, value):
        if any(len(str(each)) > LONGEST_NUMBER for each in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": "?"})
        return super()._check_values(value)
