"""The form with which the coordinator changes when registering regions closes."""

from django import forms
from django.core.exceptions import ValidationError

from regions.vooraanmelding.forms.beslissen import LONGEST_REASON
from sto_portal.termijnen import LAST_MINUTE
from sto_portal.vormgeving.forms import Formulierhulp
from sto_portal.vormgeving.velden import DatumField, TijdField, read_moment


class SluitingForm(forms.Form):
    """The last minute in Dutch time, and why; whether that moment can be the action says."""

    use_required_attribute = False
    datum = DatumField(label="Laatste dag om aan te melden")
    tijd = TijdField(label="Laatste minuut op die dag", help_text="Nederlandse tijd. Deze minuut telt nog mee.")
    reden = forms.CharField(
        label="Reden van de verandering",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        help_text="Het portaal bewaart deze tekst bij de verandering. Aanmelders lezen haar niet.",
        error_messages={"required": "Schrijf op waarom u de sluiting verandert."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["datum"].error_messages["required"] = "Vul een dag in, bijvoorbeeld 31-12-2027."
        self.helper = Formulierhulp("Verander de sluiting", kept=True)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("datum") and cleaned.get("tijd") is not None:
            try:
                cleaned["sluit_op"] = read_moment(cleaned["datum"], cleaned["tijd"]) + LAST_MINUTE
            except ValidationError as error:
                self.add_error("tijd", error)
        return cleaned
