"""What code knows of a question, so that it needs neither its code nor its place: how rows are shown, what it means."""

from django.db import models


class Weergave(models.TextChoices):
    """The closed list of ways in which a plan shows the rows of a table; `reading.tabellen` makes each of them."""

    SCHOLEN = "scholen", "Scholen die niet meedoen"
    AANBOD = "aanbod", "Leerlingen per school, profiel en leerweg"
    LEERLINGENPROGNOSE = "leerlingenprognose", "Verwachte leerlingen per jaar"
    PROJECTEN = "projecten", "Projecten die al lopen"
    DOCENTENTEKORT = "docententekort", "Docenten per profiel"
    DOELEN = "doelen", "Doelen"
    MIJLPALEN = "mijlpalen", "Mijlpalen"
    ACTIVITEITEN = "activiteiten", "Activiteiten"
    OVERLEGGEN = "overleggen", "Onderdelen van de organisatie"
    ZETELS = "zetels", "Wie zit waarin"
    RISICOS = "risicos", "Risico's"
    PARTNERTAKEN = "partnertaken", "Partners en hun taken"
    PARTNERGEGEVENS = "partnergegevens", "Gegevens van de partners"
    BIJDRAGEN = "bijdragen", "Bijdragen"
    BIJDRAGE_PER_PARTNER = "bijdrage_per_partner", "Bijdrage per partner"
    BEGROTING = "begroting", "Begroting"
    ONDERTEKENINGEN = "ondertekeningen", "Handtekeningen"


# The model of the rows that a Weergave shows, of those that a Vraag can ask for.
TOONT = {
    Weergave.SCHOLEN: "nietdeelnemer",
    Weergave.AANBOD: "aanbod",
    Weergave.LEERLINGENPROGNOSE: "leerlingenprognose",
    Weergave.PROJECTEN: "lopendproject",
    Weergave.DOCENTENTEKORT: "docententekort",
    Weergave.DOELEN: "doelstelling",
    Weergave.MIJLPALEN: "mijlpaal",
    Weergave.ACTIVITEITEN: "activiteit",
    Weergave.OVERLEGGEN: "overleg",
    Weergave.ZETELS: "zetel",
    Weergave.RISICOS: "risico",
    Weergave.PARTNERTAKEN: "partner",
    Weergave.BIJDRAGEN: "cofinanciering",
    Weergave.BIJDRAGE_PER_PARTNER: "partner",
    Weergave.BEGROTING: "begrotingsregel",
}


class Betekenis(models.TextChoices):
    """What a controle reads in an answer, whatever the code and the place of the Vraag are."""

    GRENZEN = "grenzen", "De grenzen van de regio"
    TECHNIEKARM = "techniekarm", "Of de regio techniekarm is"
    AANDEEL_TECHNIEK = "aandeel_techniek", "Het deel van de leerlingen in techniek"
    MISMATCH_AANBOD = "mismatch_aanbod", "De mismatch in het aanbod"
    MISMATCH_KWALITEIT = "mismatch_kwaliteit", "De mismatch in kwaliteit"
    EINDE_OVEREENKOMST = "einde_overeenkomst", "De laatste dag van de overeenkomst"
