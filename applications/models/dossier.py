from django.conf import settings
from django.db import models
from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest
from django.urls import reverse

from applications.models.geschiedenis import Antwoordversie
from applications.models.plan import Plan
from applications.models.ronde import Aanvraagronde, Uitstel
from regions.models import Regio, Regiosoort
from regions.permissions import regios_of
from sto_portal import workflow
from sto_portal.bestanden.models import Bestand
from sto_portal.sporen.models import Spoor


class Aanvraagstatus(models.TextChoices):
    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend"
    AANVULLING_GEVRAAGD = "aanvulling_gevraagd", "Aanvulling gevraagd"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    VERLEEND = "verleend", "Verleend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    BUITEN_BEHANDELING = "buiten_behandeling", "Buiten behandeling"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERLENING_INGETROKKEN = "verlening_ingetrokken", "Verlening ingetrokken"


S = Aanvraagstatus
TRANSITIONS = {
    "submit": ({S.CONCEPT}, S.INGEDIEND),
    "request_supplement": ({S.INGEDIEND, S.IN_BEHANDELING}, S.AANVULLING_GEVRAAGD),
    "supplement": ({S.AANVULLING_GEVRAAGD}, S.INGEDIEND),
    "lapse": ({S.AANVULLING_GEVRAAGD}, S.INGEDIEND),
    "recall_supplement": ({S.AANVULLING_GEVRAAGD}, S.INGEDIEND),
    "accept": ({S.INGEDIEND}, S.IN_BEHANDELING),
    "set_aside": ({S.INGEDIEND}, S.BUITEN_BEHANDELING),
    "grant": ({S.IN_BEHANDELING}, S.VERLEEND),
    "reject": ({S.IN_BEHANDELING}, S.AFGEWEZEN),
    "withdraw": ({S.CONCEPT, S.INGEDIEND, S.AANVULLING_GEVRAAGD, S.IN_BEHANDELING}, S.INGETROKKEN),
    "correct_grant": ({S.VERLEEND, S.AFGEWEZEN}, S.VERLEEND),
    "correct_reject": ({S.VERLEEND, S.AFGEWEZEN}, S.AFGEWEZEN),
    "correct_set_aside": ({S.BUITEN_BEHANDELING}, S.BUITEN_BEHANDELING),
    "revoke": ({S.VERLEEND}, S.VERLENING_INGETROKKEN),
}


def has_nummer(nummer, path=""):
    """Condition, for rows with an Aanvraag at `path` ('aanvraag__', or the rows themselves), on its number.

    No row has a number of another form than 'STO00012-3' (region number, hyphen, round number).
    """
    regio, _, ronde = nummer.rpartition("-")
    if not ronde.isascii() or not ronde.isdigit() or len(ronde) > 4:
        return Q(pk__in=[])
    return Q(**{f"{path}regio__nummer": regio, f"{path}ronde__nummer": int(ronde)})


class AanvraagQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every aanvraag that was filed for DUS-I (so no draft that was withdrawn); else those of the own regions."""
        own = Q(regio__in=regios_of(user))
        if user.has_perm("applications.view_every_aanvraag"):
            filed = Exists(Indiening.objects.filter(aanvraag=OuterRef("pk")))
            withdrawn = Q(status=Aanvraagstatus.INGETROKKEN)
            return self.filter(own | ~Q(status=Aanvraagstatus.CONCEPT) & (~withdrawn | filed))
        return self.filter(own)

    def with_nummer(self, nummer):
        """The one with number 'STO00012-3'; see `has_nummer`."""
        return self.filter(has_nummer(nummer))

    def with_sluit_op(self):
        """Each with `sluit_op`: the first moment that is too late for its region, a Uitstel counted in."""
        own = Q(regio=OuterRef("regio")) | Q(regio__isnull=True)
        uitstel = Uitstel.objects.filter(own, ronde=OuterRef("ronde")).order_by("-sluit_op").values("sluit_op")[:1]
        return self.annotate(sluit_op=Greatest("ronde__sluit_op", Coalesce(Subquery(uitstel), "ronde__sluit_op")))

    def open_drafts(self, moment):
        """Those not filed that may still be filed at `moment`, each with `sluit_op`."""
        drafts = self.filter(status=Aanvraagstatus.CONCEPT, ronde__opent_op__lte=moment)
        return drafts.with_sluit_op().filter(sluit_op__gt=moment)

    def with_gewijzigd_op(self):
        """Each with `gewijzigd_op`: the last time someone wrote in its Plan or took a step; else when it was begun."""
        stap = Statuswijziging.objects.filter(aanvraag=OuterRef("pk")).order_by("-op").values("op")[:1]
        geschreven = Spoor.objects.filter(soort="applications.plan", sleutel=Cast(OuterRef("plan_id"), CharField()))
        beantwoord = Antwoordversie.objects.filter(plan=OuterRef("plan")).order_by("-opgeslagen_op")
        begun = F("plan__gemaakt_op")
        return self.annotate(
            gewijzigd_op=Greatest(
                Coalesce(Subquery(stap), begun),
                Coalesce(Subquery(geschreven.order_by("-nummer").values("gebeurd_op")[:1]), begun),
                Coalesce(Subquery(beantwoord.values("opgeslagen_op")[:1]), begun),
            )
        )


class Aanvraag(workflow.WorkflowModel):
    """Application for subsidy by one region in one round, filed by its Penvoerder (rapport 1.1).

    `plan` is what is being written, or was filed last: while a supplement is written it stays the filed one, and the
    Aanvulverzoek has the copy. `status` changes only through `transition`; each step
    leaves a Statuswijziging.
    """

    TRANSITIONS = TRANSITIONS

    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, related_name="aanvragen")
    ronde = models.ForeignKey(Aanvraagronde, on_delete=models.PROTECT, related_name="aanvragen")
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="aanvraag")
    status = models.CharField(max_length=30, choices=Aanvraagstatus, default=Aanvraagstatus.CONCEPT)

    objects = AanvraagQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aanvragen"
        ordering = ["ronde__nummer", "regio__nummer"]
        constraints = [
            models.UniqueConstraint(fields=["regio", "ronde"], name="aanvraag_once_per_ronde"),
            models.CheckConstraint(name="aanvraag_status_known", condition=Q(status__in=Aanvraagstatus.values)),
        ]

    def __str__(self):
        return f"{self.nummer} {self.regio.naam}"

    def get_absolute_url(self):
        return reverse("aanvraag-detail", args=[self.nummer])

    @property
    def nummer(self):
        """'STO00012-3': region number, hyphen, round number."""
        return f"{self.regio.nummer}-{self.ronde.nummer}"

    @property
    def is_writable(self):
        """Whether the Plan may be written in now; the moment of closing is asked when submitting."""
        return self.status == Aanvraagstatus.CONCEPT


class Statuswijziging(workflow.Statuswijziging):
    """A step in the way of an Aanvraag."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="statuswijzigingen")

    class Meta(workflow.Statuswijziging.Meta):
        verbose_name_plural = "statuswijzigingen"


class Indiening(models.Model):
    """The filing that freezes a Plan: canonical JSON as bytes, its SHA-256, when it had fully arrived, by whom.

    `regio_naam` and `regio_soort` are those of the region on that day, so that a region that is renamed later changes
    no table of an earlier day. The worker adds the dossier PDF once; nothing else of the row ever changes.
    """

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="indieningen")
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="indiening")
    nummer = models.PositiveSmallIntegerField()
    json = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    aangekomen_op = models.DateTimeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    bevestigde_bevindingen = models.JSONField(default=list)
    regio_naam = models.CharField(max_length=120)
    regio_soort = models.CharField(max_length=20, choices=Regiosoort)
    dossier = models.ForeignKey(Bestand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "indieningen"
        ordering = ["aanvraag", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "nummer"], name="indiening_nummer_once"),
            models.CheckConstraint(name="indiening_regio_soort_known", condition=Q(regio_soort__in=Regiosoort.values)),
        ]

    def __str__(self):
        return f"Indiening {self.nummer} van {self.aanvraag.nummer}"
