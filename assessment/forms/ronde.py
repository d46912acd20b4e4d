"""The form with which the coordinator opens a round or changes it."""

import re

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from applications.forms.velden import GetalField, TekstField
from applications.models import Rondesoort, Vragenlijst
from assessment.models import Beoordelingskader
from regions.models import Regelingversie
from sto_portal.termijnen import LAST_MINUTE
from sto_portal.vormgeving.forms import Formulierhulp
from sto_portal.vormgeving.velden import DatumField, TijdField, read_moment

LAST_NUMBER, LONGEST_TERM, EARLIEST_HOURS = 999, 365, 8760
SEPARATOR = re.compile(r"[\s,;]+")
HOURS = f"Vul hele getallen in van 1 tot en met {EARLIEST_HOURS}, met komma's ertussen. Bijvoorbeeld: 336, 48, 4."
FIELD_OF = {"opent_op": "opent_datum", "sluit_op": "sluit_datum"}  # where a form asks what an action calls so
DAY = {"required": "Vul een dag in, bijvoorbeeld 31-12-2027."}


class UrenField(forms.CharField):
    """Numbers of hours with commas between them, cleaned to a list of ints, the most first; empty is []."""

    def to_python(self, value):
        words = [word for word in SEPARATOR.split(super().to_python(value)) if word]
        if not all(word.isascii() and word.isdigit() and 1 <= int(word[:6]) <= EARLIEST_HOURS for word in words):
            raise ValidationError(HOURS, code="invalid")
        return sorted({int(word) for word in words}, reverse=True)

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class KeuzeField(forms.ModelChoiceField):
    """One row of a short list, without an empty choice where there is only one."""

    def __init__(self, queryset, **kwargs):
        wrong = "Kies uit de lijst."
        super().__init__(queryset, error_messages={"required": wrong, "invalid_choice": wrong}, **kwargs)


class RondeForm(forms.Form):
    """The window in Dutch time, what the round is about, and how it is judged; what may be so the action says."""

    use_required_attribute = False
    nummer = GetalField(
        label="Nummer van de ronde",
        max_value=LAST_NUMBER,
        help_text="Dit nummer staat achter het nummer van de regio in elke aanvraag. Het verandert later niet.",
    )
    naam = forms.CharField(label="Naam", max_length=80, error_messages={"required": "Vul een naam in."})
    soort = forms.ChoiceField(
        label="Wie kan aanvragen?",
        choices=Rondesoort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie kan aanvragen.", "invalid_choice": "Kies uit de lijst."},
    )
    regelingversie = KeuzeField(Regelingversie.objects.select_related("regeling"), label="Regeling")
    vragenlijst = KeuzeField(Vragenlijst.objects.all(), label="Vragenlijst")
    opent_datum = DatumField(label="Eerste dag om in te dienen")
    opent_tijd = TijdField(label="Eerste minuut op die dag", help_text="Nederlandse tijd.")
    sluit_datum = DatumField(label="Laatste dag om in te dienen")
    sluit_tijd = TijdField(label="Laatste minuut op die dag", help_text="Nederlandse tijd. Deze minuut telt nog mee.")
    uren = UrenField(
        label="Herinneringen, in uren voor het sluiten",
        required=False,
        max_length=200,
        help_text="Wie nog niet indiende, krijgt dan een e-mail. Bijvoorbeeld: 336, 48, 4. Leeg: geen herinnering.",
    )
    kader = KeuzeField(Beoordelingskader.objects.all(), label="Beoordelingskader")
    beoordelingstermijn_dagen = GetalField(
        label="Dagen die een beoordelaar krijgt", max_value=LONGEST_TERM, help_text="Vanaf de dag na het toewijzen."
    )
    herinnering_dagen = GetalField(
        label="Herinnering aan de beoordelaar, in dagen voor de laatste dag",
        max_value=LONGEST_TERM,
        required=False,
        help_text="Leeg is geen herinnering.",
    )
    reden = TekstField(
        label="Reden van de verandering",
        rows=3,
        help_text="Deze tekst staat bij de ronde. Regio's lezen haar niet.",
        error_messages={"required": "Schrijf op waarom u de ronde verandert."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, error_messages={"invalid": "Open de pagina opnieuw."})

    def __init__(self, *args, fixed=(), is_new=True, **kwargs):
        super().__init__(*args, **kwargs)
        gone = {"reden", "versie"} if is_new else {"nummer"}
        for name in gone | set(fixed):
            del self.fields[name]
        for name in ("opent_datum", "sluit_datum"):
            if name in self.fields:
                self.fields[name].error_messages["required"] = DAY["required"]
        if "nummer" in self.fields:
            self.fields["nummer"].error_messages["required"] = "Vul een nummer in, bijvoorbeeld 5."
        self.fields["beoordelingstermijn_dagen"].error_messages["required"] = (
            "Vul een aantal dagen in, bijvoorbeeld 28."
        )
        self.helper = Formulierhulp("Controleer de ronde", layout=self.make_layout(), kept=True)

    def make_layout(self):
        groups = {
            "De ronde": ("nummer", "naam", "soort", "regelingversie", "vragenlijst"),
            "Indienen": ("opent_datum", "opent_tijd", "sluit_datum", "sluit_tijd", "uren"),
            "Beoordelen": ("kader", "beoordelingstermijn_dagen", "herinnering_dagen"),
        }
        parts = [Fieldset(title, *(name for name in names if name in self.fields)) for title, names in groups.items()]
        return Layout(*parts, *(name for name in ("reden", "versie") if name in self.fields))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("nummer") == 0:
            self.add_error("nummer", "Vul een nummer in van 1 of hoger.")
        self.read_moment("opent")
        self.read_moment("sluit", LAST_MINUTE)
        term, reminder = cleaned.get("beoordelingstermijn_dagen"), cleaned.get("herinnering_dagen")
        if term == 0:
            self.add_error("beoordelingstermijn_dagen", "Vul een getal in van 1 of hoger.")
        elif term and reminder is not None and reminder >= term:
            self.add_error("herinnering_dagen", f"Vul minder in dan de {term} dagen die een beoordelaar krijgt.")
        return cleaned

    def read_moment(self, name, later=None):
        """Put the moment of a day and a time into the cleaned values as `…_op`."""
        day, time = self.cleaned_data.get(f"{name}_datum"), self.cleaned_data.get(f"{name}_tijd")
        if day and time is not None:
            try:
                found = read_moment(day, time)
            except ValidationError as error:
                self.add_error(f"{name}_tijd", error)
            else:
                self.cleaned_data[f"{name}_op"] = found + later if later else found

    def asked(self, current):
        """What the actions need: the cleaned values, and those of `current` for what the form does not ask."""
        return {name: self.cleaned_data.get(name, value) for name, value in current.items()}

    def place(self, error):
        """Put a RondeError at its field, or above the form where the form does not ask it."""
        name = FIELD_OF.get(error.veld, error.veld)
        self.add_error(name if name in self.fields else None, str(error))


def initial_of(values, versie):
    """What the form begins with for a round with these values."""
    opens, closes = (timezone.localtime(moment) for moment in (values["opent_op"], values["sluit_op"] - LAST_MINUTE))
    return values | {
        "opent_datum": opens.date(),
        "opent_tijd": opens.time(),
        "sluit_datum": closes.date(),
        "sluit_tijd": closes.time(),
        "versie": versie,
    }
