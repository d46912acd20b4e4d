from django.conf import settings
from django.db import models
from django.db.models import Q


class SjabloonError(Exception):
    """A template cannot be used or changed this way; the text says why."""


class Sjabloonsoort(models.TextChoices):
    BRIEF = "brief", "Brief"
    MAIL = "mail", "Mail"
    TEKST = "tekst", "Tekst in een brief"


class Sjabloon(models.Model):
    """A letter, a mail or a plain text inside a letter that the portal writes, in versions."""

    slug = models.SlugField(unique=True, max_length=60)
    naam = models.CharField(max_length=120)
    soort = models.CharField(choices=Sjabloonsoort, max_length=10)

    class Meta:
        verbose_name = "sjabloon"
        verbose_name_plural = "sjablonen"
        ordering = ["naam"]
        constraints = [models.CheckConstraint(name="sjabloon_soort_known", condition=Q(soort__in=Sjabloonsoort.values))]

    def __str__(self):
        return self.naam


class SjabloonversieQuerySet(models.QuerySet):
    """Versions; what is settled is neither changed nor removed."""

    def settled(self):
        """Versions that letters and mails are made with."""
        return self.filter(vastgesteld_op__isnull=False)

    def update(self, **values):
        if self.settled().exists():
            raise SjabloonError("Een vastgestelde versie van een sjabloon verandert niet.")
        return super().update(**values)

    def delete(self):
        if self.settled().exists():
            raise SjabloonError("Een vastgestelde versie van een sjabloon verdwijnt niet.")
        return super().delete()


class Sjabloonversie(models.Model):
    """One text of a Sjabloon with the variables that may stand in it; fixed from the moment it is settled.

    What was made with it points to it, so the text of a letter can always be found again. `door` wrote it; empty where
    it came with the portal. One that is not settled is a text the portal brought while staff's own stays in use.
    """

    sjabloon = models.ForeignKey(Sjabloon, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveIntegerField()
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    variabelen = models.JSONField(default=list)
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SjabloonversieQuerySet.as_manager()

    class Meta:
        verbose_name = "sjabloonversie"
        verbose_name_plural = "sjabloonversies"
        ordering = ["sjabloon", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sjabloon", "nummer"], name="sjabloonversie_nummer_unique"),
            models.CheckConstraint(name="sjabloonversie_nummer_from_1", condition=Q(nummer__gte=1)),
        ]

    def __str__(self):
        return f"{self.sjabloon} versie {self.nummer}"

    def save(self, *args, **kwargs):
        if not self._state.adding and self._is_settled():
            raise SjabloonError(f"{self} is vastgesteld en verandert niet. Maak een nieuwe versie.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self._is_settled():
            raise SjabloonError(f"{self} is vastgesteld en verdwijnt niet.")
        return super().delete(*args, **kwargs)

    def _is_settled(self):
        return Sjabloonversie.objects.settled().filter(pk=self.pk).exists()
