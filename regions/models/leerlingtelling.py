from django.db import models
from django.db.models import F, Q

from regions.models.organisatie import Vestiging


class Tellingbron(models.TextChoices):
    DUO = "duo", "DUO, openbare aantallen"
    DUS_I = "dus_i", "DUS-I, vastgestelde aantallen"


class LeerlingtellingQuerySet(models.QuerySet):
    def newest(self, codes):
        """Of each vestiging with one of these codes the rows of its last year; where DUS-I counted, those of DUS-I."""
        found = {}
        for row in self.filter(vestiging__code__in=codes).select_related("vestiging").order_by("jaar", "pk"):
            place = row.bron == Tellingbron.DUS_I, row.jaar
            found.setdefault(row.vestiging.code, {}).setdefault(place, []).append(row)
        return [row for groups in found.values() for row in groups[max(groups)]]


class Leerlingtelling(models.Model):
    """Pupils of one vestiging in one profile, leerweg and leerjaar of the vmbo on 1 October of `jaar`.

    From `laag` up to and including `hoog`: the published counts hide small numbers. `profiel` is empty for the
    theoretische leerweg.
    """

    vestiging = models.ForeignKey(Vestiging, on_delete=models.CASCADE, related_name="leerlingtellingen")
    bron = models.CharField(max_length=6, choices=Tellingbron)
    jaar = models.PositiveSmallIntegerField()
    profiel = models.CharField(max_length=6, blank=True)
    leerweg = models.CharField(max_length=2)
    leerjaar = models.PositiveSmallIntegerField()
    laag = models.PositiveIntegerField()
    hoog = models.PositiveIntegerField()

    objects = LeerlingtellingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "leerlingtellingen"
        ordering = ["vestiging", "jaar", "profiel", "leerweg", "leerjaar"]
        constraints = [
            models.UniqueConstraint(
                fields=["vestiging", "bron", "jaar", "profiel", "leerweg", "leerjaar"], name="leerlingtelling_once"
            ),
            models.CheckConstraint(name="leerlingtelling_bron_known", condition=Q(bron__in=Tellingbron.values)),
            models.CheckConstraint(name="leerlingtelling_laag_to_hoog", condition=Q(laag__lte=F("hoog"))),
        ]

    def __str__(self):
        return f"{self.vestiging.code} {self.jaar}: {self.profiel} {self.leerweg} {self.leerjaar}"
