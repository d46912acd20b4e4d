from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Case, Value, When
from django.utils import timezone

from sto_portal.namen import name_key, names_with
from sto_portal.vormgeving.forms import DateInput
from sto_portal.werk.models import Werkstatus
from sto_portal.werk.register import KINDS

FAILED_FIRST = Case(When(status=Werkstatus.MISLUKT, then=Value(0)), default=Value(1))
SORTS = {
    "mislukt": (FAILED_FIRST, "-pk"),
    "nieuw": ("-pk",),
    "oud": ("pk",),
    "soort": ("soort", "-pk"),
}
DAYS = [
    MinValueValidator(date(2000, 1, 1), "Kies een dag na 1999."),
    MaxValueValidator(date(2099, 12, 31), "Kies een dag vóór 2100."),
]


def kind_choices():
    """Every kind of work that the portal knows, by title."""
    kinds = sorted(KINDS.values(), key=lambda kind: name_key(kind.title))
    return [("", "Alle"), *((kind.name, kind.title) for kind in kinds)]


def start_of(day):
    """The first moment of a day in Dutch time."""
    return timezone.make_aware(datetime.combine(day, time.min))


class WerkFilter(forms.Form):
    """What to show of the list, from the address; what is not understood is said and left out."""

    use_required_attribute = False
    status = forms.ChoiceField(label="Stand", required=False, choices=[("", "Alle"), *Werkstatus.choices])
    soort = forms.ChoiceField(label="Soort werk", required=False, choices=kind_choices)
    door = forms.CharField(label="Gevraagd door", required=False, max_length=100)
    zoek = forms.CharField(label="Kenmerk", required=False, max_length=100)
    vanaf = forms.DateField(label="Gevraagd vanaf", required=False, widget=DateInput, validators=DAYS)
    tot = forms.DateField(label="Gevraagd tot en met", required=False, widget=DateInput, validators=DAYS)
    sorteer = forms.ChoiceField(
        label="Sorteer op",
        required=False,
        choices=[
            ("mislukt", "Mislukt eerst"),
            ("nieuw", "Nieuwste eerst"),
            ("oud", "Oudste eerst"),
            ("soort", "Soort werk"),
        ],
    )

    SEARCHED = {"door": "door__naam", "zoek": "sleutel"}
    LOOKUPS = {
        "status": "status",
        "soort": "soort",
        "vanaf": "aangemaakt_op__gte",
        "tot": "aangemaakt_op__lt",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.asked = True

    def clean_vanaf(self):
        """The moment at which the first day begins."""
        day = self.cleaned_data["vanaf"]
        return day and start_of(day)

    def clean_tot(self):
        """The moment at which the last day is over."""
        day = self.cleaned_data["tot"]
        return day and start_of(day + timedelta(days=1))

    def apply(self, rows):
        """`rows` filtered and in order."""
        self.is_valid()
        chosen = {lookup: self.cleaned_data.get(name) for name, lookup in self.LOOKUPS.items()}
        rows = rows.filter(**{lookup: value for lookup, value in chosen.items() if value})
        for name, column in self.SEARCHED.items():
            if words := self.cleaned_data.get(name):
                rows = rows.filter(names_with(words, column))
        return rows.order_by(*SORTS[self.cleaned_data.get("sorteer") or "mislukt"])
