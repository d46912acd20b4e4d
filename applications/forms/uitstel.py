"""The form with which the coordinator gives regions more time."""

from datetime import UTC, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from applications.forms.velden import TekstField
from regions.models import Regio
from sto_portal.termijnen import LAST_MINUTE
from sto_portal.vormgeving.forms import Formulierhulp, KeuzesField
from sto_portal.vormgeving.templatetags.sto import moment
from sto_portal.vormgeving.velden import DatumField, TijdField, read_moment

ALLEN, ENKELE = "allen", "enkele"


def initial_after(storing, ronde):
    """What the form begins with after an outage: every region gets its length more, in whole minutes rounded up."""
    length = timedelta(minutes=-(-storing.duur // timedelta(minutes=1)))
    closes = ronde.closings()(None).astimezone(UTC)
    last = timezone.localtime(closes + length - LAST_MINUTE)
    reden = f"{storing.wat} was niet bereikbaar van {moment(storing.begin_op)} tot {moment(storing.eind_op)}."
    return {"voor": ALLEN, "datum": last.date(), "tijd": last.time(), "reden": reden}


class UitstelForm(forms.Form):
    """For whom, until when in Dutch time, and why; whether the moment is late enough the action says."""

    use_required_attribute = False
    datum = DatumField(label="Laatste dag om in te dienen")
    tijd = TijdField(label="Laatste minuut op die dag", help_text="Nederlandse tijd. Deze minuut telt nog mee.")
    reden = TekstField(label="Reden van het uitstel", rows=4, help_text="De aanvragers lezen deze tekst.")
    voor = forms.ChoiceField(
        label="Voor wie is het uitstel?",
        choices=[(ALLEN, "Alle regio's"), (ENKELE, "Alleen de regio's die ik hieronder kies")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie het uitstel is."},
    )
    regios = KeuzesField(
        Regio.objects.all(),
        label="Regio's",
        required=False,
        error_messages={
            "invalid_choice": "Deze regio bestaat niet. Kies een andere.",
            "invalid_pk_value": "Deze regio bestaat niet. Kies een andere.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["datum"].error_messages["required"] = "Vul een dag in, bijvoorbeeld 31-12-2027."
        self.fields["reden"].error_messages["required"] = "Schrijf op waarom u uitstel geeft."
        self.fields["regios"].asked = self.fields["regios"].in_columns = True
        self.helper = Formulierhulp("Controleer het uitstel", kept=True)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("voor") == ENKELE and "regios" in cleaned and not cleaned["regios"]:
            self.add_error("regios", "Kies een of meer regio's.")
        if cleaned.get("voor") == ALLEN and cleaned.get("regios"):
            self.add_error("voor", "U koos alle regio's, maar ook regio's uit de lijst. Kies een van beide.")
        if cleaned.get("datum") and cleaned.get("tijd") is not None:
            try:
                cleaned["sluit_op"] = read_moment(cleaned["datum"], cleaned["tijd"]) + LAST_MINUTE
            except ValidationError as error:
                self.add_error("tijd", error)
        return cleaned

    @property
    def asked(self):
        """What `grant_uitstel` needs: regios (None for all), sluit_op and reden."""
        cleaned = self.cleaned_data
        regios = None if cleaned["voor"] == ALLEN else list(cleaned["regios"])
        return {"regios": regios, "sluit_op": cleaned["sluit_op"], "reden": cleaned["reden"]}
