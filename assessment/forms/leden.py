from django import forms
from django.core.exceptions import ValidationError

from applications.forms.velden import DigitsField
from assessment.actions.leden import COMMITTEE
from assessment.models import Belangsoort
from assessment.reports.leden import LONGEST
from regions.models import Organisatie
from sto_portal.accounts.forms import RoleForm
from sto_portal.emailadres import EmailadresField
from sto_portal.roles import Landelijkerol
from sto_portal.vormgeving.forms import DateInput, Formulierhulp, Knop

ROLES = [(rol.value, rol.label) for rol in Landelijkerol if rol in COMMITTEE]


class CommissierolForm(RoleForm):
    """A role in the committee, from a day until and including a day."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rol"].choices = ROLES
        self.fields["rol"].help_text = (
            "Een plaatsvervangend voorzitter schrijft alleen het advies over aanvragen waarbij de voorzitter een "
            "belang heeft of verhinderd is."
        )


class LidForm(CommissierolForm):
    """Who joins the committee, in which role and for how long."""

    naam = forms.CharField(label="Naam", max_length=120)
    email = EmailadresField(
        label="E-mailadres",
        help_text="Heeft deze persoon nog geen account? Dan gaat er een uitnodiging naar dit adres.",
    )
    field_order = ["naam", "email", "rol", "vanaf", "tot"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Voeg het lid toe")


class RoleindForm(RoleForm):
    """Until when a role holds; or the button that ends it now."""

    rol = vanaf = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tot"].help_text = "Laat leeg als de rol geen einddatum heeft."
        self.helper = Formulierhulp("Sla op", Knop("nu", "Beëindig de rol nu", kind="secondary", hint="negative"))

    def clean_vanaf(self):
        """Not asked here."""


class OrganisatieForm(forms.Form):
    """What organisation to look for, from the address."""

    use_required_attribute = False
    zoek = forms.CharField(
        label="Naam, plaats, BRIN of KvK-nummer",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["zoek"].asked = True


class BelangForm(forms.Form):
    """An interest of a member. Where no organisation was chosen its name and KvK number are asked.

    `asks_organisatie`: False for an interest that is there already, of which the organisation stands fast.
    """

    use_required_attribute = False

    organisatie = forms.ModelChoiceField(Organisatie.objects.all(), required=False, widget=forms.HiddenInput)
    naam = forms.CharField(label="Naam van de organisatie", max_length=200, required=False)
    kvk_nummer = DigitsField(digits=8, label="KvK-nummer", required=False, help_text="8 cijfers.")
    soort = forms.ChoiceField(label="Wat voor belang is het?", choices=Belangsoort.choices, widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Toelichting", max_length=200, help_text="Bijvoorbeeld: docent tot de zomer, of zus is directeur."
    )
    vanaf_datum = forms.DateField(
        label="Vanaf", required=False, widget=DateInput, help_text="Laat leeg als u de dag niet weet."
    )
    tot_datum = forms.DateField(
        label="Tot en met",
        required=False,
        widget=DateInput,
        help_text="Laat leeg als het belang geen einde heeft. Na deze dag telt het niet meer.",
    )

    def __init__(self, *args, organisatie=None, asks_organisatie=True, submit="Sla het belang op", **kwargs):
        super().__init__(*args, **kwargs)
        self.asks_name = asks_organisatie and organisatie is None
        if not asks_organisatie:
            del self.fields["organisatie"]
        if not self.asks_name:
            del self.fields["naam"], self.fields["kvk_nummer"]
        for name in ("naam", "kvk_nummer"):
            if name in self.fields:
                self.fields[name].asked = True
        self.helper = Formulierhulp(submit)

    def clean(self):
        cleaned = super().clean()
        if self.asks_name:
            for name in ("naam", "kvk_nummer"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Vul dit in, of zoek de organisatie hierboven.")
        vanaf, tot = cleaned.get("vanaf_datum"), cleaned.get("tot_datum")
        if vanaf and tot and tot < vanaf:
            self.add_error("tot_datum", ValidationError("Kies een dag die niet voor het begin ligt."))
        return cleaned

    @property
    def values(self):
        """What the actions write, without the organisation."""
        return {name: self.cleaned_data[name] for name in ("soort", "toelichting", "vanaf_datum", "tot_datum")}
