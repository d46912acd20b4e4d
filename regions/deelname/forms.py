from django import forms
from django.core.exceptions import ValidationError

from regions.lijsten.cellen import CelError, vestigingscode
from regions.models import Deelnamewens, Regio
from sto_portal.namen import NameKey
from sto_portal.tekens import without_invisible
from sto_portal.vormgeving.forms import Formulierhulp

LONGEST = 2000
WRONG_CODE = "Vul 6 tekens in: 2 cijfers, 2 letters en 2 cijfers, bijvoorbeeld 01AB00."


class DeelnamewensForm(forms.ModelForm):
    """A school names itself, the region and whom to answer; every field but the message is needed."""

    use_required_attribute = False
    regio = forms.ModelChoiceField(
        Regio.objects.order_by(NameKey("naam"), "pk"),
        label="Bij welke regio wil de school meedoen?",
        empty_label="Maak een keuze",
        error_messages={"required": "Kies een regio.", "invalid_choice": "Kies een regio uit de lijst."},
    )
    vestigingscode = forms.CharField(
        label="BRIN en vestigingsnummer", max_length=20, help_text="6 tekens, bijvoorbeeld 01AB00."
    )
    bericht = forms.CharField(
        label="Wat wilt u de regio laten weten?",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text="Bijvoorbeeld welke technische profielen u hebt, en wie er al met elkaar spraken.",
    )

    class Meta:
        model = Deelnamewens
        fields = ["regio", "naam", "vestigingscode", "contactpersoon", "email", "bericht"]
        help_texts = {
            "email": "De regio en de uitvoerder van de regeling zien dit adres en kunnen u daarop antwoorden.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Verstuur")
        for name in ("naam", "vestigingscode", "contactpersoon", "email"):
            self.fields[name].error_messages["required"] = "Vul dit in."

    def clean_vestigingscode(self):
        typed = without_invisible(self.cleaned_data["vestigingscode"]).upper()
        text = "".join(sign for sign in typed if sign not in " -.")
        try:
            if len(text) == 6:
                return vestigingscode(text)
        except CelError:
            pass
        raise ValidationError(WRONG_CODE)

    def _get_validation_exclusions(self):
        """The same wish again is no fault: it is kept once."""
        return super()._get_validation_exclusions() | {"regio"}
