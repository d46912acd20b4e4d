from django import forms

from regions.models import Regiosoort
from sto_portal.emailadres import EmailadresField
from sto_portal.namen import names_with
from sto_portal.roles import Regiorol
from sto_portal.vormgeving.forms import Formulierhulp

MEANING = {
    Regiorol.PENVOERDER: "Penvoerder: schrijft, nodigt collega's uit en dient in",
    Regiorol.MEDE_AUTEUR: "Mede-auteur: schrijft mee aan de aanvraag",
    Regiorol.MEELEZER: "Meelezer: leest alles en verandert niets",
}


class RegioFilter(forms.Form):
    """What to show of the list, from the address; what is not understood is left out."""

    use_required_attribute = False
    zoek = forms.CharField(label="Zoek op nummer of naam", required=False, max_length=100)
    soort = forms.ChoiceField(label="Soort", required=False, choices=[("", "Alle"), *Regiosoort.choices])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.asked = True

    def apply(self, regios):
        """`regios` filtered, by number."""
        self.is_valid()
        chosen = self.cleaned_data
        if zoek := chosen.get("zoek"):
            regios = regios.filter(names_with(zoek, "nummer", "naam"))
        if soort := chosen.get("soort"):
            regios = regios.filter(soort=soort)
        return regios.order_by("nummer")


class RoleForm(forms.Form):
    """One of the `rollen` that this person may give."""

    use_required_attribute = False
    rol = forms.ChoiceField(label="Rol", widget=forms.RadioSelect, error_messages={"required": "Kies een rol."})
    submit = "Verander de rol"

    def __init__(self, *args, rollen, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rol"].choices = [(rol, MEANING[rol]) for rol in rollen]
        self.helper = Formulierhulp(self.submit)


class MemberForm(RoleForm):
    """Whom to invite, and the role that person gets in the region."""

    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam van uw collega in."})
    email = EmailadresField(
        label="E-mailadres",
        help_text="Hier gaat de uitnodiging naartoe. Uw collega logt in met dit adres.",
        error_messages={"required": "Vul het e-mailadres van uw collega in."},
    )
    field_order = ["naam", "email", "rol"]
    submit = "Verstuur de uitnodiging"
