from django.conf import settings
from django.db import models
from django.db.models import F, Q

PORTAL = "Het portaal"
FILES = "Bestanden bewaren"


class Periodesoort(models.TextChoices):
    BEREIKBAAR = "bereikbaar", "Bereikbaar"
    STORING = "storing", "Storing"


class Bron(models.TextChoices):
    METING = "meting", "Eigen meting"
    DUS_I = "dus_i", "Vastgelegd door DUS-I"


class PeriodeQuerySet(models.QuerySet):
    """Periods by who saw them and when."""

    def measured(self, wat=PORTAL):
        """What the portal measured itself of PORTAL or FILES, in order."""
        return self.filter(bron=Bron.METING, wat=wat).order_by("begin_op", "pk")

    def storingen(self):
        """Outages, both measured and recorded."""
        return self.filter(soort=Periodesoort.STORING)

    def within(self, begin_op, eind_op):
        """Those of which some part lies in the window from `begin_op` until `eind_op`."""
        return self.filter(begin_op__lt=eind_op, eind_op__gt=begin_op)


class Periode(models.Model):
    """One uninterrupted period in which the portal, or something it needs, could be reached or could not.

    A measured one lasts until the measurement at which that changed, or until the last one; between two that do not
    touch nobody measured. `wat` is what was away: the portal as a whole, the keeping of files alone, or what DUS-I
    names; `door` is empty for a measurement.
    """

    soort = models.CharField(max_length=12, choices=Periodesoort)
    bron = models.CharField(max_length=10, choices=Bron)
    wat = models.CharField(max_length=80)
    begin_op = models.DateTimeField()
    eind_op = models.DateTimeField()
    toelichting = models.TextField(blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "periodes"
        ordering = ["begin_op", "pk"]
        permissions = [("record_storing", "mag een storing vastleggen")]
        indexes = [models.Index(fields=["bron", "eind_op"], name="periode_by_bron_and_eind")]
        constraints = [
            models.CheckConstraint(name="periode_soort_known", condition=Q(soort__in=Periodesoort.values)),
            models.CheckConstraint(name="periode_bron_known", condition=Q(bron__in=Bron.values)),
            models.CheckConstraint(name="periode_runs_forward", condition=Q(begin_op__lte=F("eind_op"))),
            models.CheckConstraint(
                name="periode_recorded_is_storing_by_someone",
                condition=Q(bron=Bron.METING) | Q(soort=Periodesoort.STORING, door__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["wat", "begin_op", "eind_op"], condition=Q(bron=Bron.DUS_I), name="periode_recorded_once"
            ),
        ]

    def __str__(self):
        return f"{self.wat}: {self.get_soort_display().lower()} vanaf {self.begin_op}"

    @property
    def duur(self):
        """How long it lasted, as timedelta."""
        return self.eind_op - self.begin_op
