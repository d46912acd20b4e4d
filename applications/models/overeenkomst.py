from django.db import models

from applications.models.partner import Partner
from applications.models.planonderdeel import Planonderdeel
from applications.models.vragen import Ondertekenaareis
from sto_portal.bestanden.models import Bestand


class Ondertekening(Planonderdeel):
    """A signature under the Samenwerkingsovereenkomst, for one signatory that Bijlage B.3 asks of the partner."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="ondertekeningen")
    eis = models.ForeignKey(Ondertekenaareis, on_delete=models.PROTECT, related_name="ondertekeningen")
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120)
    datum = models.DateField("getekend op")
    bestand = models.ForeignKey(Bestand, on_delete=models.PROTECT, related_name="+", verbose_name="getekend bestand")

    class Meta(Planonderdeel.Meta):
        verbose_name_plural = "ondertekeningen"
        ordering = ["partner", "eis"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.UniqueConstraint(fields=["partner", "eis"], name="ondertekening_once_per_eis"),
        ]

    def __str__(self):
        return f"{self.naam} voor {self.partner}"
