from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, When
from django.db.models.functions import Now
from django.urls import reverse

from sto_portal.werk.register import KINDS

LONGEST_PAUSE_SECONDS = 300


class Werkstatus(models.TextChoices):
    WACHTEND = "wachtend", "Wacht"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


def seconds_from_now(seconds):
    """The moment `seconds` after now by the database's clock, the one clock all workers share."""
    return ExpressionWrapper(Now() + timedelta(seconds=seconds), output_field=models.DateTimeField())


def within(field, seconds):
    """Condition: the moment in `field` lies after now, at most `seconds` away.

    Nothing is planned further ahead: a moment beyond that was written before the database's clock was put back.
    """
    return Q(**{f"{field}__gt": Now(), f"{field}__lte": seconds_from_now(seconds)})


def held():
    """Condition: the lease still runs."""
    return within("lease_tot", settings.WERK_LEASE_SECONDS)


class WerkQuerySet(models.QuerySet):
    """The rows of work, and the questions a worker and a reader ask of them."""

    def visible_to(self, user):
        """Every row for who runs the portal, one's own for anyone else."""
        if user.has_perm("werk.view_every_werk"):
            return self
        return self.filter(door_id=user.pk)

    def abandoned(self):
        """Rows whose worker stopped without a word: busy, and the lease ran out."""
        return self.filter(Q(status=Werkstatus.BEZIG) & ~held())

    def running(self):
        """Rows that a worker holds at this moment."""
        return self.filter(Q(status=Werkstatus.BEZIG) & held())

    def failed(self):
        """Rows that nobody tries again by themselves."""
        return self.filter(status=Werkstatus.MISLUKT)

    def with_held(self):
        """Each with `is_held`: whether a worker still holds it."""
        return self.annotate(is_held=Case(When(held(), then=True), default=False))

    def claimable(self):
        """Rows that a worker may take now, in the order they became available; only of kinds this process knows."""
        waiting = Q(status=Werkstatus.WACHTEND) & ~within("beschikbaar_op", LONGEST_PAUSE_SECONDS)
        abandoned = Q(status=Werkstatus.BEZIG, pogingen__lt=F("maximum_pogingen")) & ~held()
        return self.filter(waiting | abandoned, soort__in=KINDS).order_by("beschikbaar_op", "pk")

    def overlooked(self):
        """Claimable rows that should have been begun by now: tried before, or waiting longer than two sweeps."""
        long_ago = seconds_from_now(-2 * settings.WERK_SWEEP_SECONDS)
        return self.claimable().filter(Q(pogingen__gt=0) | Q(beschikbaar_op__lt=long_ago))


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
        permissions = [
            ("view_every_werk", "mag al het werk op de achtergrond zien"),
            ("retry_every_werk", "mag al het mislukte werk in één keer opnieuw laten doen"),
        ]
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
    def since_op(self):
        """The moment since which, or for a pause from which, the row stands as it does."""
        if self.is_finished:
            return self.klaar_op
        return self.gestart_op if self.status == Werkstatus.BEZIG else self.beschikbaar_op

    @property
    def result_url(self):
        """The address of what came out, or an empty text."""
        return (self.resultaat or {}).get("url", "")


class WerkerQuerySet(models.QuerySet):
    """The processes that do work."""

    def alive(self):
        """Those that were seen lately."""
        return self.with_alive().filter(is_alive=True)

    def with_alive(self):
        """Each with `is_alive`: whether it was seen lately."""
        seen = When(gezien_op__gte=seconds_from_now(-settings.WERKER_SILENT_SECONDS), then=True)
        return self.annotate(is_alive=Case(seen, default=False))


class Werkersoort(models.TextChoices):
    LUS = "lus", "Worker zonder broker"
    CELERY = "celery", "Worker van Celery"


class Werker(models.Model):
    """A process that does work, and when it last said that it lives; who stops in order takes its row away."""

    naam = models.CharField(max_length=120, unique=True)
    soort = models.CharField(choices=Werkersoort, max_length=10)
    gestart_op = models.DateTimeField(db_default=Now())
    gezien_op = models.DateTimeField(db_default=Now())

    objects = WerkerQuerySet.as_manager()

    class Meta:
        verbose_name = "werker"
        verbose_name_plural = "werkers"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(name="werker_soort_known", condition=Q(soort__in=Werkersoort.values)),
        ]

    def __str__(self):
        return self.naam


class PeriodiekQuerySet(models.QuerySet):
    """When the periodic work was done and is due."""

    def due(self, every):
        """Rows whose moment has come; `every` (seconds) is how far ahead the next one may be."""
        return self.exclude(within("volgende_op", every))

    def late(self):
        """Rows whose moment passed without anyone doing it: no sweeper runs."""
        return self.with_late().filter(is_late=True)

    def with_late(self):
        """Each with `is_late`: whether its moment passed without anyone doing it."""
        passed = When(volgende_op__lt=seconds_from_now(-settings.WERKER_SILENT_SECONDS), then=True)
        return self.annotate(is_late=Case(passed, default=False))


class Periodiek(models.Model):
    """One kind of periodic work: when it was last begun, when it is due again, and what went wrong then."""

    naam = models.CharField(max_length=60, unique=True)
    volgende_op = models.DateTimeField(db_default=Now())
    laatst_op = models.DateTimeField(null=True, blank=True)
    fout = models.CharField(max_length=500, blank=True)

    objects = PeriodiekQuerySet.as_manager()

    class Meta:
        verbose_name = "periodiek werk"
        verbose_name_plural = "periodiek werk"
        ordering = ["naam"]

    def __str__(self):
        return self.naam
