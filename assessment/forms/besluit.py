from crispy_forms.layout import Fieldset, Layout
from django import forms

from applications.forms.velden import EuroField, TekstField
from assessment.actions.besluiten import BesluitError, change_besluit
from assessment.models import Besluit, Besluitsoort
from sto_portal.vormgeving.forms import Formulierhulp

KINDS = (Besluitsoort.VERLENING, Besluitsoort.AFWIJZING)  # of a decision that rests on an advice


class BesluitForm(forms.ModelForm):
    """The draft of a decision; `save(by=…)` writes it through `change_besluit` or puts the reason at the form."""

    bedrag_cents = EuroField(label="Bedrag van de subsidie", required=False)
    motivering = TekstField(
        label="Toelichting op het besluit",
        required=False,
        rows=5,
        help_text="Deze tekst komt in de brief, na de samenvatting van het advies.",
    )
    afwijking_reden = TekstField(
        label="Reden om af te wijken van het advies",
        required=False,
        rows=4,
        help_text="Vul dit alleen in als uw besluit anders is dan het advies van de commissie.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Besluit
        fields = ["soort", "bedrag_cents", "wettelijke_grondslag", "motivering", "afwijking_reden"]
        widgets = {"soort": forms.RadioSelect}
        help_texts = {
            "wettelijke_grondslag": "Schrijf de artikelen zoals ze in de zin passen: 'Dit besluit berust op …'. "
            "Zonder artikelen kan het besluit niet ter akkoord."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [(kind.value, kind.label) for kind in KINDS]
        self.initial["versie"] = self.instance.versie
        self.helper = Formulierhulp(
            "Sla het concept op",
            layout=Layout(
                Fieldset("Besluit", "soort", "bedrag_cents", "wettelijke_grondslag"),
                Fieldset("Motivering", "motivering", "afwijking_reden"),
                "versie",
            ),
            kept=True,
        )

    def clean(self):
        data = super().clean()
        if data.get("soort") == Besluitsoort.AFWIJZING:
            data["bedrag_cents"] = 0
        elif data.get("soort") and "bedrag_cents" in data and not data["bedrag_cents"]:
            self.add_error("bedrag_cents", "Vul het bedrag van de subsidie in.")
        return data

    def _post_clean(self):
        """The rules about the row are asked in `save`, under lock."""

    def save(self, *, by):
        """The changed Besluit, or None with the reason at the form."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        try:
            return change_besluit(self.instance, versie=self.cleaned_data["versie"], by=by, **fields)
        except BesluitError as error:
            self.add_error(None, str(error))
            return None
