from django.db import models
from django.db.models.functions import Now

from regions.models.organisatie import Vestiging
from regions.models.regio import Regio
from sto_portal.emailadres import EmailadresModelField


class Deelnamewens(models.Model):
    """That a school wishes to take part in a region (rapport h2 voorwaarde e), as someone wrote on the public page.

    Nobody checked who that was. `vestiging` is empty where the register does not have the code.
    """

    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, related_name="deelnamewensen")
    naam = models.CharField("naam van de school", max_length=200)
    vestigingscode = models.CharField("BRIN en vestigingsnummer", max_length=6)
    vestiging = models.ForeignKey(Vestiging, null=True, blank=True, on_delete=models.PROTECT, related_name="wensen")
    contactpersoon = models.CharField("uw naam", max_length=120)
    email = EmailadresModelField("uw e-mailadres")
    bericht = models.TextField("bericht", blank=True)
    gemaakt_op = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "deelnamewensen"
        ordering = ["-gemaakt_op", "-pk"]
        permissions = [("view_every_deelnamewens", "mag zien welke scholen willen meedoen")]
        constraints = [
            models.UniqueConstraint(fields=["regio", "vestigingscode", "email"], name="deelnamewens_once_per_person")
        ]

    def __str__(self):
        return f"{self.naam} ({self.vestigingscode})"
