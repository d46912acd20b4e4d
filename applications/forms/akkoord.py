"""The forms of the akkoord: whom the penvoerder asks, and what the bestuurder answers."""

from django import forms

from applications.actions.akkoord import AkkoordError, require_another
from applications.forms.velden import TekstField
from sto_portal.emailadres import EmailadresField
from sto_portal.vormgeving.forms import Formulierhulp, Knop

YES, NO = "ja", "nee"


class AskForm(forms.Form):
    """Who is asked: a bestuurder of the penvoerder's bevoegd gezag."""

    use_required_attribute = False
    naam = forms.CharField(
        label="Naam van de bestuurder", max_length=120, error_messages={"required": "Vul de naam van de bestuurder in."}
    )
    functie = forms.CharField(
        label="Functie",
        max_length=120,
        help_text="Bijvoorbeeld: voorzitter van het college van bestuur.",
        error_messages={"required": "Vul de functie van de bestuurder in."},
    )
    email = EmailadresField(
        label="E-mailadres",
        help_text="Hier gaat een persoonlijke link naartoe. Een account is niet nodig.",
        error_messages={"required": "Vul het e-mailadres van de bestuurder in."},
    )

    def __init__(self, *args, plan, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.by = plan, by
        self.helper = Formulierhulp("Vraag akkoord")

    def clean_email(self):
        """An address; not in the mailbox of who asks or writes, who cannot agree with the own work."""
        email = self.cleaned_data["email"]
        try:
            require_another(self.plan, email, self.by)
        except AkkoordError as error:
            raise forms.ValidationError(str(error)) from error
        return email


class AnswerForm(forms.Form):
    """Whether the bestuurder agrees; who does not says why. `sha256` is that of the text that was shown."""

    use_required_attribute = False
    besluit = forms.ChoiceField(
        label="Gaat u akkoord met deze aanvraag?",
        choices=[
            (YES, "Ja, ik ga namens het bevoegd gezag akkoord. De aanvraag mag zo worden ingediend."),
            (NO, "Nee, ik ga niet akkoord."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of u akkoord gaat."},
    )
    opmerking = TekstField(label="Opmerking", required=False, help_text="De penvoerder en de mede-auteurs lezen dit.")
    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp(None)
        self.helper.add_input(Knop("antwoorden", "Verstuur uw antwoord"))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("besluit") == NO and not cleaned.get("opmerking"):
            self.add_error("opmerking", "Schrijf op waarom u niet akkoord gaat.")
        return cleaned
