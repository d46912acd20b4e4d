from django.conf import settings
from django.db import models
from django.db.models import F, Q

from assessment.models.advies import Adviesoordeel
from assessment.models.besluit import Besluit
from sto_portal import workflow


class Besluitwijziging(workflow.Statuswijziging):
    """A step in the way of a Besluit."""

    besluit = models.ForeignKey(Besluit, on_delete=models.PROTECT, related_name="statuswijzigingen")

    class Meta(workflow.Statuswijziging.Meta):
        verbose_name_plural = "besluitwijzigingen"


class Jaarbedrag(models.Model):
    """The part of the granted subsidy that is meant for one calendar year, in int euro cents."""

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="jaarbedragen")
    jaar = models.PositiveSmallIntegerField()
    bedrag_cents = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "jaarbedragen"
        ordering = ["jaar"]
        constraints = [
            models.UniqueConstraint(fields=["besluit", "jaar"], name="jaarbedrag_once"),
            models.CheckConstraint(name="jaarbedrag_not_negative", condition=Q(bedrag_cents__gte=0)),
        ]

    def __str__(self):
        return f"{self.jaar}: {self.bedrag_cents}"


class Verplichtingsoort(models.TextChoices):
    VERDUIDELIJKING = "verduidelijking", "Verduidelijking van het plan"
    RAPPORTAGE = "rapportage", "Rapportage"
    MELDING = "melding", "Meldingsplicht"


class Verplichting(models.Model):
    """What the recipient of a grant must do, and by when; the '#' of Bijlage A is one of kind VERDUIDELIJKING.

    `adviesoordeel` is what the committee asked to clarify, of an obligation that follows from it.
    """

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="verplichtingen")
    soort = models.CharField("soort", max_length=20, choices=Verplichtingsoort)
    omschrijving = models.TextField("wat moet de regio doen")
    uiterlijk_datum = models.DateField("uiterlijk", null=True, blank=True)
    adviesoordeel = models.ForeignKey(Adviesoordeel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "verplichtingen"
        ordering = [F("uiterlijk_datum").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(name="verplichting_soort_known", condition=Q(soort__in=Verplichtingsoort.values))
        ]

    def __str__(self):
        return self.omschrijving[:80]


class Besluitbijdrage(models.Model):
    """That someone ever started, changed or offered this Besluit: such a person may never approve it (a trigger)."""

    besluit = models.ForeignKey(Besluit, on_delete=models.PROTECT, related_name="bijdragen")
    persoon = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "besluitbijdragen"
        constraints = [models.UniqueConstraint(fields=["besluit", "persoon"], name="besluitbijdrage_once")]

    def __str__(self):
        return f"{self.persoon} aan {self.besluit}"
