from django.db import models

from regions.models.regeling import Regeling
from sto_portal.emailadres import EmailadresModelField


class Afzender(models.Model):
    """Who writes the letters about a Regeling and how to reach them, and where an objection goes; staff keep it up.

    What is empty is not known, and no letter says it. Addresses are lines of text. Awb 3:45 asks where to object.
    """

    regeling = models.OneToOneField(Regeling, on_delete=models.CASCADE, related_name="afzender")
    naam = models.CharField("naam", max_length=120)
    namens = models.CharField("voor wie", max_length=200, blank=True)
    postadres = models.TextField("postadres", blank=True)
    bezoekadres = models.TextField("bezoekadres", blank=True)
    telefoon = models.CharField("telefoon", max_length=40, blank=True)
    email = EmailadresModelField("e-mailadres", blank=True)
    bezwaaradres = models.TextField("adres voor bezwaar")
    bezwaar_digitaal = models.CharField("waar bezwaar digitaal kan", max_length=200, blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "afzenders"

    def __str__(self):
        return f"Afzender van {self.regeling}"
