from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils import timezone

from sto_portal.accounts.models import Aanstelling, User
from sto_portal.namen import NameKey, names_with
from sto_portal.roles import Landelijkerol
from sto_portal.termijnen import today
from sto_portal.vormgeving.forms import DateInput, Formulierhulp

LAST_YEAR = 2099
NO_ROLE = "geen"
SORTS = {
    "naam": (NameKey("naam"), "pk"),
    "email": ("email",),
    "ingelogd": ("-last_login", NameKey("naam"), "pk"),
}


class UserFilter(forms.Form):
    """What to show of the list, from the address; what is not understood is left out."""

    use_required_attribute = False
    zoek = forms.CharField(label="Zoek op naam of e-mailadres", required=False, max_length=100)
    rol = forms.ChoiceField(
        label="Landelijke rol",
        required=False,
        choices=[("", "Alle"), *Landelijkerol.choices, (NO_ROLE, "Geen landelijke rol")],
    )
    toegang = forms.ChoiceField(
        label="Toegang", required=False, choices=[("", "Alle"), ("ja", "Mag inloggen"), ("nee", "Geen toegang")]
    )
    sorteer = forms.ChoiceField(
        label="Sorteer op",
        required=False,
        choices=[("naam", "Naam"), ("email", "E-mailadres"), ("ingelogd", "Laatst ingelogd")],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.asked = True

    def apply(self, users):
        """`users` filtered and in order, each with `rollen`: the Aanstellingen of now."""
        self.is_valid()
        chosen = self.cleaned_data
        current = Aanstelling.objects.current()
        if zoek := chosen.get("zoek"):
            users = users.filter(names_with(zoek, "naam", "email"))
        if toegang := chosen.get("toegang"):
            users = users.filter(is_active=toegang == "ja")
        if chosen.get("rol") == NO_ROLE:
            users = users.exclude(pk__in=current.values("user"))
        elif rol := chosen.get("rol"):
            users = users.filter(pk__in=current.filter(rol=rol).values("user"))
        rollen = Prefetch("aanstellingen", current.order_by("rol"), to_attr="rollen")
        return users.order_by(*SORTS[chosen.get("sorteer") or "naam"]).prefetch_related(rollen)


class UserForm(forms.ModelForm):
    """Who someone is; the address stands fast once that person has signed in."""

    use_required_attribute = False

    class Meta:
        model = User
        fields = ["naam", "functie", "email"]
        help_texts = {
            "functie": "Bijvoorbeeld: projectleider.",
            "email": "Hiermee logt deze persoon in. Hier sturen wij ook de berichten naartoe.",
        }

    def __init__(self, *args, submit, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.last_login is not None:
            del self.fields["email"]
        self.helper = Formulierhulp(submit)

    def clean_email(self):
        """An address that is not that of another."""
        email = self.cleaned_data["email"]
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError("Er is al een gebruiker met dit e-mailadres.")
        return email


class RoleForm(forms.Form):
    """A national role, from a day until and including a day."""

    use_required_attribute = False
    rol = forms.ChoiceField(label="Rol", choices=Landelijkerol.choices, widget=forms.RadioSelect)
    vanaf = forms.DateField(
        label="Vanaf", required=False, widget=DateInput, help_text="Laat leeg als de rol meteen begint."
    )
    tot = forms.DateField(
        label="Tot en met", required=False, widget=DateInput, help_text="Laat leeg als u nog geen einddatum weet."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = Formulierhulp("Geef deze rol")

    def clean_vanaf(self):
        """The moment at which the role begins; None for now."""
        day = self.cleaned_data["vanaf"]
        check_to_come(day)
        return None if day in (None, today()) else start_of(day)

    def clean_tot(self):
        """The moment at which the role is over: the end of the day that was given."""
        day = self.cleaned_data["tot"]
        check_to_come(day)
        return None if day is None else start_of(day + timedelta(days=1))

    def clean(self):
        cleaned = super().clean()
        vanaf, tot = cleaned.get("vanaf"), cleaned.get("tot")
        if vanaf and tot and tot <= vanaf:
            self.add_error("tot", "Kies een dag die niet voor het begin van de rol ligt.")
        return cleaned


def check_to_come(day):
    """Refuse a day in the past: what someone was allowed then stays as it was."""
    if day is not None and (day < today() or day.year > LAST_YEAR):
        raise ValidationError("Kies vandaag of een dag die nog komt.")


def start_of(day):
    """The first moment of a day in Dutch time."""
    return timezone.make_aware(datetime.combine(day, time.min))
