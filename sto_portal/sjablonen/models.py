from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sto_portal.namen import NameKey


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
        ordering = [NameKey("naam"), "pk"]
        permissions = [("approve_sjabloon", "mag akkoord geven voor de tekst van een brief")]
        constraints = [models.CheckConstraint(name="sjabloon_soort_known", condition=Q(soort__in=Sjabloonsoort.values))]

    def __str__(self):
        return self.naam

    @property
    def needs_two(self):
        """Whether a text of staff is used only after another person gave akkoord: what stands in a letter, not mail."""
        return self.soort != Sjabloonsoort.MAIL


PENDING = Q(vastgesteld_op__isnull=True, gesloten_op__isnull=True, door__isnull=False)
UNSETTLED, PORTAL, NOBODY = Q(vastgesteld_op__isnull=True), Q(door__isnull=True), Q(akkoord_door__isnull=True)
WITHDRAWN = Q(gesloten_door=F("door"))


class SjabloonversieQuerySet(models.QuerySet):
    """Versions; what is settled is neither changed nor removed."""

    def settled(self):
        """Versions that letters and mails are made with."""
        return self.filter(vastgesteld_op__isnull=False)

    def pending(self):
        """Texts of staff that wait for the akkoord of another person."""
        return self.filter(PENDING)

    def offered(self):
        """Texts the portal brought while staff's own stays in use."""
        return self.filter(UNSETTLED & PORTAL)

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
    it came with the portal. One of the portal that is not settled waits while staff's own stays in use. One of staff
    for a letter waits for `akkoord_door`, somebody else, or was closed: by its writer, who took it back, or by another
    with a `reden`. `twee_personen` says that it could not be used in any other way.
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
    twee_personen = models.BooleanField(default=False)
    akkoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gesloten_op = models.DateTimeField(null=True, blank=True)
    gesloten_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reden = models.TextField(blank=True)

    objects = SjabloonversieQuerySet.as_manager()

    class Meta:
        verbose_name = "sjabloonversie"
        verbose_name_plural = "sjabloonversies"
        ordering = ["sjabloon", "-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["sjabloon", "nummer"], name="sjabloonversie_nummer_unique"),
            models.CheckConstraint(name="sjabloonversie_nummer_from_1", condition=Q(nummer__gte=1)),
            models.UniqueConstraint(fields=["sjabloon"], condition=PENDING, name="sjabloonversie_one_pending"),
            models.CheckConstraint(
                name="sjabloonversie_akkoord_by_another",
                condition=PORTAL | NOBODY | ~Q(akkoord_door=F("door")),
            ),
            models.CheckConstraint(
                name="sjabloonversie_letter_has_akkoord",
                condition=Q(twee_personen=False) | UNSETTLED | PORTAL | ~NOBODY,
            ),
            models.CheckConstraint(
                name="sjabloonversie_settled_or_closed",
                condition=UNSETTLED | Q(gesloten_op__isnull=True),
            ),
            models.CheckConstraint(
                name="sjabloonversie_closed_by_someone",
                condition=Q(gesloten_op__isnull=True, gesloten_door__isnull=True)
                | Q(gesloten_op__isnull=False, gesloten_door__isnull=False) & (WITHDRAWN | ~Q(reden="")),
            ),
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

    @property
    def is_pending(self):
        """Whether it waits for the akkoord of another person."""
        return self.vastgesteld_op is None and self.gesloten_op is None and self.door_id is not None

    @property
    def is_offered(self):
        """Whether the portal brought it while staff's own text stays in use."""
        return self.vastgesteld_op is None and self.door_id is None

    @property
    def is_withdrawn(self):
        """Whether its own writer took it back."""
        return self.gesloten_op is not None and self.gesloten_door_id == self.door_id

    def _is_settled(self):
        return Sjabloonversie.objects.settled().filter(pk=self.pk).exists()
