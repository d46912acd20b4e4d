from django import forms

from applications.forms.velden import TekstField
from sto_portal.vormgeving.forms import Formulierhulp


class ReasonForm(forms.Form):
    """Why a step with a decision is taken, in a field with this `label`."""

    reden = TekstField(label="", rows=4)

    def __init__(self, *args, label, button, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"].label = label
        self.helper = Formulierhulp(button, kept=True)


class SetAsideForm(forms.Form):
    """Why an incomplete application is not treated; `versie` is that of the draft that is changed, 0 for a new one."""

    use_required_attribute = False
    reden = TekstField(
        label="Waarom kunt u de aanvraag zo niet behandelen?",
        help_text="Deze tekst staat in de brief. Wat er ontbrak, staat er al in.",
        error_messages={"required": "Schrijf op waarom u de aanvraag niet behandelt."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Sla het concept op", kept=True)
