from crispy_forms.layout import Fieldset, Layout
from django import forms

from applications.forms.velden import EuroField, TekstField
from assessment.actions.besluiten import BesluitError, change_besluit
from assessment.forms.velden import ZinsdeelField
from assessment.models import Besluit, Besluitsoort
from sto_portal.money import format_euro
from sto_portal.vormgeving.forms import Formulierhulp

CONDITIONAL = ("bedrag_cents", "wettelijke_grondslag", "afwijking_reden", "lager_reden", "weggelaten_reden")
KINDS = (Besluitsoort.VERLENING, Besluitsoort.AFWIJZING)  # of a decision that rests on an advice


class BesluitForm(forms.ModelForm):
    """The draft of a decision; `save(by=…)` writes it through `change_besluit` or puts the reason at the form.

    What is CONDITIONAL may stay empty in some drafts, but is asked in others: its help says when.
    """

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
    lager_reden = TekstField(
        label="Reden om minder te verlenen dan de regio vraagt",
        required=False,
        rows=4,
        help_text="Vul dit alleen in als het bedrag lager is dan gevraagd. Deze tekst komt in de brief.",
    )
    weggelaten_reden = TekstField(
        label="Reden om een verduidelijking niet te vragen",
        required=False,
        rows=3,
        help_text="Alleen als u weghaalt wat de commissie laat verduidelijken. Wie akkoord geeft, leest dit.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Besluit
        fields = [
            "soort", "bedrag_cents", "wettelijke_grondslag", "motivering", "afwijking_reden", "lager_reden",
            "weggelaten_reden",
        ]  # fmt: skip
        widgets = {"soort": forms.RadioSelect}
        field_classes = {"wettelijke_grondslag": ZinsdeelField}
        help_texts = {
            "wettelijke_grondslag": "Schrijf de artikelen zoals ze in de zin passen: 'Dit besluit berust op …'. "
            "Zonder artikelen kan het besluit niet ter akkoord."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].choices = [(kind.value, kind.label) for kind in KINDS]
        self.initial["versie"] = self.instance.versie
        asked = format_euro(self.instance.plan.gevraagde_subsidie_cents)
        self.fields["bedrag_cents"].help_text = f"Nodig bij een verlening. De regio vraagt {asked}. Meer kan niet."
        for name in CONDITIONAL:
            self.fields[name].asked = True
        years = self.add_years()
        groups = [
            Fieldset("Besluit", "soort", "bedrag_cents", "wettelijke_grondslag"),
            Fieldset("Motivering", "motivering", "afwijking_reden", "lager_reden"),
            "versie",
        ]
        if years:
            groups += [Fieldset("Subsidie per jaar", *years), Fieldset("Verplichtingen", "weggelaten_reden")]
        else:
            del self.fields["weggelaten_reden"]
        self.helper = Formulierhulp(None, layout=Layout(*groups), tag=False)

    def add_years(self):
        """A field for the amount of each year of the subsidy period, where this is a grant; their names."""
        if not self.instance.is_grant:
            return []
        kept = dict(self.instance.jaarbedragen.values_list("jaar", "bedrag_cents"))
        for jaar in self.instance.regelingversie.jaren:
            self.fields[f"jaar_{jaar}"] = EuroField(label=f"Bedrag voor {jaar}", required=False)
            self.fields[f"jaar_{jaar}"].asked = True
            self.initial[f"jaar_{jaar}"] = kept.get(jaar, 0)
        return [f"jaar_{jaar}" for jaar in self.instance.regelingversie.jaren]

    @property
    def jaarbedragen(self):
        """{year: int euro cents} as typed; None where nobody changed an amount, so that they follow the whole."""
        names = [name for name in self.fields if name.startswith("jaar_")]
        typed = {name: self.cleaned_data[name] or 0 for name in names}
        if all(cents == self.initial[name] for name, cents in typed.items()):
            return None
        return {int(name.removeprefix("jaar_")): cents for name, cents in typed.items()}

    def clean(self):
        data = super().clean()
        if data.get("soort") == Besluitsoort.AFWIJZING:
            data["bedrag_cents"] = 0
        elif data.get("soort") and "bedrag_cents" in data and not data["bedrag_cents"]:
            self.add_error("bedrag_cents", "Vul het bedrag van de subsidie in.")
        return data

    def _post_clean(self):
        """The rules about the row are asked in `save`, under lock."""

    def save(self, *, by, verplichtingen):
        """The changed Besluit, with these obligations, or None with the reason at the form."""
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}
        shared = {"jaarbedragen": self.jaarbedragen, "verplichtingen": verplichtingen}
        try:
            return change_besluit(self.instance, versie=self.cleaned_data["versie"], by=by, **shared, **fields)
        except BesluitError as error:
            self.add_error(None, str(error))
            return None
