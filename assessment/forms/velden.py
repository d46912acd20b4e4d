"""Fields of a judgement: needed in the end, but never needed to save a draft."""

from django import forms

from applications.forms.velden import TekstField
from assessment.models import Uitkomst
from sto_portal.vormgeving.forms import DateInput

REASON_LENGTH = 5000
CONCLUSION_LENGTH = 10000


class DraftMixin:
    """A field that may stay empty in a draft, though it is not optional: handing in asks for it."""

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class DraftText(DraftMixin, forms.CharField):
    pass


class DraftChoice(DraftMixin, forms.ChoiceField):
    widget = forms.RadioSelect


class DraftDate(DraftMixin, forms.DateField):
    widget = DateInput


class DraftScore(DraftMixin, forms.TypedChoiceField):
    widget = forms.RadioSelect


class ZinsdeelField(TekstField):
    """Words inside a sentence of a letter: shown on as many lines as they need, kept as one."""

    def __init__(self, *, rows=4, **kwargs):
        super().__init__(rows=rows, **kwargs)

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


def text_field(label, rows, length, help_text=""):
    return DraftText(label=label, max_length=length, widget=forms.Textarea({"rows": rows}), help_text=help_text)


def outcomes_of(vereiste):
    """The choices for one Vereiste: 'niet van toepassing' only where the kader gives a condition."""
    return [
        (value, label)
        for value, label in Uitkomst.choices
        if value != Uitkomst.NIET_VAN_TOEPASSING or vereiste.voorwaarde
    ]


def fields_of(vereiste):
    """The four fields of one Vereiste, by name."""
    number = vereiste.nummer
    return {
        f"{vereiste.slug}-uitkomst": DraftChoice(label=f"Oordeel over {number}", choices=outcomes_of(vereiste)),
        f"{vereiste.slug}-reden": text_field(f"Reden bij {number}", 3, REASON_LENGTH),
        f"{vereiste.slug}-verduidelijken": text_field(f"Wat moet duidelijker bij {number}", 3, REASON_LENGTH),
        f"{vereiste.slug}-verduidelijken_voor_datum": DraftDate(label=f"Uiterlijk duidelijk op, bij {number}"),
    }


def score_field(step):
    """One score for the deelaspect of a Stap, each with its word: '4: goed'."""
    choices = [(punten, f"{punten}: {woord}") for punten, woord in step.schaal.items()]
    return DraftScore(
        label=f"Score voor deelaspect {step.deelaspect.nummer}", choices=choices, coerce=int, empty_value=None
    )
