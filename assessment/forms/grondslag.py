from crispy_forms.layout import Fieldset, Layout
from django import forms

from applications.forms.velden import TekstField
from assessment.forms.velden import ZinsdeelField
from assessment.models import Besluitsoort, Besluittekst
from regions.models import Afzender
from sto_portal.vormgeving.forms import Formulierhulp

OF_A_GRANT = ("verplichtingen", "betaling", "vaststelling")


class VersieForm(forms.ModelForm):
    """A row of which the form knows the `versie` that it changes, 0 for one that is not stored yet."""

    use_required_attribute = False
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["versie"] = self.instance.versie if self.instance.pk else 0

    @property
    def values(self):
        """What was typed, as the action takes it."""
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "versie") if name in self.fields}

    def _post_clean(self):
        """The action writes the row, under lock."""


class BesluittekstForm(VersieForm):
    """What decisions of one kind say of the law; only a grant says how it is paid and settled."""

    betaling = TekstField(label="Hoe en wanneer wij betalen", required=False, rows=5)
    vaststelling = TekstField(label="Verantwoording en vaststelling", required=False, rows=7)

    class Meta:
        model = Besluittekst
        fields = ["grondslag", "verplichtingen", "betaling", "vaststelling"]
        field_classes = {"grondslag": ZinsdeelField, "verplichtingen": ZinsdeelField}
        help_texts = {
            "grondslag": "Schrijf de artikelen zoals ze in de zin passen: 'Dit besluit berust op …'.",
            "verplichtingen": "Schrijf ze zoals ze in de zin passen: 'Deze verplichtingen leggen wij u op met …'.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.soort != Besluitsoort.VERLENING:
            for name in OF_A_GRANT:
                del self.fields[name]
        self.helper = Formulierhulp("Sla de teksten op", kept=True)


class AfzenderForm(VersieForm):
    """Who sends the letters of a regeling, and where an objection goes."""

    postadres = TekstField(label="Postadres", required=False, rows=3)
    bezoekadres = TekstField(label="Bezoekadres", required=False, rows=3)
    bezwaaradres = TekstField(
        label="Adres voor bezwaar", rows=3, error_messages={"required": "Vul in waar de regio bezwaar maakt."}
    )

    class Meta:
        model = Afzender
        fields = [
            "naam", "namens", "postadres", "bezoekadres", "telefoon", "email", "bezwaaradres", "bezwaar_digitaal",
        ]  # fmt: skip
        help_texts = {
            "namens": "Bijvoorbeeld: voor het ministerie van Onderwijs, Cultuur en Wetenschap.",
            "bezwaar_digitaal": "Het adres van de pagina waar bezwaar maken digitaal kan. Laat leeg als dat niet kan.",
        }
        error_messages = {"naam": {"required": "Vul de naam van de afzender in."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp(
            "Sla de afzender op",
            layout=Layout(
                Fieldset("Afzender", "naam", "namens", "postadres", "bezoekadres", "telefoon", "email"),
                Fieldset("Bezwaar", "bezwaaradres", "bezwaar_digitaal"),
                "versie",
            ),
            kept=True,
        )
