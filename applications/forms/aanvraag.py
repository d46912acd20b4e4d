from django import forms

from applications.models import Aanvraagronde, Aanvraagstatus
from sto_portal.vormgeving.forms import Formulierhulp

SORTEERSLEUTELS = {
    "nummer": ("ronde__nummer", "regio__nummer"),
    "regio": ("regio__naam", "ronde__nummer"),
    "status": ("status", "ronde__nummer", "regio__nummer"),
    "wijziging": ("-gewijzigd_op", "pk"),
}


class AanvraagFilter(forms.Form):
    """What to show of the list, from the address; what is not understood is left out."""

    use_required_attribute = False
    zoek = forms.CharField(label="Zoek op nummer of regio", required=False, max_length=100)
    ronde = forms.ModelChoiceField(
        Aanvraagronde.objects.all(), label="Ronde", required=False, empty_label="Alle rondes"
    )
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Alle"), *Aanvraagstatus.choices])
    sorteer = forms.ChoiceField(
        label="Sorteer op",
        required=False,
        choices=[
            ("nummer", "Nummer"),
            ("regio", "Naam van de regio"),
            ("status", "Status"),
            ("wijziging", "Laatst gewijzigd"),
        ],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp(None, tag=False)
        for field in self.fields.values():
            field.asked = True

    def apply(self, aanvragen):
        """`aanvragen` filtered and in order."""
        self.is_valid()
        chosen = self.cleaned_data
        if zoek := chosen.get("zoek"):
            by_number = aanvragen.with_nummer(zoek.upper())
            by_words = aanvragen.filter(regio__nummer__icontains=zoek) | aanvragen.filter(regio__naam__icontains=zoek)
            aanvragen = by_words | by_number
        if ronde := chosen.get("ronde"):
            aanvragen = aanvragen.filter(ronde=ronde)
        if status := chosen.get("status"):
            aanvragen = aanvragen.filter(status=status)
        return aanvragen.order_by(*SORTEERSLEUTELS[chosen.get("sorteer") or "nummer"])


class StartForm(forms.Form):
    """For which region and round an application is begun."""

    use_required_attribute = False
    keuze = forms.ChoiceField(
        label="Voor welke regio en ronde?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een regio en ronde.",
            "invalid_choice": "Voor deze regio kunt u nu geen aanvraag starten.",
        },
    )

    def __init__(self, *args, mogelijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.mogelijk = {f"{regio.pk}-{ronde.pk}": (regio, ronde) for regio, ronde in mogelijk}
        self.fields["keuze"].choices = [
            (key, f"{regio} – {ronde.naam} (ronde {ronde.nummer})") for key, (regio, ronde) in self.mogelijk.items()
        ]
        if len(self.mogelijk) == 1:
            self.initial["keuze"] = next(iter(self.mogelijk))
        self.helper = Formulierhulp("Aanvraag starten")

    @property
    def chosen(self):
        """(Regio, Aanvraagronde)."""
        return self.mogelijk[self.cleaned_data["keuze"]]
