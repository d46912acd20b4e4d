"""The forms with which DUS-I compares registrations and decides about them."""

from django import forms
from django.core.exceptions import ValidationError

from regions.models import Gemeente, Regio, Regiosoort, Vestiging, Vooraanmeldingstatus, Vooraanmeldperiode
from sto_portal.vormgeving.forms import Formulierhulp

LONGEST_REASON = 4000
NOBODY = ""
SORTEERSLEUTELS = {"kenmerk": "Kenmerk", "naam": "Naam", "scholen": "Aantal scholen", "bevindingen": "Bevindingen"}


class VooraanmeldingFilter(forms.Form):
    """What to show of the list, from the address; what is not understood is left out."""

    use_required_attribute = False
    periode = forms.ModelChoiceField(Vooraanmeldperiode.objects.none(), label="Regeling", required=False)
    zoek = forms.CharField(label="Zoek op naam of school", required=False, max_length=100)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[
            ("", "Alle"),
            *((value, label) for value, label in Vooraanmeldingstatus.choices if value != "concept"),
            ("concept", "Wordt aangepast"),
        ],
    )
    bevinding = forms.ChoiceField(
        label="Bevindingen",
        required=False,
        choices=[("", "Alle"), ("ja", "Met bevinding"), ("nee", "Zonder bevinding")],
    )
    sorteer = forms.ChoiceField(label="Sorteer op", required=False, choices=list(SORTEERSLEUTELS.items()))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        periodes = Vooraanmeldperiode.objects.select_related("regelingversie__regeling")
        self.fields["periode"].queryset = periodes
        self.fields["periode"].empty_label = None
        for field in self.fields.values():
            field.asked = True


class RedenForm(forms.Form):
    """Why DUS-I does something; the people of the registration read it."""

    use_required_attribute = False
    reden = forms.CharField(
        label="Reden",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 5}),
        help_text="De aanmelder leest deze tekst in een e-mail.",
        error_messages={"required": "Schrijf op waarom."},
    )

    def __init__(self, *args, submit, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp(submit, kept=True)


class AcceptForm(forms.ModelForm):
    """The number and the name of the region that a registration becomes."""

    use_required_attribute = False

    class Meta:
        model = Regio
        fields = ["nummer", "naam"]
        labels = {"nummer": "Nummer van de regio", "naam": "Naam van de regio"}
        help_texts = {"nummer": "STO en vijf cijfers. Dit is het eerste vrije nummer."}
        error_messages = {
            "nummer": {
                "required": "Vul het nummer van de regio in.",
                "unique": "Dit nummer is al van een andere regio. Kies een ander nummer.",
            },
            "naam": {"required": "Vul de naam van de regio in."},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Accepteer de regio")

    def clean_nummer(self):
        return self.cleaned_data["nummer"].upper()


class PersonField(forms.ChoiceField):
    """One of the Contacts of registrations, by a key; cleaned to the Contact."""

    def __init__(self, *, people, **kwargs):
        self.people = people
        choices = [(key, f"{person.naam} ({person.email})") for key, person in people.items()]
        super().__init__(
            choices=choices, widget=forms.RadioSelect, error_messages={"required": "Kies een persoon."}, **kwargs
        )

    def clean(self, value):
        return self.people[super().clean(value)]


def find_people(vooraanmeldingen):
    """{key: Contact} of everyone who is contact or substitute of these, each address once."""
    found, seen = {}, set()
    for row in vooraanmeldingen:
        for who in ("contact", "vervanger"):
            person = getattr(row, who)
            if person.is_known and person.email.lower() not in seen:
                seen.add(person.email.lower())
                found[f"{row.pk}-{who}"] = person
    return found


class MergeForm(RedenForm):
    """What the merged region is called, of which kind it is, and whom it is led by."""

    naam = forms.CharField(
        label="Naam van de nieuwe regio", max_length=120, error_messages={"required": "Vul een naam in."}
    )
    soort = forms.ChoiceField(
        label="Soort regio",
        choices=Regiosoort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een soort regio."},
    )
    field_order = ["naam", "soort", "contact", "vervanger", "reden"]

    def __init__(self, *args, vooraanmeldingen, **kwargs):
        super().__init__(*args, submit="Voeg de aanmeldingen samen", **kwargs)
        people = find_people(vooraanmeldingen)
        self.fields["contact"] = PersonField(people=people, label="Wie wordt contactpersoon en penvoerder?")
        self.fields["vervanger"] = PersonField(people=people, label="Wie wordt vervanger?")
        self.order_fields(self.field_order)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("contact") and cleaned.get("contact") == cleaned.get("vervanger"):
            self.add_error("vervanger", "Kies een andere persoon dan de contactpersoon.")
        return cleaned


class SplitForm(RedenForm):
    """Which schools and municipalities go to the second of two regions, and who leads each."""

    eerste_naam = forms.CharField(label="Naam van de eerste regio", max_length=120)
    tweede_naam = forms.CharField(label="Naam van de tweede regio", max_length=120)
    scholen = forms.ModelMultipleChoiceField(
        Vestiging.objects.none(),
        label="Welke scholen gaan naar de tweede regio?",
        widget=forms.CheckboxSelectMultiple,
    )
    gemeenten = forms.ModelMultipleChoiceField(
        Gemeente.objects.none(),
        label="Welke gemeenten gaan naar de tweede regio?",
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["eerste_naam", "tweede_naam", "scholen", "gemeenten", "leider", "reden"]

    def __init__(self, *args, vooraanmelding, **kwargs):
        super().__init__(*args, submit="Splits de aanmelding", **kwargs)
        self.vooraanmelding = vooraanmelding
        self.fields["scholen"].queryset = vooraanmelding.vestigingen.all()
        self.fields["gemeenten"].queryset = vooraanmelding.gemeenten.all()
        self.people = find_people([vooraanmelding])
        self.fields["leider"] = PersonField(people=self.people, label="Wie leidt de tweede regio?")
        self.fields["leider"].help_text = "De ander leidt de eerste regio. Elk is vervanger van de ander."
        for name in ("eerste_naam", "tweede_naam", "scholen", "gemeenten"):
            self.fields[name].error_messages["required"] = (
                "Vul dit in." if "naam" in name else "Kies er ten minste één."
            )
        self.order_fields(self.field_order)

    def clean_scholen(self):
        return self.some("scholen", "school")

    def clean_gemeenten(self):
        return self.some("gemeenten", "gemeente")

    def some(self, name, word):
        """Those chosen for the second region; at least one must stay for the first."""
        chosen = self.cleaned_data[name]
        if len(chosen) == self.fields[name].queryset.count():
            raise ValidationError(f"Laat ten minste één {word} over voor de eerste regio.")
        return chosen

    @property
    def delen(self):
        """What `split` needs: the two regions, in order."""
        cleaned = self.cleaned_data
        second = cleaned["leider"]
        first = next((person for person in self.people.values() if person != second), second)
        stays = {
            "vestigingen": self.fields["scholen"].queryset.exclude(pk__in=cleaned["scholen"]),
            "gemeenten": self.fields["gemeenten"].queryset.exclude(pk__in=cleaned["gemeenten"]),
        }
        goes = {"vestigingen": cleaned["scholen"], "gemeenten": cleaned["gemeenten"]}
        return [
            {"naam": cleaned["eerste_naam"], "contact": first, "vervanger": second} | stays,
            {"naam": cleaned["tweede_naam"], "contact": second, "vervanger": first} | goes,
        ]
