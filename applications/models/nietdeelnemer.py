from django.db import models
from django.db.models import Q

from applications.models.planonderdeel import Planonderdeel
from regions.models import Vestiging
from sto_portal.namen import NameKey


class Redenafzien(models.TextChoices):
    WIL_NIET = "wil_niet", "De school wil niet meedoen"
    ANDERE_REGIO = "andere_regio", "De school doet mee in een andere regio"
    GEEN_TECHNIEK = "geen_techniek", "De school geeft geen technisch of technologisch onderwijs"
    GEEN_BOVENBOUW = "geen_bovenbouw", "Op deze plaats is geen bovenbouw van het vmbo"
    GEEN_ANTWOORD = "geen_antwoord", "De school is gevraagd en heeft nog niet geantwoord"
    STOPT = "stopt", "De school stopt of gaat samen met een andere school"
    ANDERS = "anders", "Een andere reden"


class Nietdeelnemer(Planonderdeel):
    """A school in the region that takes no part in the plan, and why (Bijlage B.1 §2; rapport h2 voorwaarde e).

    `vestigingscode` is empty for a school that people named without a code.
    """

    naam = models.CharField("naam", max_length=200)
    vestigingscode = models.CharField("BRIN en vestigingsnummer", max_length=6, blank=True)
    vestiging = models.ForeignKey(Vestiging, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    plaats = models.CharField("plaats", max_length=80, blank=True)
    reden = models.CharField("reden", max_length=14, choices=Redenafzien)
    toelichting = models.TextField("toelichting", blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "school die niet meedoet"
        verbose_name_plural = "scholen die niet meedoen"
        ordering = [NameKey("naam"), "pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(name="nietdeelnemer_reden_known", condition=Q(reden__in=Redenafzien.values)),
            models.UniqueConstraint(
                fields=["plan", "vestigingscode"],
                condition=~Q(vestigingscode=""),
                name="nietdeelnemer_vestiging_once_per_plan",
            ),
        ]

    def __str__(self):
        return self.naam
