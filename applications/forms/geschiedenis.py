from django import forms

from applications.models import Antwoordversie


class PutBackForm(forms.Form):
    """Which earlier text of the answer to `vraag` becomes the answer again, over which version of it (`over`)."""

    versie = forms.ModelChoiceField(Antwoordversie.objects.none())
    over = forms.IntegerField(min_value=0)

    def __init__(self, *args, plan, vraag, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versie"].queryset = Antwoordversie.objects.of(plan, vraag).select_related("vraag", "bestand")
