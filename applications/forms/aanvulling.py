"""The forms around a supplement: what DUS-I asks, what the penvoerder files, and how it ends otherwise."""

import re
from datetime import time, timedelta

from django import forms

from applications.delen import ASKED
from applications.forms.stappen import SubmitForm
from applications.forms.velden import TekstField
from sto_portal.termijnen import HERSTEL, last_day, today
from sto_portal.vormgeving.forms import Formulierhulp, Knop
from sto_portal.vormgeving.velden import DatumField, read_moment

ASKED_QUESTION = re.compile(r"^Beantwoord de vraag '(.+)'\.$")


def day_after(day):
    """Midnight after `day` in Europe/Amsterdam: the first moment that is too late when `day` is the last."""
    return read_moment(day + timedelta(days=1), time.min)


class RequestForm(forms.Form):
    """What is missing per part, begun with what the controles found, and the last day to supplement."""

    use_required_attribute = False
    uiterlijk_datum = DatumField(
        label="Laatste dag om aan te vullen", help_text="De hele dag telt nog mee, in Nederlandse tijd."
    )

    def __init__(self, *args, bevindingen, versie, **kwargs):
        super().__init__(*args, **kwargs)
        for groep in ASKED:
            self.fields[groep.value] = TekstField(label=f"Wat ontbreekt bij: {groep.label}", required=False, rows=4)
            self.fields[groep.value].asked = True
            self.initial.setdefault(groep.value, as_lines(b for b in bevindingen if b.groep == groep))
        self.initial.setdefault("uiterlijk_datum", last_day(today(), HERSTEL, versie))
        self.fields["uiterlijk_datum"].error_messages["required"] = "Vul een dag in, bijvoorbeeld 31-12-2027."
        self.order_fields([*ASKED, "uiterlijk_datum"])
        self.helper = Formulierhulp("Bekijk de brief", kept=True)

    def clean_uiterlijk_datum(self):
        day = self.cleaned_data["uiterlijk_datum"]
        if day <= today():
            raise forms.ValidationError("Kies een dag in de toekomst.")
        return day

    def clean(self):
        cleaned = super().clean()
        if not any(cleaned.get(groep) for groep in ASKED) and not self.errors.keys() & set(ASKED):
            raise forms.ValidationError("Schrijf bij een of meer onderdelen op wat er ontbreekt.")
        return cleaned

    @property
    def asked(self):
        """What `request_supplement` needs: `punten` {Groep: text} and `sluit_op`."""
        cleaned = self.cleaned_data
        punten = {groep: cleaned[groep] for groep in ASKED if cleaned[groep]}
        return {"punten": punten, "sluit_op": day_after(cleaned["uiterlijk_datum"])}


def as_lines(bevindingen):
    return "\n".join(f"- {in_words(bevinding.tekst)}" for bevinding in bevindingen)


def in_words(tekst):
    """A finding as one tells it to the region: what is missing, not what the portal wants done."""
    return ASKED_QUESTION.sub(r"Wij missen uw antwoord op de vraag '\1'.", tekst)


class AnswerForm(SubmitForm):
    """The declaration with which the penvoerder files a supplement."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["akkoord"].label = (
            "Ik heb de aanvulling gelezen, alles is naar waarheid ingevuld, en ik mag de aanvulling indienen "
            "namens alle partners."
        )
        if "onvolledig" in self.fields:
            self.fields[
                "onvolledig"
            ].label = "Ik weet dat mijn aanvulling niet in orde is (zie de lijst hierboven) en dien die toch in."
        self.helper = Formulierhulp(None)
        self.helper.add_input(Knop("indienen", "Dien de aanvulling in"))


class RecallForm(forms.Form):
    """Why DUS-I no longer asks for a supplement."""

    use_required_attribute = False
    reden = TekstField(
        label="Waarom is de aanvulling niet meer nodig?",
        help_text="De regio leest deze tekst.",
        error_messages={"required": "Schrijf op waarom u het verzoek intrekt."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp(None)
        self.helper.add_input(Knop("intrekken", "Trek het verzoek in", hint="negative"))
