from applications.forms.rij import RijForm
from applications.models import Overleg, Zetel


class OverlegForm(RijForm):
    class Meta(RijForm.Meta):
        model = Overleg
        fields = ["soort", "naam", "taak"]
        help_texts = {"naam": "Bijvoorbeeld: Stuurgroep, of Werkgroep instroom."}


class ZetelForm(RijForm):
    class Meta(RijForm.Meta):
        model = Zetel
        fields = ["overleg", "naam", "functie", "partner"]
        help_texts = {
            "naam": "Weet u de naam nog niet? Vul dan de functie in.",
            "partner": "Laat dit leeg bij iemand die niet namens een partner meedoet.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].empty_label = "Namens niemand"
