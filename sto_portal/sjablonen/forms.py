from django import forms
from django.core.exceptions import ValidationError

from sto_portal.sjablonen.models import SjabloonError, Sjabloonsoort
from sto_portal.sjablonen.sandbox import render_text
from sto_portal.vormgeving.forms import Formulierhulp, Knop

MAXIMUM = 50_000
CHANGED = "Iemand anders heeft intussen versie %s vastgesteld. Vergelijk die met uw tekst en sla dan nog een keer op."


class SjabloonForm(forms.Form):
    """A new text of a template, tried against the `example`; `nummer` is the version it was written over."""

    use_required_attribute = False
    onderwerp = forms.CharField(label="Onderwerp", max_length=200, error_messages={"required": "Vul het onderwerp in."})
    tekst = forms.CharField(
        label="Tekst",
        max_length=MAXIMUM,
        strip=False,
        widget=forms.Textarea({"rows": 24}),
        error_messages={"required": "Vul de tekst in."},
    )
    nummer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, versie, example, **kwargs):
        initial = {"onderwerp": versie.onderwerp, "tekst": versie.tekst, "nummer": versie.nummer}
        super().__init__(*args, initial=initial, **kwargs)
        self.versie, self.example = versie, example
        self.helper = Formulierhulp(None, kept=True)
        self.helper.add_input(Knop("vaststellen", "Stel deze tekst vast"))
        self.helper.add_input(Knop("voorbeeld", "Bekijk het voorbeeld", kind="secondary"))

    def clean_onderwerp(self):
        return self.tried("onderwerp", autoescape=False)

    def clean_tekst(self):
        return self.tried("tekst", autoescape=self.versie.sjabloon.soort == Sjabloonsoort.BRIEF)

    def tried(self, name, *, autoescape):
        """What was typed, with Unix line ends; ValidationError says why it cannot be filled in."""
        text = self.cleaned_data[name].replace("\r\n", "\n")
        try:
            render_text(text, self.example, autoescape=autoescape)
        except SjabloonError as error:
            raise ValidationError(str(error)) from error
        return text

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("nummer") != self.versie.nummer:
            self.data = self.data.copy()
            self.data["nummer"] = self.versie.nummer
            raise ValidationError(CHANGED % self.versie.nummer)
        return cleaned
