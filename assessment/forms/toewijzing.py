from django import forms

from assessment.models import Commissielid

REASON_LENGTH = 1000


class AssignForm(forms.Form):
    """Three members for one case; who cannot judge it is no choice, who already does stays chosen."""

    leden = forms.ModelMultipleChoiceField(
        queryset=Commissielid.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Beoordelaars",
        error_messages={
            "required": "Kies precies drie beoordelaars.",
            "invalid_choice": "Deze beoordelaar kan deze aanvraag niet beoordelen. Kies een ander.",
            "invalid_pk_value": "Deze beoordelaar bestaat niet. Kies een ander.",
        },
    )

    def __init__(self, *args, kandidaten, **kwargs):
        assigned = [kandidaat.lid.pk for kandidaat in kandidaten if kandidaat.beoordeling]
        super().__init__(*args, **(kwargs | {"initial": {"leden": assigned}}))
        able = [kandidaat.lid.pk for kandidaat in kandidaten if not kandidaat.reasons or kandidaat.beoordeling]
        self.fields["leden"].queryset = Commissielid.objects.filter(pk__in=able)
        chosen = {str(value) for value in self["leden"].value() or []}
        self.kandidaten = [(kandidaat, str(kandidaat.lid.pk) in chosen) for kandidaat in kandidaten]


class DeclineForm(forms.Form):
    """Why a member cannot judge a case."""

    use_required_attribute = False

    reden = forms.CharField(
        label="Waarom kan deze aanvraag niet beoordeeld worden?",
        help_text="Bijvoorbeeld ziekte, of een band met een van de partners.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Schrijf de reden op."},
    )
