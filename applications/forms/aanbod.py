"""The tables of what one school offers: pupils now, those who came in, and what the region wants."""

from django import forms

from applications.forms.rooster import RoosterForm
from applications.models import schooljaar_label

SCHOOLJAREN_SHOWN = 6


class LeerlingenForm(RoosterForm):
    """The pupils of now, with their schooljaar and the profielen with technological contents.

    `profielen` are the (value, label) of those one may tick; `laatste_jaar` is the last schooljaar to choose.
    """

    erbij_namen = ("schooljaar", "technologisch")
    schooljaar = forms.TypedChoiceField(
        label="Schooljaar van deze aantallen",
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": "Kies een schooljaar uit de lijst."},
    )
    technologisch = forms.MultipleChoiceField(
        label="Welke van deze profielen hebben een technologische invulling?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De vijf technische profielen tellen al mee. Kies hier alleen de andere.",
        error_messages={"invalid_choice": "Kies profielen uit de lijst."},
    )

    def __init__(self, *args, profielen, laatste_jaar, **kwargs):
        super().__init__(*args, **kwargs)
        years = {*range(laatste_jaar - SCHOOLJAREN_SHOWN + 1, laatste_jaar + 1)}
        if saved := self.initial.get("schooljaar"):
            years.add(saved)
        shown = [(jaar, schooljaar_label(jaar)) for jaar in sorted(years, reverse=True)]
        self.fields["schooljaar"].choices = [("", "Maak een keuze"), *shown]
        self.fields["technologisch"].choices = profielen
        for name in self.erbij_namen:
            self.fields[name].asked = True


class GewenstForm(RoosterForm):
    """The pupils that the region wants; `nu` is {(profiel, leerweg): pupils now}."""

    erbij_namen = ("neem_over",)
    neem_over = forms.BooleanField(required=False, label="Neem in elk leeg vak het aantal van nu over")

    def __init__(self, *args, nu, **kwargs):
        super().__init__(*args, **kwargs)
        self.nu = nu

    def fill_empty(self, key):
        return self.nu.get(key) if self.cleaned_data["neem_over"] else None
