from django import forms

from applications.forms.velden import EuroField
from sto_portal.vormgeving.forms import Formulierhulp


class SubsidieForm(forms.Form):
    """The requested subsidy over the whole period; `versie` is that of the Plan."""

    use_required_attribute = False
    gevraagde_subsidie = EuroField(
        label="Gevraagde subsidie",
        help_text="Het bedrag voor de hele subsidieperiode.",
        error_messages={"required": "Vul het bedrag in."},
    )
    versie = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Bedrag opslaan")
