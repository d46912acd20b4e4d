from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone

from sto_portal.namen import names_with
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.vormgeving.forms import DateInput

LATE, ATTENTION = "te_laat", "aandacht"
SORTS = {"nieuw": ("-pk",), "oud": ("pk",), "aan": ("aan", "-pk")}


class BerichtFilter(forms.Form):
    """What to show of the list, from the address; what is not understood is said and left out."""

    use_required_attribute = False
    zoek = forms.CharField(label="Zoek op ontvanger of onderwerp", required=False, max_length=100)
    status = forms.ChoiceField(
        label="Stand",
        required=False,
        choices=[
            ("", "Alle"),
            (LATE, "Te laat"),
            (ATTENTION, "Vraagt aandacht"),
            *Berichtstatus.choices,
        ],
    )
    vanaf = forms.DateField(label="Geschreven vanaf", required=False, widget=DateInput)
    tot = forms.DateField(label="Geschreven tot en met", required=False, widget=DateInput)
    sorteer = forms.ChoiceField(
        label="Sorteer op",
        required=False,
        choices=[("nieuw", "Nieuwste eerst"), ("oud", "Oudste eerst"), ("aan", "Ontvanger")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.asked = True

    def clean_vanaf(self):
        """The moment at which the first day begins."""
        return start_of(self.cleaned_data["vanaf"])

    def clean_tot(self):
        """The moment at which the last day is over."""
        day = self.cleaned_data["tot"]
        return start_of(day + timedelta(days=1)) if day and day.year < 9999 else None

    def apply(self, berichten):
        """`berichten` filtered and in order."""
        self.is_valid()
        chosen = self.cleaned_data
        if zoek := chosen.get("zoek"):
            berichten = berichten.filter(names_with(zoek, "aan", "onderwerp"))
        if status := chosen.get("status"):
            special = {LATE: Bericht.objects.overdue, ATTENTION: Bericht.objects.needs_attention}
            found = special[status]() if status in special else Bericht.objects.filter(status=status)
            berichten = berichten.filter(pk__in=found.values("pk"))
        if vanaf := chosen.get("vanaf"):
            berichten = berichten.filter(aangemaakt_op__gte=vanaf)
        if tot := chosen.get("tot"):
            berichten = berichten.filter(aangemaakt_op__lt=tot)
        return berichten.order_by(*SORTS[chosen.get("sorteer") or "nieuw"])


def start_of(day):
    """The first moment of a day in Dutch time; None for no day."""
    return day and timezone.make_aware(datetime.combine(day, time.min))
