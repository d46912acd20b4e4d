"""The form with which the coordinator gives regions more time."""

from datetime import UTC, datetime, timedelta

from crispy_forms.layout import Field, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from applications.forms.velden import DatumField, TekstField
from regions.models import Regio
from sto_portal.vormgeving.forms import Formulierhulp

LAST_MINUTE = timedelta(minutes=1)  # people give the last minute in time, the row keeps the first moment too late
ALLEN, ENKELE = "allen", "enkele"


class TijdField(forms.TimeField):
    """A time of the day in hours and minutes: from the browser's own field, or typed as 23.59."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            input_formats=["%H:%M", "%H.%M"],
            error_messages={
                "invalid": "Vul een tijd in die bestaat, bijvoorbeeld 23.59.",
                "required": "Vul een tijd in, bijvoorbeeld 23.59.",
            },
            **kwargs,
        )


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
    regios = forms.ModelMultipleChoiceField(
        Regio.objects.all(),
        label="Regio's",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Deze regio bestaat niet. Kies een andere.",
            "invalid_pk_value": "Deze regio bestaat niet. Kies een andere.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["datum"].error_messages["required"] = "Vul een dag in, bijvoorbeeld 31-12-2027."
        self.fields["reden"].error_messages["required"] = "Schrijf op waarom u uitstel geeft."
        self.fields["regios"].asked = True
        regios = Field("regios", wrapper_class="sto-choices--columns")
        self.helper = Formulierhulp("Controleer het uitstel", layout=Layout("datum", "tijd", "reden", "voor", regios))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("voor") == ENKELE and "regios" in cleaned and not cleaned["regios"]:
            self.add_error("regios", "Kies een of meer regio's.")
        if cleaned.get("voor") == ALLEN and cleaned.get("regios"):
            self.add_error("voor", "U koos alle regio's, maar ook regio's uit de lijst. Kies een van beide.")
        if cleaned.get("datum") and cleaned.get("tijd"):
            try:
                last = from_current_timezone(datetime.combine(cleaned["datum"], cleaned["tijd"]))
                cleaned["sluit_op"] = last.astimezone(UTC) + LAST_MINUTE
            except ValidationError:
                self.add_error("tijd", "Deze tijd bestaat niet of komt twee keer voor, omdat de klok dan verspringt.")
        return cleaned

    @property
    def asked(self):
        """What `grant_uitstel` needs: regios (None for all), sluit_op and reden."""
        cleaned = self.cleaned_data
        regios = None if cleaned["voor"] == ALLEN else list(cleaned["regios"])
        return {"regios": regios, "sluit_op": cleaned["sluit_op"], "reden": cleaned["reden"]}
