from django import forms

from assessment.actions.schrijven import ADVICE_FIELDS
from assessment.forms.deelaspect import DeelaspectForm
from assessment.forms.velden import CONCLUSION_LENGTH, REASON_LENGTH, DraftChoice, text_field
from assessment.models import Strekking
from sto_portal.vormgeving.forms import Formulierhulp


class AdviesForm(forms.Form):
    """The strekking and the summary of the advice; positive is no choice while a vereiste is unmet."""

    use_required_attribute = False

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    strekking = DraftChoice(label="Strekking van het advies", choices=Strekking.choices)
    samenvatting = text_field("Samenvatting van het advies", 8, CONCLUSION_LENGTH)

    def __init__(self, *args, advies, **kwargs):
        initial = {"versie": 1}
        if advies is not None:
            initial = {name: getattr(advies, name) for name in ("versie", "strekking", "samenvatting")}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        if advies is not None and advies.onvoldaan:
            self.fields["strekking"].choices = [(Strekking.NEGATIEF.value, Strekking.NEGATIEF.label)]
            self.fields[
                "strekking"
            ].help_text = (
                f"Aan {advies.onvoldaan} van de vereisten is niet voldaan. Daarom kan het advies niet positief zijn."
            )
        self.helper = Formulierhulp("Sla het advies op", kept=True)


class AdviesDeelaspectForm(DeelaspectForm):
    """What the committee finds of each vereiste of one Stap.

    A vereiste that a member found not met has a field for the reason not to follow that member. `quotes` are the
    texts of the members to take over, {name of a field: [Citaat]}, where they are not one and the same.
    """

    written = ADVICE_FIELDS

    def __init__(self, *args, step, quotes=None, **kwargs):
        self.quotes = quotes or {}
        super().__init__(*args, step=step, **kwargs)
        for vereiste in step.vereisten:
            if vereiste.pk in step.unmet_by:
                label = f"Waarom gaat de commissie hierin niet mee, bij {vereiste.nummer}?"
                hint = "Nodig als de commissie iets anders vindt dan 'voldoet niet'. De reden blijft bij het advies."
                self.fields[f"{vereiste.slug}-afwijking_reden"] = text_field(label, 3, REASON_LENGTH, hint)

    @property
    def blocks(self):
        """As in DeelaspectForm, with `leden` who found it not met, the field for why not, and `quotes` by field."""
        for block in super().blocks:
            slug, leden = block["vereiste"].slug, self.step.unmet_by.get(block["vereiste"].pk, [])
            more = {"leden": leden, "afwijking": self[f"{slug}-afwijking_reden"] if leden else None}
            quotes = {name: self.quotes.get(f"{slug}-{name}", []) for name in self.written}
            yield block | more | {"quotes": quotes}

    @property
    def conclusion_quotes(self):
        """The conclusions of the members, where they differ."""
        return self.quotes.get("conclusie", [])
