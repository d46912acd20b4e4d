"""The signature of one signatory under the Samenwerkingsovereenkomst."""

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from applications.forms.rij import RijForm
from applications.models import Ondertekening
from sto_portal.bestanden.uploads import UploadField
from sto_portal.termijnen import today


class OndertekeningForm(RijForm):
    """A file is needed once; later the signed file may stay as it is. The day is not in the future."""

    upload = UploadField(label="Getekend bestand", kinds=("pdf", "png", "jpeg"))

    class Meta(RijForm.Meta):
        model = Ondertekening
        fields = ["naam", "functie", "datum"]
        labels = {"naam": "Naam van wie tekent", "functie": "Functie"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        upload = self.fields["upload"]
        upload.help_text = "Een scan of foto van de handtekening: een PDF, PNG of JPEG."
        if self.instance.pk:
            upload.required, upload.asked = False, True
            stored = "Nu opgeslagen: {}. Kies alleen een bestand als u dit wilt vervangen."
            upload.help_text = format_html(stored, self.instance.bestand.naam)

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        if datum > today():
            raise ValidationError("Deze datum ligt in de toekomst. Vul de dag in waarop is getekend.")
        return datum

    def clean(self):
        cleaned = super().clean()
        if self.errors and cleaned.get("upload"):
            self.add_error("upload", "Kies uw bestand opnieuw: uw browser bewaart die keuze niet.")
        return cleaned
