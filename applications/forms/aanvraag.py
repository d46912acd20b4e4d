from django import forms

from applications.models import Aanvraagronde, Aanvraagstatus
from sto_portal.namen import NameKey, names_with
from sto_portal.vormgeving.forms import Formulierhulp

SORTEERSLEUTELS = {
    "nummer": ("ronde__nummer", "regio__nummer"),
    "regio": (NameKey("regio__naam"), "regio__nummer", "ronde__nummer"),
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
            by_words = aanvragen.filter(names_with(zoek, "regio__nummer", "regio__naam"))
            aanvragen = by_words | by_number
        if ronde := chosen.get("ronde"):
            aanvragen = aanvragen.filter(ronde=ronde)
        if status := chosen.get("status"):
            aanvragen = aanvragen.filter(status=status)
        return aanvragen.order_by(*SORTEERSLEUTELS[chosen.get("sorteer") or "nummer"])


PLAN, LEEG = "plan", "leeg"


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

    begin = forms.ChoiceField(
        label="Waarmee begint u?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarmee u begint.", "invalid_choice": "Kies waarmee u begint."},
    )

    def __init__(self, *args, mogelijk, eerdere, **kwargs):
        """`eerdere` {regio pk: the Plan it filed last}."""
        super().__init__(*args, **kwargs)
        self.eerdere = eerdere
        self.mogelijk = {f"{regio.pk}-{ronde.pk}": (regio, ronde) for regio, ronde in mogelijk}
        self.fields["keuze"].choices = [
            (key, f"{regio} – {ronde.naam} (ronde {ronde.nummer})") for key, (regio, ronde) in self.mogelijk.items()
        ]
        if len(self.mogelijk) == 1:
            self.initial["keuze"] = next(iter(self.mogelijk))
        self.offer_plans()
        self.helper = Formulierhulp("Aanvraag starten")

    def offer_plans(self):
        """Let the region go on from its last plan, unless none of these has one."""
        plans = [plan for regio, ronde in self.mogelijk.values() if (plan := self.plan_for(regio, ronde))]
        if not plans:
            del self.fields["begin"]
            return
        own = f"Met uw plan uit de ronde {plans[0].ronde.naam}"
        label = own if len(self.mogelijk) == 1 else "Met het plan dat de regio het laatst indiende"
        self.fields["begin"].choices = [(PLAN, label), (LEEG, "Met een leeg plan")]
        self.fields["begin"].help_text = "U kunt daarna alles veranderen. Wat u eerder indiende, blijft zoals het is."
        self.initial["begin"] = PLAN

    def plan_for(self, regio, ronde):
        """The Plan to go on from in this round, or None: not one that answers other questions, or is of this round."""
        plan = self.eerdere.get(regio.pk)
        fits = plan is not None and plan.ronde_id != ronde.pk and plan.ronde.vragenlijst_id == ronde.vragenlijst_id
        return plan if fits else None

    @property
    def chosen(self):
        """(Regio, Aanvraagronde)."""
        return self.mogelijk[self.cleaned_data["keuze"]]

    @property
    def vorige(self):
        """The Plan to begin with; None to begin empty."""
        return self.plan_for(*self.chosen) if self.cleaned_data.get("begin") == PLAN else None
