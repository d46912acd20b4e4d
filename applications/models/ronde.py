from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from applications.models.vragen import Vragenlijst
from regions.models import Regelingversie, Regio

KEPT = "Uitstel verdwijnt niet. Verleen zo nodig nieuw uitstel."


class Rondesoort(models.TextChoices):
    ALLEN = "allen", "Voor alle regio's"
    HERKANSING = "herkansing", "Alleen voor regio's waarvan een eerdere aanvraag niet is toegekend"


class AanvraagrondeQuerySet(models.QuerySet):
    def open_at(self, moment):
        """Those in whose own window `moment` falls; an Uitstel is not looked at."""
        return self.filter(opent_op__lte=moment, sluit_op__gt=moment).select_related("regelingversie__regeling")


class Aanvraagronde(models.Model):
    """A window in which regions may apply (rapport 1.1); `nummer` is unique over all regelingen.

    `sluit_op` is the first moment that is too late. `versie` goes up with each change that staff make, so that of two
    people who change it at once the second hears of the first.
    """

    nummer = models.PositiveSmallIntegerField(unique=True)
    naam = models.CharField(max_length=80)
    soort = models.CharField(max_length=10, choices=Rondesoort, default=Rondesoort.ALLEN)
    regelingversie = models.ForeignKey(Regelingversie, on_delete=models.PROTECT, related_name="rondes")
    vragenlijst = models.ForeignKey(Vragenlijst, on_delete=models.PROTECT, related_name="rondes")
    opent_op = models.DateTimeField()
    sluit_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    objects = AanvraagrondeQuerySet.as_manager()

    class Meta:
        ordering = ["nummer"]
        permissions = [("change_ronde", "mag een ronde openen en wijzigen")]
        constraints = [
            models.CheckConstraint(name="ronde_window_runs_forward", condition=Q(opent_op__lt=F("sluit_op"))),
            models.CheckConstraint(name="ronde_soort_known", condition=Q(soort__in=Rondesoort.values)),
        ]

    def __str__(self):
        return self.naam

    @property
    def prognosejaren(self):
        """The years that a forecast of pupils covers, from the first of the subsidy period (Bijlage B.1 §3.4)."""
        first = self.regelingversie.subsidie_van.year
        return range(first, first + self.regelingversie.prognose_jaren)

    def closes_for(self, regio):
        """The first moment that is too late for `regio`: the latest of the round's own and its Uitstel."""
        extended = self.uitstel.of(regio).aggregate(latest=models.Max("sluit_op"))["latest"]
        return max(self.sluit_op, extended) if extended else self.sluit_op

    def uitstel_of(self, regio):
        """The Uitstel by which `regio` may file longest; None if it has none that is later than the round itself."""
        return self.uitstel.of(regio).filter(sluit_op__gt=self.sluit_op).order_by("sluit_op", "pk").last()

    def closings(self):
        """Function of the pk of a Regio (None: of one without an Uitstel of its own) that says as `closes_for` does."""
        latest = dict(self.uitstel.order_by().values_list("regio").annotate(models.Max("sluit_op")))
        everyone = max(self.sluit_op, latest.get(None, self.sluit_op))
        return lambda regio: max(everyone, latest.get(regio, everyone))

    def is_open_for(self, regio, moment=None):
        """Whether `regio` may submit at `moment` (default now)."""
        moment = moment or timezone.now()
        return self.opent_op <= moment < self.closes_for(regio)


class Herinnering(models.Model):
    """A moment, `uren` hours before a round closes for a region, at which who writes an unfiled draft is reminded."""

    ronde = models.ForeignKey(Aanvraagronde, on_delete=models.CASCADE, related_name="herinneringen")
    uren = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "herinneringen"
        ordering = ["ronde", "-uren"]
        constraints = [
            models.UniqueConstraint(fields=["ronde", "uren"], name="herinnering_once"),
            models.CheckConstraint(name="herinnering_before_closing", condition=Q(uren__gt=0)),
        ]

    def __str__(self):
        return f"{self.uren} uur voor {self.ronde}"


class UitstelError(Exception):
    """An extension that cannot be given or taken back this way; the text says why, in Dutch."""


class UitstelQuerySet(models.QuerySet):
    """Extensions; none is ever taken back."""

    def of(self, regio):
        """Those that hold for `regio`: its own and those for all."""
        return self.filter(Q(regio=regio) | Q(regio__isnull=True))

    def delete(self):
        raise UitstelError(KEPT)


class Uitstel(models.Model):
    """More time in a round for one region, or for all when `regio` is empty, with the reason and who gave it.

    `sluit_op` is the first moment that is too late. An Uitstel stays: it can only be followed by another.
    """

    ronde = models.ForeignKey(Aanvraagronde, on_delete=models.PROTECT, related_name="uitstel")
    regio = models.ForeignKey(Regio, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sluit_op = models.DateTimeField()
    reden = models.TextField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verleend_op = models.DateTimeField(default=timezone.now)

    objects = UitstelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "uitstel"
        ordering = ["verleend_op", "pk"]
        permissions = [("grant_uitstel", "mag uitstel verlenen")]

    def __str__(self):
        return f"Uitstel {self.ronde} tot {self.sluit_op}"

    def delete(self, *args, **kwargs):
        raise UitstelError(KEPT)
