from django import forms

from applications.forms.velden import TekstField
from assessment.models import Verplichtingsoort
from sto_portal.vormgeving.forms import Tabelhulp
from sto_portal.vormgeving.velden import DatumField

EMPTY_ROWS, MOST_ROWS = 2, 60
NOTHING_SHOWN = {"verplichting-TOTAL_FORMS": "0", "verplichting-INITIAL_FORMS": "0"}


class VerplichtingForm(forms.Form):
    """One obligation of a grant: kind, text and last day; a row without text is no obligation."""

    use_required_attribute = False
    pk = forms.IntegerField(widget=forms.HiddenInput, required=False)
    soort = forms.ChoiceField(
        label="Soort", choices=[("", "Kies een soort"), *Verplichtingsoort.choices], required=False
    )
    omschrijving = TekstField(label="Wat moet de regio doen?", required=False, rows=3)
    uiterlijk_datum = DatumField(label="Uiterlijk op", required=False)

    def clean(self):
        data = super().clean()
        if data.get("omschrijving") and not data.get("soort"):
            self.add_error("soort", "Kies wat voor verplichting dit is.")
        return data

    @property
    def is_gone(self):
        """Whether there is nothing in this row (any more)."""
        data = self.cleaned_data
        return bool(data.get("DELETE")) or not data.get("omschrijving", "").strip()


class Verplichtingen(forms.BaseFormSet):
    """The obligations of a draft, as `write_obligations` takes them in `rows`."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Haal weg"

    @property
    def helper(self):
        return Tabelhulp("Verplichtingen in de brief", None, tag=False)

    @property
    def rows(self):
        """What stands in the form, without what was taken away; None where the form showed none."""
        if self.data is NOTHING_SHOWN:
            return None
        names = ("pk", "soort", "omschrijving", "uiterlijk_datum")
        return [{name: form.cleaned_data.get(name) for name in names} for form in self.forms if not form.is_gone]


VerplichtingFormSet = forms.formset_factory(
    VerplichtingForm, formset=Verplichtingen, extra=EMPTY_ROWS, can_delete=True, max_num=MOST_ROWS
)


def make_formset(besluit, data=None):
    """The obligations of this draft as a formset, with empty rows for new ones; nothing typed where none was shown."""
    if data is not None and "verplichting-TOTAL_FORMS" not in data:
        data = NOTHING_SHOWN
    rows = besluit.verplichtingen.values("pk", "soort", "omschrijving", "uiterlijk_datum")
    return VerplichtingFormSet(data, initial=list(rows), prefix="verplichting")
