"""The forms of a conceptcheck: what the region asks, and what DUS-I remarks per part."""

from django import forms

from applications.forms.velden import TekstField
from applications.models import CHECKED
from sto_portal.vormgeving.forms import Formulierhulp


class ShareForm(forms.Form):
    """What the region wants to know."""

    use_required_attribute = False
    vraag = TekstField(
        label="Wat wilt u weten?", required=False, help_text="Bijvoorbeeld: is de begroting duidelijk genoeg?"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Deel deze versie met DUS-I", kept=True)


class RemarksForm(forms.Form):
    """A remark for each part of the application; those left empty are no remark."""

    use_required_attribute = False
    prefix = "over"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for groep in CHECKED:
            self.fields[groep.value] = TekstField(label=groep.label, required=False)
        self.helper = Formulierhulp("Stuur de opmerkingen", kept=True)
