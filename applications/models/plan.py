from django.db import models
from django.db.models import Q

from applications.models.planonderdeel import Planonderdeel
from applications.models.ronde import Aanvraagronde
from applications.models.vragen import Vraag
from regions.models import Regio
from sto_portal.bestanden.models import Bestand


class PlanQuerySet(models.QuerySet):
    def frozen(self):
        """Those that were filed: they can never change again."""
        return self.filter(indiening__isnull=False)


class Plan(models.Model):
    """Everything a region writes for one round: answers, partners, goals, budget (rapport 1.1).

    A filed Plan is frozen; a supplement and a next round start from a copy, whose `vorige` it is.
    `gevraagde_subsidie_cents` is the requested subsidy over the whole period in int euro cents.
    """

    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, related_name="plannen")
    ronde = models.ForeignKey(Aanvraagronde, on_delete=models.PROTECT, related_name="plannen")
    vorige = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="kopieen")
    gevraagde_subsidie_cents = models.BigIntegerField("gevraagde subsidie", default=0)
    versie = models.PositiveIntegerField(default=1, editable=False)
    gemaakt_op = models.DateTimeField(auto_now_add=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "plannen"
        constraints = [
            models.CheckConstraint(name="plan_subsidie_not_negative", condition=Q(gevraagde_subsidie_cents__gte=0)),
        ]

    def __str__(self):
        return f"Plan {self.pk} van {self.regio} in {self.ronde}"

    @property
    def is_frozen(self):
        """Whether this Plan was filed."""
        return hasattr(self, "indiening")


class Antwoord(Planonderdeel):
    """The answer of a Plan to one Vraag, as text: a date as ISO, a number with a point, yes or no as 'ja' or 'nee'."""

    vraag = models.ForeignKey(Vraag, on_delete=models.PROTECT, related_name="antwoorden")
    tekst = models.TextField(blank=True)
    bestand = models.ForeignKey(Bestand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Planonderdeel.Meta):
        verbose_name_plural = "antwoorden"
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "vraag"], name="antwoord_once_per_vraag"),
        ]

    def __str__(self):
        return f"{self.vraag.code}: {self.tekst[:40]}"

    @property
    def is_given(self):
        return bool(self.tekst.strip()) or self.bestand_id is not None
