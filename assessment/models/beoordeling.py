from django.db import models
from django.db.models import Exists, OuterRef, Q

from applications.models import Aanvraag, Plan
from assessment.models.commissie import Commissielid, hidden_from, led_by
from assessment.models.kader import Deelaspect, Scorepunt, Vereiste
from sto_portal import workflow


class Beoordelingstatus(models.TextChoices):
    TOEGEWEZEN = "toegewezen", "Toegewezen"
    VERHINDERD = "verhinderd", "Verhinderd"
    BEZIG = "bezig", "Bezig"
    INGELEVERD = "ingeleverd", "Ingeleverd"
    ONTHULD = "onthuld", "Onthuld"


B = Beoordelingstatus
TRANSITIONS = {
    "start": ({B.TOEGEWEZEN}, B.BEZIG),
    "decline": ({B.TOEGEWEZEN, B.BEZIG}, B.VERHINDERD),
    "hand_in": ({B.TOEGEWEZEN, B.BEZIG}, B.INGELEVERD),
    "reveal": ({B.INGELEVERD}, B.ONTHULD),
}


OPEN = {B.TOEGEWEZEN, B.BEZIG}


class BeoordelingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own ones, and those of others once they are revealed: to the same group and to who leads the case.

        Nothing of a case that the user withdrew from or that touches an interest of the user, looked up at every read.
        """
        own = Q(lid__user=user) & ~Q(status=Beoordelingstatus.VERHINDERD)
        revealed = Q(status=Beoordelingstatus.ONTHULD)
        if not user.has_perm("assessment.lead_every_case"):
            group = Beoordeling.objects.filter(aanvraag=OuterRef("aanvraag"), lid__user=user)
            in_group = Q(Exists(group.filter(status=Beoordelingstatus.ONTHULD)))
            revealed &= in_group | led_by(user, aanvraag="aanvraag", plan="plan")
        withdrawn = Q(aanvraag__verhinderingen__lid__user=user)
        return self.filter(own | revealed).exclude(withdrawn).exclude(hidden_from(user, "plan"))

    def active(self):
        """Those of members who did not withdraw."""
        return self.exclude(status=Beoordelingstatus.VERHINDERD)


class Beoordeling(workflow.WorkflowModel):
    """The judgement of one member on the frozen Plan of one Aanvraag; sealed until all of the group have handed in.

    `uiterlijk_datum` is the last day on which the committee expects it.
    """

    TRANSITIONS = TRANSITIONS

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="beoordelingen")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="beoordelingen")
    lid = models.ForeignKey(Commissielid, on_delete=models.PROTECT, related_name="beoordelingen")
    status = models.CharField(max_length=30, choices=Beoordelingstatus, default=Beoordelingstatus.TOEGEWEZEN)
    uiterlijk_datum = models.DateField("uiterlijk inleveren op")
    bijgewerkt_op = models.DateTimeField(auto_now=True)

    objects = BeoordelingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "beoordelingen"
        ordering = ["aanvraag", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag", "lid"], name="beoordeling_once_per_lid"),
            models.CheckConstraint(name="beoordeling_status_known", condition=Q(status__in=Beoordelingstatus.values)),
        ]

    def __str__(self):
        return f"{self.aanvraag.nummer} door {self.lid}"

    @property
    def regio_id(self):
        return self.aanvraag.regio_id

    @property
    def is_open(self):
        """Whether the member may still write."""
        return self.status in OPEN


class Beoordelingwijziging(workflow.Statuswijziging):
    """A step in the way of a Beoordeling."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="statuswijzigingen")

    class Meta(workflow.Statuswijziging.Meta):
        verbose_name_plural = "beoordelingwijzigingen"


class Uitkomst(models.TextChoices):
    VOLDOET = "voldoet", "Voldoet"
    VERDUIDELIJKEN = "verduidelijken", "Voldoet, te verduidelijken"
    VOLDOET_NIET = "voldoet_niet", "Voldoet niet"
    NIET_VAN_TOEPASSING = "nvt", "Niet van toepassing"


MET = {Uitkomst.VOLDOET, Uitkomst.VERDUIDELIJKEN, Uitkomst.NIET_VAN_TOEPASSING}


