from django import forms

from assessment.actions.schrijven import FIELDS
from assessment.forms.velden import CONCLUSION_LENGTH, fields_of, score_field, text_field
from assessment.models import Uitkomst
from sto_portal.termijnen import today


class DeelaspectForm(forms.Form):
    """What is found of each vereiste of one Stap, the conclusion, and a score where it counts.

    A draft: nothing is required, but what is typed must be usable. `proposals` gives initial values by field name for
    what was not yet saved; `last_day` is the latest day a clarification may be promised for.
    """

    use_required_attribute = False
    written = FIELDS
    conclusion_quotes = ()

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, step, last_day, proposals=None, **kwargs):
        self.step, self.last_day = step, last_day
        initial = {"versie": step.conclusie.versie, "conclusie": step.conclusie.tekst}
        for vereiste in step.vereisten:
            stored = step.oordelen[vereiste.pk]
            initial |= {f"{vereiste.slug}-{name}": getattr(stored, name, "") for name in self.written}
        initial["score"] = step.score
        if step.conclusie.versie == 0:
            initial |= proposals or {}
        super().__init__(*args, **(kwargs | {"initial": initial}))
        for vereiste in step.vereisten:
            self.fields |= fields_of(vereiste)
        self.fields["conclusie"] = text_field("Conclusie over dit deelaspect", 6, CONCLUSION_LENGTH)
        if step.schaal:
            self.fields["score"] = score_field(step)

    def clean(self):
        cleaned = super().clean()
        for vereiste in self.step.vereisten:
            name = f"{vereiste.slug}-verduidelijken_voor_datum"
            day = cleaned.get(name)
            if not day or cleaned.get(f"{vereiste.slug}-uitkomst") != Uitkomst.VERDUIDELIJKEN:
                continue
            if not today() <= day <= self.last_day:
                self.add_error(name, f"Kies een dag van vandaag tot en met {self.last_day:%d-%m-%Y}.")
        return cleaned

    @property
    def blocks(self):
        """For the template in order: the vereiste and its four bound fields by name; the rest is for an advice."""
        for vereiste in self.step.vereisten:
            fields = {name: self[f"{vereiste.slug}-{name}"] for name in FIELDS}
            yield {"vereiste": vereiste, "fields": fields, "leden": [], "afwijking": None, "quotes": {}}

    @property
    def score(self):
        """The bound field of the score, None where scores do not count."""
        return self["score"] if self.step.schaal else None

    @property
    def values(self):
        """What was typed, as the actions take it: oordelen, conclusie, score and versie."""
        cleaned = self.cleaned_data
        return {
            "oordelen": {
                vereiste.code: {name: cleaned.get(f"{vereiste.slug}-{name}", "") for name in self.written}
                for vereiste in self.step.vereisten
            },
            "conclusie": cleaned["conclusie"],
            "versie": cleaned["versie"],
            "score": cleaned.get("score"),
        }
