"""The forecast of pupils: ten years in one form, and reading them from what was pasted or uploaded."""

from django import forms
from django.core.exceptions import ValidationError

from applications.forms.partnertabel import KINDS, TabelField
from applications.forms.velden import GetalField, explain_nul
from applications.prognosetabel import WrongRowsError, read_prognosetabel, recognise
from sto_portal.spreadsheets.lezen import TabelError, read_text
from sto_portal.vormgeving.velden import DatumField

NOTHING = "Plak uw tabel in het veld, of kies een bestand."


class PrognosetabelField(TabelField):
    """A CSV, XLSX or ODS with a column of years and one of pupils."""

    recognise = staticmethod(recognise)


class InleesForm(forms.Form):
    """`cleaned_data["leerlingen"]` is {jaar: number} of what was handed in; a file counts before the text.

    `cleaned_data["meldingen"]` tell how it was read and what was passed by.
    """

    use_required_attribute = False
    tekst = forms.CharField(
        label="Plak hier twee kolommen: jaar en leerlingen",
        required=False,
        strip=False,
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
        bestand, text = cleaned.get("bestand"), cleaned.get("tekst", "")
        if self.errors:
            return cleaned
        if not bestand and not text.strip():
            raise ValidationError(NOTHING)
        told = bestand.meldingen if bestand else ()
        try:
            tabel = read_prognosetabel(bestand.rijen if bestand else read_text(text, recognise))
        except TabelError as error:
            raise ValidationError([str(error), *told]) from error
        except WrongRowsError as error:
            raise ValidationError([*error.rijen, *told]) from error
        return cleaned | {"leerlingen": tabel.leerlingen, "meldingen": [*told, *tabel.meldingen]}


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
