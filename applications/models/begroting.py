from django.db import models
from django.db.models import Q

from applications.models.activiteit import Activiteit
from applications.models.partner import Partner
from applications.models.planonderdeel import Planonderdeel

MAXIMUM_CENTS = 100_000_000_00


class Kostensoort(models.TextChoices):
    LOON = "loon", "Loonkosten"
    MATERIEEL = "materieel", "Materiële kosten"
    INHUUR = "inhuur", "Externe inhuur"
    OVERHEAD = "overhead", "Overhead"


class Begrotingsregel(Planonderdeel):
    """Costs of one partner for one activity, kind and calendar year, in int euro cents (Bijlage B.4)."""

    activiteit = models.ForeignKey(Activiteit, on_delete=models.PROTECT, related_name="begrotingsregels")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="begrotingsregels")
    kostensoort = models.CharField("soort kosten", max_length=10, choices=Kostensoort)
    jaar = models.PositiveSmallIntegerField("jaar")
    omschrijving = models.CharField("omschrijving", max_length=200, blank=True)
    bedrag_cents = models.BigIntegerField("bedrag")

    class Meta(Planonderdeel.Meta):
        verbose_name_plural = "begrotingsregels"
        ordering = ["jaar", "activiteit", "pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(
                name="begrotingsregel_bedrag_sane",
                condition=Q(bedrag_cents__gte=0) & Q(bedrag_cents__lte=MAXIMUM_CENTS),
            ),
            models.CheckConstraint(name="begrotingsregel_soort_known", condition=Q(kostensoort__in=Kostensoort.values)),
        ]

    def __str__(self):
        return f"{self.jaar} {self.activiteit}: {self.get_kostensoort_display()}"


class Bijdragevorm(models.TextChoices):
    GELD = "geld", "In geld"
    NATURA = "natura", "In natura"


class Cofinanciering(Planonderdeel):
    """What a partner brings in itself over the whole period, in int euro cents.

    Of a firm or employers' organisation it is the co-financing that the regeling asks (rapport h2 voorwaarde h);
    of a school it is an own contribution, of a government a contribution of a third party.
    """

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="cofinanciering")
    vorm = models.CharField("vorm", max_length=6, choices=Bijdragevorm)
    omschrijving = models.CharField("omschrijving", max_length=200, blank=True)
    bedrag_cents = models.BigIntegerField("bedrag")

    class Meta(Planonderdeel.Meta):
        verbose_name = "bijdrage"
        verbose_name_plural = "bijdragen"
        ordering = ["partner", "pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(
                name="cofinanciering_bedrag_sane", condition=Q(bedrag_cents__gte=0) & Q(bedrag_cents__lte=MAXIMUM_CENTS)
            ),
            models.CheckConstraint(name="cofinanciering_vorm_known", condition=Q(vorm__in=Bijdragevorm.values)),
        ]

    def __str__(self):
        return f"{self.partner}: {self.get_vorm_display()}"
