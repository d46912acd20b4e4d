from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property

from applications.models import Aanvraag, Partnersoort, Plan
from assessment.models.advies import Advies
from regions.models import Regelingversie
from sto_portal import workflow
from sto_portal.bestanden.models import Bestand
from sto_portal.money import format_euro
from sto_portal.sjablonen.models import Sjabloonversie


class Besluitsoort(models.TextChoices):
    VERLENING = "verlening", "Verlening"
    AFWIJZING = "afwijzing", "Afwijzing"
    BUITEN_BEHANDELING = "buiten_behandeling", "Buiten behandeling"


class Besluitstatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    TER_AKKOORD = "ter_akkoord", "Ter akkoord"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    VERZONDEN = "verzonden", "Verzonden"
    VERVALLEN = "vervallen", "Vervallen"


D = Besluitstatus
TRANSITIONS = {
    "offer": ({D.CONCEPT}, D.TER_AKKOORD),
    "return": ({D.TER_AKKOORD}, D.CONCEPT),
    "approve": ({D.TER_AKKOORD}, D.VASTGESTELD),
    "lose_approval": ({D.VASTGESTELD}, D.TER_AKKOORD),
    "send": ({D.VASTGESTELD}, D.VERZONDEN),
    "drop": ({D.CONCEPT}, D.VERVALLEN),
}
OPEN = (D.CONCEPT, D.TER_AKKOORD, D.VASTGESTELD)
WRITTEN = (D.VASTGESTELD, D.VERZONDEN)
GRONDSLAG_LENGTH = 300  # of articles as they run on in a sentence, on a decision and in what it begins with


class BesluitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every besluit for DUS-I; for a region its own, once sent."""
        if user.has_perm("assessment.view_besluit"):
            return self
        return self.filter(status=D.VERZONDEN, aanvraag__regio__in=user.lidmaatschappen.current().values("regio"))

    def open(self):
        """Decisions that someone still works on: at most one of an aanvraag."""
        return self.filter(status__in=OPEN)

    def kept(self):
        """Every decision but the concepts that lapsed."""
        return self.exclude(status=D.VERVALLEN)

    def in_force(self, day=None):
        """Decisions that count on `day` (a date, that day included; None: now): sent, and not replaced by then."""
        until = {} if day is None else {"besluit_datum__lte": day}
        sent = {"status": D.VERZONDEN} | until
        return self.filter(~Exists(Besluit.objects.filter(vervangt=OuterRef("pk"), **sent)), **sent)

    def granted(self, day=None):
        """Decisions in force that grant."""
        return self.in_force(day).filter(soort=Besluitsoort.VERLENING)


class Besluit(workflow.WorkflowModel):
    """A decision on an Aanvraag: drafted by some, approved by another (CHECK), then sent and never changed.

    A sent decision is corrected by a next one that `vervangt` it: the chain of an aanvraag is one line, and in force is
    the sent one without a sent successor. `bedrag_cents` is the granted subsidy in int euro cents, 0 where nothing is
    granted. `advies` is empty only for a decision not to treat the application. `onderwerp` and `brief` are the text
    that was approved, made with `sjabloonversie`, and `brief_sha256` its checksum; what sending fills in is a mark in
    that text (`assessment.brieftekst`). `besluit_datum` is the day of sending, empty until then.
    """

    TRANSITIONS = TRANSITIONS

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="besluiten")
    volgnummer = models.PositiveSmallIntegerField(default=1)
    vervangt = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="opvolgers")
    vervangt_reden = models.TextField("reden om het besluit te vervangen", blank=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="besluiten")
    advies = models.ForeignKey(Advies, null=True, blank=True, on_delete=models.PROTECT, related_name="besluiten")
    regelingversie = models.ForeignKey(Regelingversie, on_delete=models.PROTECT, related_name="besluiten")
    soort = models.CharField("besluit", max_length=20, choices=Besluitsoort)
    status = models.CharField(max_length=30, choices=Besluitstatus, default=Besluitstatus.CONCEPT)
    bedrag_cents = models.BigIntegerField("verleend bedrag", default=0)
    wettelijke_grondslag = models.CharField(
        "artikelen waarop het besluit rust", max_length=GRONDSLAG_LENGTH, blank=True
    )
    motivering = models.TextField("toelichting op het besluit", blank=True)
    afwijking_reden = models.TextField("reden om af te wijken van het advies", blank=True)
    lager_reden = models.TextField("reden om minder te verlenen dan gevraagd", blank=True, default="")
    weggelaten_reden = models.TextField("reden om een verduidelijking niet te vragen", blank=True, default="")
    opsteller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    aangeboden_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
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
    brief_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.ForeignKey(Bestand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "besluiten"
        ordering = ["aanvraag__ronde__nummer", "aanvraag__regio__nummer", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "volgnummer"], name="besluit_volgnummer_once"),
            models.UniqueConstraint(
                fields=["aanvraag"],
                name="besluit_one_begins_the_chain",
                condition=Q(vervangt__isnull=True) & ~Q(status=D.VERVALLEN),
            ),
            models.UniqueConstraint(
                fields=["vervangt"], name="besluit_replaced_once", condition=~Q(status=D.VERVALLEN)
            ),
            models.UniqueConstraint(fields=["aanvraag"], name="besluit_one_open", condition=Q(status__in=OPEN)),
            *(
                models.CheckConstraint(
                    name=name, condition=Q(akkoord_door__isnull=True) | ~Q(akkoord_door=F(contributor))
                )
                for name, contributor in (
                    ("besluit_four_eyes", "opsteller"),
                    ("besluit_four_eyes_on_change", "gewijzigd_door"),
                    ("besluit_four_eyes_on_offer", "aangeboden_door"),
                )
            ),
            models.CheckConstraint(name="besluit_bedrag_not_negative", condition=Q(bedrag_cents__gte=0)),
            models.CheckConstraint(
                name="besluit_only_grants_give_money", condition=Q(soort=Besluitsoort.VERLENING) | Q(bedrag_cents=0)
            ),
            models.CheckConstraint(
                name="besluit_rests_on_advies",
                condition=Q(advies__isnull=False) | Q(soort=Besluitsoort.BUITEN_BEHANDELING),
            ),
            models.CheckConstraint(
                name="besluit_approved_by_someone",
                condition=~Q(status__in=WRITTEN) | Q(akkoord_door__isnull=False) & ~Q(brief_sha256=""),
            ),
            models.CheckConstraint(
                name="besluit_dated_when_sent",
                condition=Q(status=D.VERZONDEN, besluit_datum__isnull=False)
                | ~Q(status=D.VERZONDEN) & Q(besluit_datum__isnull=True),
            ),
        ]

    def __str__(self):
        return f"Besluit {self.kenmerk}"

    def get_absolute_url(self):
        """The page of the newest decision on the aanvraag; each has an address of its own too."""
        return reverse("besluit-detail", args=[self.aanvraag.nummer])

    def get_own_url(self):
        return reverse("besluit-version", args=[self.aanvraag.nummer, self.volgnummer])

    def get_pdf_url(self):
        return reverse("besluit-version-pdf", args=[self.aanvraag.nummer, self.volgnummer])

    @property
    def kenmerk(self):
        """'STO00012-3-B1': number of the aanvraag, hyphen, B and the number of this decision on it."""
        return f"{self.aanvraag.nummer}-B{self.volgnummer}"

    @property
    def regio_id(self):
        return self.aanvraag.regio_id

    @property
    def bedrag(self):
        """'€ 1.234,56': the granted subsidy."""
        return format_euro(self.bedrag_cents)

    @property
    def bedrag_naast_gevraagd(self):
        """The granted subsidy, with what was asked where that is more."""
        asked = format_euro(self.plan.gevraagde_subsidie_cents)
        return f"{self.bedrag}; de regio vroeg {asked}" if self.is_lower else self.bedrag

    @cached_property
    def penvoerder(self):
        """The Partner that leads the plan, whom the letter goes to; None in an incomplete plan."""
        return self.plan.partner_set.filter(soort=Partnersoort.PENVOERDER).first()

    @property
    def is_grant(self):
        return self.soort == Besluitsoort.VERLENING

    @property
    def is_lower(self):
        """Whether it grants less than the plan asks."""
        return self.is_grant and self.bedrag_cents < self.plan.gevraagde_subsidie_cents

    @property
    def is_set_aside(self):
        """Whether it is the decision not to treat the application (Awb 4:5)."""
        return self.soort == Besluitsoort.BUITEN_BEHANDELING
