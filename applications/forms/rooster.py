"""One form for a whole table of numbers: rows against columns."""

import json
from dataclasses import dataclass
from hashlib import sha256

from django import forms
from django.forms.boundfield import BoundField

from applications.forms.velden import GetalField

CHANGED = "Iemand anders heeft deze tabel intussen veranderd. Vergelijk de getallen en sla opnieuw op."


@dataclass(frozen=True)
class Vak:
    """One cell: its field (None where the table has no number), what is saved, what others saved meanwhile, and what
    helps to fill it in.
    """

    veld: BoundField | None
    kolom: str
    waarde: int | None = None
    intussen: str = ""
    naast: str = ""


@dataclass(frozen=True)
class Roosterregel:
    label: str
    vakken: list[Vak]
    totaal: int


def stand_of(waarden):
    """A digest of {(rij, kolom): number or None}; the same for the same numbers, and for none as for a lack of them."""
    told = sorted([*key, number] for key, number in waarden.items() if number is not None)
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


class RoosterForm(forms.Form):
    """The numbers of `rijen` against `kolommen`, both lists of (key, label); `waarden` is {(rij, kolom): number}.

    `has_vak(rij, kolom)` tells which cells there are, `naast` {(rij, kolom): text} what stands beside them. `stand`
    travels along, so that who saves second is told; keys of `waarden` that are no cell count in it too. `adds_rows` is
    whether the numbers of a row may be added up: not where they count the same people twice. `erbij` names the fields
    under the table.
    """

    adds_rows = True
    erbij_namen = ()
    use_required_attribute = False
    stand = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, rijen, kolommen, waarden, has_vak=lambda _rij, _kolom: True, naast=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.naast = naast or {}
        self.rijen, self.kolommen, self.waarden = list(rijen), list(kolommen), waarden
        self.is_changed_meanwhile = False
        self.vakken = {
            (rij, kolom): f"vak_{place}_{column}"
            for place, (rij, _label) in enumerate(self.rijen)
            for column, (kolom, _label) in enumerate(self.kolommen)
            if has_vak(rij, kolom)
        }
        labels = dict(self.rijen), dict(self.kolommen)
        for (rij, kolom), name in self.vakken.items():
            label = f"{labels[0][rij]}: {labels[1][kolom]}"
            self.fields[name] = GetalField(required=False, label=label)
            self.initial[name] = waarden.get((rij, kolom))
        self.initial["stand"] = stand_of(waarden)

    @property
    def ingevuld(self):
        """{(rij, kolom): number or None} as it was typed, an empty cell as `fill_empty` wants it."""
        typed = {key: self.cleaned_data[name] for key, name in self.vakken.items()}
        return {key: self.fill_empty(key) if number is None else number for key, number in typed.items()}

    def fill_empty(self, key):
        """What a cell is that was left empty."""
        return

    @property
    def erbij(self):
        return [self[name] for name in self.erbij_namen]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("stand") and cleaned["stand"] != stand_of(self.waarden):
            self.is_changed_meanwhile = True
            self.data = self.data.copy()
            self.data[self.add_prefix("stand")] = stand_of(self.waarden)
            self.add_error(None, CHANGED)
        return cleaned

    @property
    def regels(self):
        """Per row its cells, each with what others saved where that is not what was typed, and the total saved."""
        for rij, label in self.rijen:
            vakken = [self.vak(rij, kolom, short) for kolom, short in self.kolommen]
            yield Roosterregel(label, vakken, sum(self.waarden.get((rij, kolom)) or 0 for kolom, _ in self.kolommen))

    def vak(self, rij, kolom, label):
        name = self.vakken.get((rij, kolom))
        if name is None:
            return Vak(None, label)
        saved = self.waarden.get((rij, kolom))
        shown = "leeg" if saved is None else str(saved)
        differs = self.is_changed_meanwhile and self.cleaned_data.get(name) != saved
        return Vak(self[name], label, saved, shown if differs else "", self.naast.get((rij, kolom), ""))

    @property
    def totalen(self):
        """The total saved per column, then of all where rows are added up."""
        found = [sum(self.waarden.get((rij, kolom)) or 0 for rij, _ in self.rijen) for kolom, _ in self.kolommen]
        return [*found, sum(found)] if self.adds_rows else found

    @property
    def labels(self):
        """The head of each column."""
        return [label for _key, label in self.kolommen]


class DocentenForm(RoosterForm):
    adds_rows = False
    erbij_namen = ("leeg_is_nul",)
    leeg_is_nul = forms.BooleanField(required=False, label="Zet een 0 in elk vak dat leeg is")

    def fill_empty(self, key):
        return 0 if self.cleaned_data["leeg_is_nul"] else None
