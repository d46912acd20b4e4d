"""The forms with which an aanmelder fills in a registration, one for each part."""

import re
from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError

from regions.models import Gemeente, Regiosoort, Vooraanmelding
from regions.zoektekst import fold
from sto_portal.bestanden.uploads import UploadField
from sto_portal.vormgeving.forms import Formulierhulp

PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{8,18}$")
PERSON = {"naam": "Naam", "functie": "Functie", "email": "E-mailadres", "telefoon": "Telefoonnummer"}
LONGEST = 4000
MOST_FILES = 100


class StartForm(forms.Form):
    """Who wants to register a region, and where the link goes."""

    use_required_attribute = False
    naam = forms.CharField(label="Uw naam", max_length=120, error_messages={"required": "Vul uw naam in."})
    email = forms.EmailField(
        label="Uw e-mailadres",
        help_text="Gebruik een adres van uw school of bestuur. Wij sturen u een link.",
        error_messages={"required": "Vul uw e-mailadres in."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Stuur mij een link")

    def clean_email(self):
        """The address in small letters, the only way it is stored."""
        return self.cleaned_data["email"].lower()


class DeelForm(forms.ModelForm):
    """Fields of one part of a draft; every one is asked unless it is named `optional`."""

    use_required_attribute = False
    optional = ("versie",)
    versie = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Vooraanmelding
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["versie"] = self.instance.versie
        for name, field in self.fields.items():
            field.required = name not in self.optional
            field.error_messages["required"] = "Vul dit in."
        self.helper = Formulierhulp("Opslaan", kept=True)


class RegioForm(DeelForm):
    """What the region is called and of which kind it is."""

    soort = forms.ChoiceField(
        label="Wat voor regio is het?",
        choices=[
            (Regiosoort.TECHNIEKREGIO, "Techniekregio: ten minste twee scholen met een technisch profiel"),
            (Regiosoort.TECHNIEKARM, "Techniekarme regio: weinig leerlingen volgen een technisch profiel"),
        ],
        widget=forms.RadioSelect,
    )

    class Meta(DeelForm.Meta):
        fields = ["naam", "soort"]
        labels = {"naam": "Hoe heet de regio?"}
        help_texts = {"naam": "Bijvoorbeeld de naam van de streek of van de grootste plaats."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["soort"].error_messages["required"] = "Kies een soort regio."


class ContactForm(DeelForm):
    """The contact, who becomes penvoerder, and the substitute: two people."""

    phones = ("contact_telefoon", "vervanger_telefoon")
    optional = (*DeelForm.optional, *phones)

    class Meta(DeelForm.Meta):
        fields = [
            f"{who}_{name}" for who in ("contact", "vervanger") for name in ("naam", "functie", "email", "telefoon")
        ]
        labels = {
            f"{who}_{name}": f"{label} van de {person}"
            for who, person in (("contact", "contactpersoon"), ("vervanger", "vervanger"))
            for name, label in (
                ("naam", "Naam"),
                ("functie", "Functie"),
                ("email", "E-mailadres"),
                ("telefoon", "Telefoonnummer"),
            )
        }

    def clean(self):
        cleaned = super().clean()
        for name in self.phones:
            if (typed := cleaned.get(name)) and not PHONE.match(typed):
                self.add_error(name, "Vul een telefoonnummer in, bijvoorbeeld 0612345678.")
        first, second = cleaned.get("contact_email", ""), cleaned.get("vervanger_email", "")
        if first and first.lower() == second.lower():
            self.add_error("vervanger_email", "Kies een ander e-mailadres: de vervanger is een andere persoon.")
        return cleaned


class GemeentenForm(forms.Form):
    """One or more names of municipalities, with commas or on lines; a name that is not known adds nothing at all."""

    use_required_attribute = False
    gemeenten = forms.CharField(
        label="Voeg gemeenten toe",
        max_length=LONGEST,
        help_text="Typ een naam en kies uit de lijst. U kunt ook meer namen invullen, met een komma ertussen.",
        widget=forms.TextInput({"list": "gemeentenamen", "autocomplete": "off"}),
        error_messages={"required": "Vul de naam van een gemeente in."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Voeg toe")

    def clean_gemeenten(self):
        """The Gemeenten with these names."""
        typed = [name.strip() for name in re.split(r"[,;\n]", self.cleaned_data["gemeenten"]) if name.strip()]
        known = {fold(gemeente.naam): gemeente for gemeente in Gemeente.objects.all()}
        unknown = [name for name in typed if fold(name) not in known]
        if unknown:
            raise ValidationError([describe_unknown(name, known) for name in unknown])
        return [known[fold(name)] for name in typed]


def describe_unknown(name, known):
    """That there is no municipality with this name, and which look like it."""
    near = [known[each].naam for each in get_close_matches(fold(name), known, n=3, cutoff=0.7)]
    hint = f" Bedoelt u {' of '.join(near)}?" if near else ""
    return f"'{name}' is geen gemeente die wij kennen.{hint}"


class VerklaringForm(forms.Form):
    """A signed declaration of intent."""

    use_required_attribute = False
    upload = UploadField(label="Intentieverklaring", kinds=("pdf", "png", "jpeg", "docx"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].help_text = f"Kies een {self.fields['upload'].allowed}."
        self.helper = Formulierhulp("Upload")


class SubmitForm(forms.Form):
    """The last word before a registration is filed."""

    use_required_attribute = False
    namens = forms.BooleanField(
        label="Ik meld deze regio aan namens alle scholen die hierboven staan.",
        error_messages={"required": "Bevestig dat u de regio aanmeldt namens de scholen."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Dien de aanmelding in")
