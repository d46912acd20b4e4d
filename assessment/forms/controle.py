from crispy_forms.layout import Fieldset, Layout
from django import forms

from applications.forms.velden import TekstField
from sto_portal.vormgeving.forms import Formulierhulp

POINTS = {
    "belang": "Geen van de beoordelaars heeft een belang bij deze aanvraag.",
    "redenen": "Bij elke vereiste staat een oordeel met een reden, en de conclusies passen daarbij.",
    "strekking": "Het advies volgt uit de oordelen. Waar de commissie van een beoordelaar afwijkt, staat waarom.",
}


class ControleForm(forms.Form):
    """What someone of DUS-I declares to have checked of an advice: each point, and what was noticed."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in POINTS.items():
            messages = {"required": "Controleer dit eerst. Klopt het niet, neem dan contact op met de voorzitter."}
            self.fields[name] = forms.BooleanField(label=label, error_messages=messages)
        self.fields["opmerking"] = TekstField(
            label="Wat viel u op?", required=False, rows=3, help_text="Alleen DUS-I leest dit."
        )
        self.helper = Formulierhulp(
            "Leg de controle vast",
            layout=Layout(Fieldset("Ik heb dit gecontroleerd", *POINTS), "opmerking"),
            kept=True,
        )