class OordeelQuerySet(models.QuerySet):
    def complete(self):
        """Those of which nothing is `missing`."""
        explained = ~Q(verduidelijken="") & Q(verduidelijken_voor_datum__isnull=False)
        enough = ~Q(uitkomst=Uitkomst.VERDUIDELIJKEN) | explained
        return self.exclude(uitkomst="").exclude(reden="").filter(enough)


class AbstractOordeel(models.Model):
    """What is found of one Vereiste, with the reason; `verduidelijken` and its day become an obligation."""

    vereiste = models.ForeignKey(Vereiste, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField("oordeel", max_length=20, choices=Uitkomst, blank=True)
    reden = models.TextField("reden", blank=True)
    verduidelijken = models.TextField("wat moet duidelijker", blank=True)
    verduidelijken_voor_datum = models.DateField("uiterlijk", null=True, blank=True)

    objects = OordeelQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["vereiste__deelaspect__code", "vereiste__volgorde"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_uitkomst_known", condition=Q(uitkomst="") | Q(uitkomst__in=Uitkomst.values)
            ),
        ]

    def __str__(self):
        return f"{self.vereiste}: {self.get_uitkomst_display()}"

    @property
    def missing(self):
        """What still has to be filled in before this can be handed in or settled: Dutch nouns, empty when complete."""
        needed = {"het oordeel": self.uitkomst, "de reden": self.reden.strip()}
        if self.uitkomst == Uitkomst.VERDUIDELIJKEN:
            needed["wat er duidelijker moet"] = self.verduidelijken.strip()
            needed["de datum waarop dat klaar is"] = self.verduidelijken_voor_datum
        return [name for name, value in needed.items() if not value]


class Oordeel(AbstractOordeel):
    """The judgement of one member on one Vereiste."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="oordelen")

    class Meta(AbstractOordeel.Meta):
        verbose_name_plural = "oordelen"
        constraints = [
            *AbstractOordeel.Meta.constraints,
            models.UniqueConstraint(fields=["beoordeling", "vereiste"], name="oordeel_once_per_vereiste"),
        ]


class AbstractConclusie(models.Model):
    """A conclusion on one Deelaspect; `versie` counts the saves of that deelaspect's whole form."""

    deelaspect = models.ForeignKey(Deelaspect, on_delete=models.PROTECT, related_name="+")
    tekst = models.TextField("conclusie", blank=True)
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["deelaspect__code"]


class Conclusie(AbstractConclusie):
    """The conclusion of one member on one Deelaspect."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="conclusies")

    class Meta(AbstractConclusie.Meta):
        constraints = [models.UniqueConstraint(fields=["beoordeling", "deelaspect"], name="conclusie_once")]

    def __str__(self):
        return f"{self.beoordeling}: {self.deelaspect}"


class AbstractScore(models.Model):
    """The score on one Deelaspect, a Schaalwaarde of its kader: techniekarme regio's only (Bijlage C)."""

    deelaspect = models.ForeignKey(Deelaspect, on_delete=models.PROTECT, related_name="+")
    punten = models.PositiveSmallIntegerField("score")

    class Meta:
        abstract = True
        ordering = ["deelaspect__code"]

    def __str__(self):
        return f"{self.deelaspect}: {self.punten}"


class Deelaspectscore(AbstractScore):
    """The score of one member on one Deelaspect."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="scores")

    class Meta(AbstractScore.Meta):
        verbose_name_plural = "deelaspectscores"
        constraints = [models.UniqueConstraint(fields=["beoordeling", "deelaspect"], name="deelaspectscore_once")]


class Score(models.Model):
    """A score per Scorepunt, as members gave them before a Deelaspect had one: no longer written, kept one release."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="puntscores")
    scorepunt = models.ForeignKey(Scorepunt, on_delete=models.PROTECT, related_name="+")
    punten = models.PositiveSmallIntegerField("score")

    class Meta:
        ordering = ["scorepunt__deelaspect__code", "scorepunt__volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["beoordeling", "scorepunt"], name="score_once"),
            models.CheckConstraint(name="score_between_1_and_5", condition=Q(punten__gte=1) & Q(punten__lte=5)),
        ]

    def __str__(self):
        return f"{self.scorepunt}: {self.punten}"
