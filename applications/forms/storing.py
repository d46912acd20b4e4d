"""The form with which the coordinator records that something outside the portal was away."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from applications.forms.velden import TekstField, explain_nul
from sto_portal.vormgeving.forms import Formulierhulp
from sto_portal.vormgeving.velden import DatumField, TijdField, read_moment


class StoringForm(forms.Form):
    """What was away, from when until when in Dutch time."""

    use_required_attribute = False
    wat = forms.CharField(
        label="Wat was er niet bereikbaar?",
        help_text="Bijvoorbeeld eHerkenning of e-mail.",
        max_length=80,
        error_messages={"required": "Schrijf op wat er niet bereikbaar was."},
    )
    begin_datum = DatumField(label="Eerste dag van de storing")
    begin_tijd = TijdField(label="Tijd waarop de storing begon", help_text="Nederlandse tijd.")
    eind_datum = DatumField(label="Laatste dag van de storing")
    eind_tijd = TijdField(label="Tijd waarop de storing voorbij was", help_text="Nederlandse tijd.")
    toelichting = TekstField(label="Toelichting", rows=3, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("begin_datum", "eind_datum"):
            self.fields[name].error_messages["required"] = "Vul een dag in, bijvoorbeeld 31-12-2027."
        explain_nul(self.fields["wat"])
        self.helper = Formulierhulp("Leg de storing vast")

    def clean(self):
        cleaned = super().clean()
        for name in ("begin", "eind"):
            day, time = cleaned.get(f"{name}_datum"), cleaned.get(f"{name}_tijd")
            if day and time is not None:
                try:
                    cleaned[f"{name}_op"] = read_moment(day, time)
                except ValidationError as error:
                    self.add_error(f"{name}_tijd", error)
        begin, eind = cleaned.get("begin_op"), cleaned.get("eind_op")
        if begin and eind and begin >= eind:
            self.add_error("eind_datum", "De storing moet later voorbij zijn dan zij begon.")
        if eind and eind > timezone.now():
            self.add_error("eind_datum", "Leg een storing pas vast als zij voorbij is.")
        return cleaned

    @property
    def storing(self):
        """What `record_storing` needs."""
        return {name: self.cleaned_data[name] for name in ("wat", "begin_op", "eind_op", "toelichting")}
