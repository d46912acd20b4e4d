"""The forms with which an aanmelder fills in a registration, one for each part."""

import re
from difflib import get_close_matches

from django import forms
from django.core.exceptions import ValidationError

from regions.models import Gemeente, Regiosoort, Vooraanmelding
from regions.vooraanmelding.aanmelden import stand_of
from sto_portal.bestanden.uploads import UploadField
from sto_portal.emailadres import EmailadresField, is_same_mailbox
from sto_portal.namen import name_key
from sto_portal.vormgeving.forms import Formulierhulp

LINK = re.compile(r"://|www\.|@", re.IGNORECASE)
SEPARATOR = re.compile(r"[,;\n]")
PHONE = re.compile(r"^\+?[0-9][0-9 ()-]{8,18}$")
LONGEST = 4000
MOST_FILES = 100


def refuse_link(text):
    """A name goes into mails to others: it is no place for an address."""
    if LINK.search(text):
        raise ValidationError("Vul hier alleen een naam in, geen adres van een website of e-mail.", code="link")


class StartForm(forms.Form):
    """Who wants to register a region, and where the link goes."""

    use_required_attribute = False
    naam = forms.CharField(
        label="Uw naam", max_length=80, validators=[refuse_link], error_messages={"required": "Vul uw naam in."}
    )
    email = EmailadresField(
        label="Uw e-mailadres",
        help_text="Gebruik een adres van uw school of bestuur. Wij sturen u een link.",
        error_messages={"required": "Vul uw e-mailadres in."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Stuur mij een link")


class DeelForm(forms.ModelForm):
    """Fields of one part of a draft: what is not known yet stays empty; filing asks for all.

    `stand_deel` tells how they were when the page was opened.
    """

    use_required_attribute = False
    optional = ()
    named = ()
    stand_deel = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Vooraanmelding
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["stand_deel"] = stand_of(self.instance, self.own)
        for name in self.own:
            self.fields[name].required, self.fields[name].asked = False, name not in self.optional
        for name in self.named:
            self.fields[name].validators.append(refuse_link)
        self.helper = Formulierhulp("Opslaan", kept=True)

    @property
    def own(self):
        """The names of the fields of this part."""
        return [name for name in self.fields if name != "stand_deel"]

    @property
    def values(self):
        """{name: what was typed} of this part."""
        return {name: self.cleaned_data[name] for name in self.own}

    def describe(self, saved):
        """What a registration has now in these fields, as lines that people read."""
        shown = {
            name: getattr(saved, f"get_{name}_display", lambda name=name: getattr(saved, name))() for name in self.own
        }
        return [f"{self.fields[name].label}: {value or 'leeg'}" for name, value in shown.items()]


class RegioForm(DeelForm):
    """What the region is called and of which kind it is."""

    named = ("naam",)
    soort = forms.ChoiceField(
        label="Soort regio",
        choices=[
            (Regiosoort.TECHNIEKREGIO, "Techniekregio: scholen met een technisch profiel"),
            (Regiosoort.TECHNIEKARM, "Techniekarme regio: weinig leerlingen volgen een technisch profiel"),
        ],
        widget=forms.RadioSelect,
    )

    class Meta(DeelForm.Meta):
        fields = ["naam", "soort"]
        labels = {"naam": "Naam van de regio"}
        help_texts = {"naam": "Bijvoorbeeld de naam van de streek of van de grootste plaats."}


class ContactForm(DeelForm):
    """The contact, who becomes penvoerder, and the substitute: two people."""

    optional = ("contact_telefoon", "vervanger_telefoon")
    named = ("contact_naam", "contact_functie", "vervanger_naam", "vervanger_functie")

    class Meta(DeelForm.Meta):
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
        fields = [*labels]

    def clean(self):
        cleaned = super().clean()
        for name in self.optional:
            if (typed := cleaned.get(name)) and not PHONE.match(typed):
                self.add_error(name, "Vul een telefoonnummer in, bijvoorbeeld 0612345678.")
        first, second = cleaned.get("contact_email", ""), cleaned.get("vervanger_email", "")
        if first and second and is_same_mailbox(first, second):
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
        by_label = full_names(Gemeente.objects.all())
        labels = {name_key(label): label for label in by_label}
        typed = list(names_in(self.cleaned_data["gemeenten"], labels))
        unknown = [describe_unknown(name, labels) for name in typed if name_key(name) not in labels]
        if unknown or not typed:
            raise ValidationError(unknown or self.fields["gemeenten"].error_messages["required"])
        return [by_label[labels[name_key(name)]] for name in typed]


def full_names(gemeenten):
    """{name: Gemeente}; where two have one name, each with its province, or its code, behind it."""
    found = {}
    for gemeente in gemeenten:
        found.setdefault(name_key(gemeente.naam), []).append(gemeente)
    return {
        row.naam if len(rows) == 1 else f"{row.naam} ({row.provincie or row.code})": row
        for rows in found.values()
        for row in rows
    }


def names_in(text, labels):
    """The names in a text with commas between them; one that has a comma of its own stays whole where it is known."""
    parts = [part.strip() for part in SEPARATOR.split(text)]
    while parts:
        lengths = (length for length in range(len(parts), 1, -1) if name_key(" ".join(parts[:length])) in labels)
        length = next(lengths, 1)
        name, parts = ", ".join(parts[:length]), parts[length:]
        if name:
            yield name


def describe_unknown(name, labels):
    """That there is no municipality with this name, and which look like it."""
    begins = [label for folded, label in labels.items() if folded.startswith(f"{name_key(name)} ")]
    near = begins[:3] or [labels[each] for each in get_close_matches(name_key(name), labels, n=3, cutoff=0.7)]
    hint = f" Bedoelt u {' of '.join(near)}?" if near else ""
    return f"'{name}' is geen gemeente die wij kennen.{hint}"


class VerklaringForm(forms.Form):
    """A signed declaration of intent."""

    use_required_attribute = False
    upload = UploadField(label="Intentieverklaring", kinds=("pdf", "png", "jpeg", "docx"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].help_text = f"Kies een {self.fields['upload'].allowed}."
        self.helper = Formulierhulp("Voeg toe")


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
