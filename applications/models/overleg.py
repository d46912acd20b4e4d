from django.db import models
from django.db.models import Q

from applications.models.partner import Partner
from applications.models.planonderdeel import Planonderdeel


class Overlegsoort(models.TextChoices):
    STUURGROEP = "stuurgroep", "Stuurgroep"
    PROJECTTEAM = "projectteam", "Projectteam"
    WERKGROEP = "werkgroep", "Werkgroep"
    ANDERS = "anders", "Ander onderdeel"


class Overleg(Planonderdeel):
    """A part of the organisation of the region, such as the stuurgroep or a werkgroep (Bijlage B.2 §3.1)."""

    soort = models.CharField("soort onderdeel", max_length=12, choices=Overlegsoort)
    naam = models.CharField("naam", max_length=120)
    taak = models.TextField("wat dit onderdeel doet", blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "onderdeel van de organisatie"
        verbose_name_plural = "onderdelen van de organisatie"
        ordering = ["pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(name="overleg_soort_known", condition=Q(soort__in=Overlegsoort.values)),
        ]

    def __str__(self):
        return self.naam


class Zetel(Planonderdeel):
    """Who sits in an Overleg, with function, on behalf of a partner or of nobody (Bijlage B.2 §3.1)."""

    overleg = models.ForeignKey(Overleg, on_delete=models.CASCADE, related_name="zetels", verbose_name="onderdeel")
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120, blank=True)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="zetels", verbose_name="namens"
    )

    class Meta(Planonderdeel.Meta):
        verbose_name = "lid van de organisatie"
        verbose_name_plural = "leden van de organisatie"
        ordering = ["overleg", "pk"]

    def __str__(self):
        return self.naam
