from applications.forms.koppelen import KoppelForm, PartnersField
from applications.forms.rij import RijForm
from applications.models import LopendProject, Projectpartner, Projectsoort


class ProjectForm(KoppelForm, RijForm):
    """A project may be noted before everything about it is known; the controle tells what is still open."""

    koppeling = (Projectpartner, "project", "partners")
    partners = PartnersField(label="Partners die meedoen", help_text="Kies alle partners die aan dit project meedoen.")

    class Meta(RijForm.Meta):
        model = LopendProject
        fields = ["naam", "soort", "projectnummer", "overlap", "dubbele_bekostiging"]
        help_texts = {
            "projectnummer": "Een RIF-project heeft altijd een nummer.",
            "overlap": "Waar overlapt dit project uw plan en waarin verschilt het ervan?",
            "dubbele_bekostiging": "Hoe zorgt u ervoor dat geen activiteit twee keer wordt betaald?",
        }

    field_order = ["naam", "soort", "projectnummer", "partners", "overlap", "dubbele_bekostiging"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("soort") == Projectsoort.RIF and not cleaned.get("projectnummer", "x"):
            self.add_error("projectnummer", "Vul het nummer van het RIF-project in.")
        return cleaned
