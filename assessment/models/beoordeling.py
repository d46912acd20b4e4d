from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models import Aanvraag, Plan
from assessment.models.kader import Deelaspect, Scorepunt, Vereiste
from regions.models import Organisatie
from sto_portal import workflow


class Commissielid(models.Model):
    """A member of the independent beoordelingscommissie (rapport 1.1)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="commissielid")

    class Meta:
        verbose_name_plural = "commissieleden"
        ordering = ["user__naam"]

    def __str__(self):
        return str(self.user)


class Belang(models.Model):
    """An organisation a member is tied to: every case in which it, or a school of that board, is partner is hidden."""

    lid = models.ForeignKey(Commissielid, on_delete=models.CASCADE, related_name="belangen")
    organisatie = models.ForeignKey(Organisatie, on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField(max_length=200)

    class Meta:
        verbose_name_plural = "belangen"
        constraints = [models.UniqueConstraint(fields=["lid", "organisatie"], name="belang_once")]

    def __str__(self):
        return f"{self.lid}: {self.organisatie}"


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


class Beoordeling(workflow.WorkflowModel):
    """The judgement of one member on the frozen Plan of one Aanvraag; sealed until all of the group have handed in."""

    TRANSITIONS = TRANSITIONS

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="beoordelingen")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="beoordelingen")
    lid = models.ForeignKey(Commissielid, on_delete=models.PROTECT, related_name="beoordelingen")
    status = models.CharField(max_length=30, choices=Beoordelingstatus, default=Beoordelingstatus.TOEGEWEZEN)
    versie = models.PositiveIntegerField(default=1)
    bijgewerkt_op = models.DateTimeField(auto_now=True)

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


class AbstractOordeel(models.Model):
    """What is found of one Vereiste, with the reason; `verduidelijken` and its day become an obligation."""

    vereiste = models.ForeignKey(Vereiste, on_delete=models.PROTECT, related_name="+")
    uitkomst = models.CharField("oordeel", max_length=20, choices=Uitkomst, blank=True)
    reden = models.TextField("reden", blank=True)
    verduidelijken = models.TextField("wat moet duidelijker", blank=True)
    verduidelijken_voor_datum = models.DateField("uiterlijk", null=True, blank=True)

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


class Oordeel(AbstractOordeel):
    """The judgement of one member on one Vereiste."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="oordelen")

    class Meta(AbstractOordeel.Meta):
        verbose_name_plural = "oordelen"
        constraints = [
            *AbstractOordeel.Meta.constraints,
            models.UniqueConstraint(fields=["beoordeling", "vereiste"], name="oordeel_once_per_vereiste"),
        ]


class Conclusie(models.Model):
    """The conclusion of one member on one Deelaspect."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="conclusies")
    deelaspect = models.ForeignKey(Deelaspect, on_delete=models.PROTECT, related_name="+")
    tekst = models.TextField("conclusie", blank=True)

    class Meta:
        ordering = ["deelaspect__code"]
        constraints = [models.UniqueConstraint(fields=["beoordeling", "deelaspect"], name="conclusie_once")]

    def __str__(self):
        return f"{self.beoordeling}: {self.deelaspect}"


class Score(models.Model):
    """The score, 1 (low) to 5 (high), of one member on one Scorepunt: techniekarme regio's only (Bijlage C)."""

    beoordeling = models.ForeignKey(Beoordeling, on_delete=models.CASCADE, related_name="scores")
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
