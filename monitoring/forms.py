from django import forms

from monitoring.population import Populatiesoort
from sto_portal.namen import name_key
from sto_portal.vormgeving.velden import DatumField


class AskedForm(forms.Form):
    """A form in the address: none of its fields has to be filled in, and none says that it may stay empty."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.asked = True


class PopulatieForm(AskedForm):
    """Over which plans the tables are made; `with_soort` for who may look at what was filed too."""

    regeling = forms.ChoiceField(label="Regeling", required=False)
    peildatum = DatumField(label="Peildatum", required=False)
    soort = forms.ChoiceField(label="Plannen", required=False, choices=Populatiesoort.choices)

    def __init__(self, *args, regelingen, with_soort, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["regeling"].choices = list(regelingen.items())
        if not with_soort:
            del self.fields["soort"]


class LijstForm(AskedForm):
    """Which rows of a list to show, and in which order; the population goes along unseen."""

    zoek = forms.CharField(label="Zoek op nummer, regio of penvoerder", required=False, max_length=100)
    ronde = forms.ChoiceField(label="Ronde", required=False)
    sorteer = forms.ChoiceField(
        label="Sorteer op",
        required=False,
        choices=[("code", "STO-nummer"), ("regio", "Regio"), ("penvoerder", "Penvoerder"), ("ronde", "Ronde")],
    )

    SEARCHED = ("code", "regio", "penvoerder")

    def __init__(self, *args, rijen, **kwargs):
        super().__init__(*args, **kwargs)
        self.rijen = rijen
        rondes = dict.fromkeys(rij["ronde"] for rij in rijen)
        self.fields["ronde"].choices = [("", "Alle"), *((ronde, ronde) for ronde in rondes)]

    def apply(self):
        """The rows that were asked for, in order; what is not understood is left out."""
        self.is_valid()
        chosen = self.cleaned_data
        typed = chosen.get("zoek", "").strip()
        words = name_key(typed).split()
        found = [
            rij
            for rij in self.rijen
            if all(any(word in name_key(rij[key]) for key in self.SEARCHED) for word in words)
            and bool(words) == bool(typed)
            and chosen.get("ronde") in ("", None, rij["ronde"])
        ]
        key = chosen.get("sorteer") or "code"
        return sorted(found, key=lambda rij: (name_key(rij[key]), rij["code"]))


LIST_NAMES = ("zoek", "ronde", "sorteer")
