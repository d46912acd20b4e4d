from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.functions import Now
from django.urls import reverse

from sto_portal.werk.register import KINDS


class Werkstatus(models.TextChoices):
    WACHTEND = "wachtend", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


def seconds_from_now(seconds):
    """The moment `seconds` after now by the database's clock, the one clock all workers share."""
    return ExpressionWrapper(Now() + timedelta(seconds=seconds), output_field=models.DateTimeField())


class WerkQuerySet(models.QuerySet):
    """The rows of work, and the questions a worker and a reader ask of them."""

    def visible_to(self, user):
        """Every row for who runs the portal, one's own for anyone else."""
        if user.has_perm("werk.view_every_werk"):
            return self
        return self.filter(door_id=user.pk)

    def abandoned(self):
        """Rows whose worker stopped without a word: busy, and the lease ran out."""
        return self.filter(status=Werkstatus.BEZIG, lease_tot__lt=Now())

    def running(self):
        """Rows that a worker holds at this moment."""
        return self.filter(status=Werkstatus.BEZIG, lease_tot__gte=Now())

    def claimable(self):
        """Rows that a worker may take now, in the order they became available; only of kinds this process knows."""
        waiting = Q(status=Werkstatus.WACHTEND, beschikbaar_op__lte=Now())
        abandoned = Q(status=Werkstatus.BEZIG, lease_tot__lt=Now(), pogingen__lt=F("maximum_pogingen"))
        return self.filter(waiting | abandoned, soort__in=KINDS).order_by("beschikbaar_op", "pk")


class Werk(models.Model):
    """One piece of work done in the background: what is asked, who holds it, how far it is and what came out.

    A worker that claims the row raises `lease_nr`; whatever it writes afterwards holds only for that number.
    """

    soort = models.CharField(max_length=60)
    sleutel = models.CharField(max_length=200)
    invoer = models.JSONField(default=dict, blank=True)
    status = models.CharField(choices=Werkstatus, default=Werkstatus.WACHTEND, max_length=10)
    pogingen = models.PositiveIntegerField(default=0)
    maximum_pogingen = models.PositiveIntegerField(default=5)
    beschikbaar_op = models.DateTimeField(db_default=Now())
    lease_nr = models.PositiveIntegerField(default=0)
    lease_tot = models.DateTimeField(null=True, blank=True)
    voortgang = models.PositiveIntegerField(default=0)
    totaal = models.PositiveIntegerField(default=0)
    resultaat = models.JSONField(null=True, blank=True)
    fout = models.CharField(max_length=500, blank=True)
    aangemaakt_op = models.DateTimeField(db_default=Now())
    gestart_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="werk"
    )

    objects = WerkQuerySet.as_manager()

    class Meta:
        verbose_name = "werk"
        verbose_name_plural = "werk"
        permissions = [("view_every_werk", "mag al het werk op de achtergrond zien")]
        indexes = [models.Index(fields=["status", "beschikbaar_op"], name="werk_status_beschikbaar")]
        constraints = [
            models.UniqueConstraint(fields=["soort", "sleutel"], name="werk_soort_sleutel_unique"),
            models.CheckConstraint(name="werk_status_known", condition=Q(status__in=Werkstatus.values)),
            models.CheckConstraint(name="werk_voortgang_within_totaal", condition=Q(voortgang__lte=F("totaal"))),
            models.CheckConstraint(
                name="werk_bezig_has_lease", condition=~Q(status=Werkstatus.BEZIG) | Q(lease_tot__isnull=False)
            ),
        ]

    def __str__(self):
        return f"werk {self.pk} ({self.soort})"

    def get_absolute_url(self):
        return reverse("werk:detail", args=[self.pk])

    @property
    def title(self):
        """What this work is called on the page; the bare kind where no app knows it any more."""
        kind = KINDS.get(self.soort)
        return kind.title if kind else self.soort

    @property
    def is_finished(self):
        """Whether nothing more happens to the row by itself."""
        return self.status in {Werkstatus.KLAAR, Werkstatus.MISLUKT}

    @property
    def has_failed(self):
        """Whether all attempts were used, or the work itself said that trying again is of no use."""
        return self.status == Werkstatus.MISLUKT

    @property
    def result_url(self):
        """The address of what came out, or an empty text."""
        return (self.resultaat or {}).get("url", "")
