"""The forms of the steps that an aanvraag takes: file, accept, withdraw."""

from hashlib import sha256

from django import forms

from applications.forms.velden import TekstField
from sto_portal.vormgeving.forms import Formulierhulp, Knop

MISSED = "De lijst hierboven is veranderd sinds u deze pagina opende. Lees de lijst opnieuw en bevestig die daarna."


def stand_of(bevindingen):
    """A short code that changes when the list of findings does."""
    return sha256("\n".join(bevinding.tekst for bevinding in bevindingen).encode()).hexdigest()[:16]


class SubmitForm(forms.Form):
    """The declaration of who files, and the confirmation of what is missing when `bevindingen` block."""

    use_required_attribute = False
    akkoord = forms.BooleanField(
        label=(
            "Ik heb de hele aanvraag gelezen, alles is naar waarheid ingevuld, en ik mag de aanvraag indienen "
            "namens alle partners."
        ),
        error_messages={"required": "Verklaar dat alles klopt en dat u mag indienen."},
    )

    def __init__(self, *args, bevindingen, **kwargs):
        super().__init__(*args, **kwargs)
        self.bevindingen = bevindingen
        if bevindingen:
            self.fields["onvolledig"] = forms.BooleanField(
                label="Ik weet dat mijn aanvraag niet in orde is (zie de lijst hierboven) en dien die toch in.",
                error_messages={"required": "Bevestig dat u een aanvraag indient die niet in orde is."},
            )
            self.fields["stand"] = forms.CharField(widget=forms.HiddenInput, required=False)
            self.initial["stand"] = stand_of(bevindingen)
        self.helper = Formulierhulp(None)
        self.helper.add_input(Knop("indienen", "Dien de aanvraag in"))

    def clean(self):
        cleaned = super().clean()
        if self.bevindingen and cleaned.get("stand") != stand_of(self.bevindingen):
            self.data = self.data.copy()
            self.data["stand"] = stand_of(self.bevindingen)
            self.data.pop("onvolledig", None)
            raise forms.ValidationError(MISSED)
        return cleaned


class AcceptForm(forms.Form):
    """Why DUS-I takes a file into treatment; a reason is asked where something still blocks."""

    use_required_attribute = False
    reden = TekstField(label="Toelichting", required=False, help_text="De aanvrager kan dit lezen.")

    def __init__(self, *args, must_explain, **kwargs):
        super().__init__(*args, **kwargs)
        if must_explain:
            self.fields["reden"].required = True
            self.fields["reden"].error_messages["required"] = "Schrijf op waarom de aanvraag toch volledig genoeg is."
        self.helper = Formulierhulp(None)
        self.helper.add_input(Knop("volledig", "Aanvraag is volledig"))


class WithdrawForm(forms.Form):
    """Why a region takes its application back."""

    use_required_attribute = False
    reden = TekstField(
        label="Waarom trekt u de aanvraag in?",
        required=True,
        error_messages={"required": "Schrijf op waarom u de aanvraag intrekt."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp(None)
        self.helper.add_input(Knop("intrekken", "Trek de aanvraag in", hint="negative"))
