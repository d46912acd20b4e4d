from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from sto_portal.sjablonen.actions import WAITING
from sto_portal.sjablonen.beproeven import try_subject, try_text
from sto_portal.sjablonen.models import SjabloonError
from sto_portal.vormgeving.forms import Formulierhulp, Knop

MAXIMUM = 50_000
CHANGED = "Iemand anders heeft intussen versie %s vastgesteld. Vergelijk die met uw tekst en sla dan nog een keer op."
COMPARED = "Intussen is versie %s in gebruik. Lees het verschil opnieuw en kies dan nog een keer."


class SjabloonForm(forms.Form):
    """A new text of a template, tried with its `trial`; `nummer` is the version it was written over.

    The text of a letter is laid before another person, that of a mail is settled at once.
    """

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

    def __init__(self, *args, versie, trial, waiting, **kwargs):
        initial = {"onderwerp": versie.onderwerp, "tekst": versie.tekst, "nummer": versie.nummer}
        super().__init__(*args, initial=initial, **kwargs)
        self.versie, self.trial, self.waiting = versie, trial, waiting
        verb = "Leg deze tekst voor" if versie.sjabloon.needs_two else "Stel deze tekst vast"
        self.helper = Formulierhulp(None, kept=True)
        self.helper.add_input(Knop("vaststellen", verb))
        self.helper.add_input(Knop("voorbeeld", "Bekijk het voorbeeld", kind="secondary"))

    def clean_onderwerp(self):
        return self.tried("onderwerp", try_subject, example=self.trial["example"])

    def clean_tekst(self):
        return self.tried("tekst", try_text, self.versie.sjabloon.soort, **self.trial)

    def tried(self, name, attempt, *args, **trial):
        """What was typed, with Unix line ends; ValidationError says why it cannot be used."""
        text = self.cleaned_data[name].replace("\r\n", "\n")
        try:
            attempt(text, *args, **trial)
        except SjabloonError as error:
            raise ValidationError(str(error)) from error
        return text

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("nummer") != self.versie.nummer:
            self.data = self.data.copy()
            self.data["nummer"] = self.versie.nummer
            raise ValidationError(CHANGED % self.versie.nummer)
        if self.waiting is not None:
            raise ValidationError(WAITING % self.waiting.nummer)
        return cleaned


class Keuze(models.TextChoices):
    AKKOORD = "akkoord", "Akkoord: gebruik deze tekst vanaf nu"
    TERUG = "terug", "Stuur terug"


class BeslisForm(forms.Form):
    """Akkoord with the text of another, or back to the writer; `nummer` is the version in use it was compared with."""

    use_required_attribute = False
    keuze = forms.ChoiceField(
        label="Wat vindt u van deze tekst?",
        choices=Keuze,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies akkoord of terug."},
    )
    reden = forms.CharField(
        label="Waarom stuurt u de tekst terug?",
        help_text="Alleen als u terugstuurt. Wie de tekst schreef, leest dit.",
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    nummer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, versie, **kwargs):
        super().__init__(*args, initial={"nummer": versie.nummer}, **kwargs)
        self.versie = versie
        self.helper = Formulierhulp("Leg uw besluit vast", kept=True)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("keuze") == Keuze.TERUG and not cleaned.get("reden"):
            self.add_error("reden", "Schrijf waarom u de tekst terugstuurt.")
        if cleaned.get("nummer") != self.versie.nummer:
            self.data = self.data.copy()
            self.data["nummer"] = self.versie.nummer
            raise ValidationError(COMPARED % self.versie.nummer)
        return cleaned
