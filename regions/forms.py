from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from regions.models import Regiosoort
from sto_portal.accounts.models import User
from sto_portal.roles import Regiorol
from sto_portal.vormgeving.forms import Formulierhulp

UNKNOWN = "Er is geen gebruiker met dit e-mailadres. Maak eerst een gebruiker aan."


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
            regios = regios.filter(Q(nummer__icontains=zoek) | Q(naam__icontains=zoek))
        if soort := chosen.get("soort"):
            regios = regios.filter(soort=soort)
        return regios.order_by("nummer")


class MemberForm(forms.Form):
    """Someone with an account, and the role that person gets in the region."""

    use_required_attribute = False
    email = forms.EmailField(label="E-mailadres", help_text="Het adres waarmee deze persoon inlogt.")
    rol = forms.ChoiceField(label="Rol", choices=Regiorol.choices, widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Voeg toe")

    def clean_email(self):
        """The address; `self.user` is whose it is."""
        email = self.cleaned_data["email"]
        self.user = User.objects.filter(email__iexact=email).first()
        if self.user is None:
            raise ValidationError(UNKNOWN)
        return email
