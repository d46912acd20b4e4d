from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from applications.models import Aanvraag, Plan
from assessment.models.advies import Advies
from regions.models import Regelingversie
from sto_portal import workflow
from sto_portal.bestanden.models import Bestand
from sto_portal.money import format_euro
from sto_portal.sjablonen.models import Sjabloonversie


class Besluitsoort(models.TextChoices):
    VERLENING = "verlening", "Verlening"
    AFWIJZING = "afwijzing", "Afwijzing"


class Besluitstatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    TER_AKKOORD = "ter_akkoord", "Ter akkoord"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    VERZONDEN = "verzonden", "Verzonden"


D = Besluitstatus
TRANSITIONS = {
    "offer": ({D.CONCEPT}, D.TER_AKKOORD),
    "return": ({D.TER_AKKOORD}, D.CONCEPT),
    "approve": ({D.TER_AKKOORD}, D.VASTGESTELD),
    "send": ({D.VASTGESTELD}, D.VERZONDEN),
}


class BesluitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every besluit for DUS-I; for a region its own, once sent."""
        if user.has_perm("assessment.view_besluit"):
            return self
        return self.filter(
            status=Besluitstatus.VERZONDEN, aanvraag__regio__in=user.lidmaatschappen.current().values("regio")
        )

    def granted(self):
        """Sent decisions that grant."""
        return self.filter(status=Besluitstatus.VERZONDEN, soort=Besluitsoort.VERLENING)


class Besluit(workflow.WorkflowModel):
    """The decision on an Aanvraag: drafted by one, approved by another (CHECK), then sent and never changed.

    `bedrag_cents` is the granted subsidy in int euro cents; 0 for a rejection. `wettelijke_grondslag` is the
    article staff fill in. `brief` is the text of the letter as it was sent, made with `sjabloonversie`; `pdf` holds it.
    """

    TRANSITIONS = TRANSITIONS

    aanvraag = models.OneToOneField(Aanvraag, on_delete=models.PROTECT, related_name="besluit")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="besluiten")
    advies = models.ForeignKey(Advies, on_delete=models.PROTECT, related_name="besluiten")
    regelingversie = models.ForeignKey(Regelingversie, on_delete=models.PROTECT, related_name="besluiten")
    soort = models.CharField("besluit", max_length=10, choices=Besluitsoort)
    status = models.CharField(max_length=30, choices=Besluitstatus, default=Besluitstatus.CONCEPT)
    bedrag_cents = models.BigIntegerField("verleend bedrag", default=0)
    wettelijke_grondslag = models.CharField("artikelen waarop het besluit rust", max_length=200, blank=True)
    motivering = models.TextField("toelichting op het besluit", blank=True)
    afwijking_reden = models.TextField("reden om af te wijken van het advies", blank=True)
    opsteller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    akkoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    besluit_datum = models.DateField("datum van het besluit", null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)
    sjabloonversie = models.ForeignKey(
        Sjabloonversie, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    onderwerp = models.CharField(max_length=200, blank=True)
    brief = models.TextField(blank=True)
    pdf = models.ForeignKey(Bestand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "besluiten"
        ordering = ["aanvraag__ronde__nummer", "aanvraag__regio__nummer"]
        constraints = [
            models.CheckConstraint(
                name="besluit_four_eyes", condition=Q(akkoord_door__isnull=True) | ~Q(akkoord_door=F("opsteller"))
            ),
            models.CheckConstraint(name="besluit_bedrag_not_negative", condition=Q(bedrag_cents__gte=0)),
            models.CheckConstraint(
                name="besluit_rejection_without_money", condition=~Q(soort=Besluitsoort.AFWIJZING) | Q(bedrag_cents=0)
            ),
            models.CheckConstraint(
                name="besluit_approved_by_someone",
                condition=Q(status__in=[D.CONCEPT, D.TER_AKKOORD]) | Q(akkoord_door__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Besluit over {self.aanvraag.nummer}"

    def get_absolute_url(self):
        return reverse("besluit-detail", args=[self.aanvraag.nummer])

    @property
    def regio_id(self):
        return self.aanvraag.regio_id

    @property
    def bedrag(self):
        """'€ 1.234,56': the granted subsidy."""
        return format_euro(self.bedrag_cents)

    @property
    def is_grant(self):
        return self.soort == Besluitsoort.VERLENING


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
    """What the recipient of a grant must do, and by when; the '#' of Bijlage A is one of kind VERDUIDELIJKING."""

    besluit = models.ForeignKey(Besluit, on_delete=models.CASCADE, related_name="verplichtingen")
    soort = models.CharField("soort", max_length=20, choices=Verplichtingsoort)
    omschrijving = models.TextField("wat moet de regio doen")
    uiterlijk_datum = models.DateField("uiterlijk", null=True, blank=True)

    class Meta:
        verbose_name_plural = "verplichtingen"
        ordering = [F("uiterlijk_datum").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(name="verplichting_soort_known", condition=Q(soort__in=Verplichtingsoort.values))
        ]

    def __str__(self):
        return self.omschrijving[:80]
