from django import forms

from assessment.forms.velden import CONCLUSION_LENGTH, DraftChoice, text_field
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
