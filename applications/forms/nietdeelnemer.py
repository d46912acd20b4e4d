"""The form of a school that takes no part in the plan."""

from django import forms

from applications.forms.rij import RijForm
from applications.forms.velden import VestigingscodeField
from applications.models import Nietdeelnemer, Redenafzien
from applications.partnerregister import find_vestigingen


class NietdeelnemerForm(RijForm):
    """Of each school a reason is asked, with a text where none of the list fits."""

    vestigingscode = VestigingscodeField(
        label="BRIN en vestigingsnummer", required=False, help_text="6 tekens, bijvoorbeeld 01AB00."
    )

    class Meta(RijForm.Meta):
        model = Nietdeelnemer
        fields = ["naam", "vestigingscode", "plaats", "reden", "toelichting"]
        labels = {"reden": "Waarom doet deze school niet mee?"}
        widgets = {"reden": forms.RadioSelect}
        help_texts = {"toelichting": "Verplicht als u 'Een andere reden' kiest."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"].choices = Redenafzien.choices

    def clean_vestigingscode(self):
        code = self.cleaned_data["vestigingscode"]
        if not code:
            return code
        if partner := self.plan.partner_set.filter(vestigingscode=code).first():
            raise forms.ValidationError(f"Deze school is al partner in uw plan: {partner.naam}.")
        others = self.plan.nietdeelnemer_set.exclude(pk=self.instance.pk).filter(vestigingscode=code)
        if other := others.first():
            raise forms.ValidationError(f"Deze school staat al in de lijst: {other.naam}.")
        self.instance.vestiging = find_vestigingen([code]).get(code)
        return code

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("reden") == Redenafzien.ANDERS and not cleaned.get("toelichting", "x").strip():
            self.add_error("toelichting", "Schrijf op waarom deze school niet meedoet.")
        return cleaned
