from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Aanvraag, Plan
from assessment.models.beoordeling import AbstractConclusie, AbstractOordeel, AbstractScore
from sto_portal import workflow


class Adviesstatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VASTGESTELD = "vastgesteld", "Vastgesteld"


class Strekking(models.TextChoices):
    POSITIEF = "positief", "Positief"
    NEGATIEF = "negatief", "Negatief"


class Advies(workflow.WorkflowModel):
    """What the committee advises on one filed Plan, written by the voorzitter from the revealed judgements.

    `onvoldaan` counts the vereisten that are not met; a positive advice has none (CHECK).
    """

    TRANSITIONS = {"settle": ({Adviesstatus.CONCEPT}, Adviesstatus.VASTGESTELD)}

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.PROTECT, related_name="advies")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="adviezen")
    status = models.CharField(max_length=30, choices=Adviesstatus, default=Adviesstatus.CONCEPT)
    strekking = models.CharField("strekking", max_length=10, choices=Strekking, blank=True)
    onvoldaan = models.PositiveSmallIntegerField(default=0)
    samenvatting = models.TextField("samenvatting van het advies", blank=True)
    versie = models.PositiveIntegerField(default=1)
    vastgesteld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "adviezen"
        constraints = [
            models.CheckConstraint(
                name="advies_positive_means_all_met", condition=~Q(strekking=Strekking.POSITIEF) | Q(onvoldaan=0)
            ),
            models.CheckConstraint(
                name="advies_settled_has_strekking",
                condition=Q(status=Adviesstatus.CONCEPT) | Q(strekking__in=Strekking.values),
            ),
        ]

    def __str__(self):
        return f"Advies over {self.aanvraag.nummer}"


class Advieswijziging(workflow.Statuswijziging):
    """A step in the way of an Advies."""

    advies = models.ForeignKey(Advies, on_delete=models.CASCADE, related_name="statuswijzigingen")

    class Meta(workflow.Statuswijziging.Meta):
        verbose_name_plural = "advieswijzigingen"


class Adviesoordeel(AbstractOordeel):
    """What the committee as a whole finds of one Vereiste; the reason runs on into the letter.

    `afwijking_reden` says why the committee passes over a member who found it not met; settling asks for it.
    """

    advies = models.ForeignKey(Advies, on_delete=models.CASCADE, related_name="oordelen")
    afwijking_reden = models.TextField("waarom de commissie dit anders ziet", blank=True, default="")

    class Meta(AbstractOordeel.Meta):
        verbose_name_plural = "adviesoordelen"
        constraints = [
            *AbstractOordeel.Meta.constraints,
            models.UniqueConstraint(fields=["advies", "vereiste"], name="adviesoordeel_once_per_vereiste"),
        ]


class Adviesconclusie(AbstractConclusie):
    """The committee's conclusion on one Deelaspect, as it will stand in the letter."""

    advies = models.ForeignKey(Advies, on_delete=models.CASCADE, related_name="conclusies")

    class Meta(AbstractConclusie.Meta):
        verbose_name_plural = "adviesconclusies"
        constraints = [models.UniqueConstraint(fields=["advies", "deelaspect"], name="adviesconclusie_once")]

    def __str__(self):
        return f"{self.advies}: {self.deelaspect}"


class Adviesscore(AbstractScore):
    """The score of the committee as a whole on one Deelaspect."""

    advies = models.ForeignKey(Advies, on_delete=models.CASCADE, related_name="scores")

    class Meta(AbstractScore.Meta):
        verbose_name_plural = "adviesscores"
        constraints = [models.UniqueConstraint(fields=["advies", "deelaspect"], name="adviesscore_once")]


class Verhindering(models.Model):
    """That a member withdrew from a case, with the reason."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="verhinderingen")
    lid = models.ForeignKey("assessment.Commissielid", on_delete=models.PROTECT, related_name="verhinderingen")
    reden = models.TextField("reden")
    gemeld_op = models.DateTimeField(auto_now_add=True)
    gemeld_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "verhinderingen"
        constraints = [models.UniqueConstraint(fields=["aanvraag", "lid"], name="verhindering_once")]

    def __str__(self):
        return f"{self.lid} verhinderd voor {self.aanvraag.nummer}"
