"""The forecast of pupils: ten years in one form, and reading them from what was pasted or uploaded."""

import re

from django import forms
from django.core.exceptions import ValidationError

from applications.forms.partnertabel import KINDS, TabelField
from applications.forms.velden import MAXIMUM_NUMBER, GetalField, explain_nul
from sto_portal.spreadsheets.lezen import read_text
from sto_portal.vormgeving.velden import DatumField

JAAR = re.compile(r"^(\d{4})(?:[/-]\d{2,4})?$", re.ASCII)
GETAL = re.compile(r"^\d{1,7}$|^\d{1,3}(\.\d{3})+$", re.ASCII)
NOTHING = "Plak uw tabel in het veld, of kies een bestand."
NOT_FOUND = "Er staan geen jaren in. Zet op elke regel een jaar en een aantal, met een tab of puntkomma ertussen."


def recognise(cells):
    """How many of the first two cells are what they should be, or could be a heading of it."""
    return sum(bool(cell) for cell in cells[:2])


class PrognosetabelField(TabelField):
    """A CSV, XLSX or ODS with a column of years and one of pupils."""

    recognise = staticmethod(recognise)


class InleesForm(forms.Form):
    """`cleaned_data["leerlingen"]` is {jaar: number} of what was handed in; a file counts before the text."""

    use_required_attribute = False
    tekst = forms.CharField(
        label="Plak hier twee kolommen: jaar en leerlingen",
        required=False,
        widget=forms.Textarea({"rows": 6, "class": "sto-tabeltekst", "wrap": "off", "spellcheck": "false"}),
        help_text="Bijvoorbeeld uit Excel, of met een puntkomma tussen jaar en aantal.",
    )
    bestand = PrognosetabelField(label="Of kies een bestand", required=False, help_text=KINDS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.asked = True
        explain_nul(self.fields["tekst"])

    def clean(self):
        cleaned = super().clean()
        text = cleaned.get("bestand") or cleaned.get("tekst", "")
        if not self.errors and not text.strip():
            raise ValidationError(NOTHING)
        if not self.errors:
            cleaned["leerlingen"] = self.read(text)
        return cleaned

    def read(self, text):
        """{jaar: number}; a first line that is no year is a heading. Raises ValidationError naming each wrong row."""
        found, wrong = {}, []
        for place, row in enumerate(read_text(text, recognise)):
            jaar, aantal = [*row.cellen, "", ""][:2]
            match = JAAR.match(jaar)
            if not match:
                if place:
                    wrong.append(f"Rij {row.nummer}: '{jaar[:20]}' is geen jaar.")
            elif not GETAL.match(aantal) or int(aantal.replace(".", "")) > MAXIMUM_NUMBER:
                wrong.append(f"Rij {row.nummer}: '{aantal[:20]}' is geen aantal leerlingen.")
            else:
                found[int(match[1])] = int(aantal.replace(".", ""))
        if wrong or not found:
            raise ValidationError(wrong[:10] or NOT_FOUND)
        return found


class PrognoseForm(forms.Form):
    """Pupils per year of `jaren`, with one source and day; `leerlingen` cleans to {jaar: number or None}.

    `stand` tells whether somebody else saved the table meanwhile.
    """

    use_required_attribute = False
    stand = forms.CharField(required=False, widget=forms.HiddenInput)
    bron = forms.CharField(label="Bron", max_length=200, required=False, help_text="Waar komen deze aantallen vandaan?")
    peil_datum = DatumField(label="Peildatum", required=False, help_text="Op welke dag zijn deze aantallen gemaakt?")

    def __init__(self, *args, jaren, **kwargs):
        super().__init__(*args, **kwargs)
        self.jaren = list(jaren)
        for jaar in self.jaren:
            self.fields[self.name_of(jaar)] = GetalField(required=False, label=str(jaar))
        for field in self.fields.values():
            field.asked = True
        explain_nul(self.fields["bron"])

    @staticmethod
    def name_of(jaar):
        return f"jaar_{jaar}"

    @property
    def jaarvelden(self):
        return [self[self.name_of(jaar)] for jaar in self.jaren]

    @property
    def leerlingen(self):
        return {jaar: self.cleaned_data[self.name_of(jaar)] for jaar in self.jaren}
