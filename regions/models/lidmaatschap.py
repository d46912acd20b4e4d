from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from regions.models.regio import Regio
from sto_portal.accounts.periods import PeriodQuerySet
from sto_portal.roles import Regiorol


class Lidmaatschap(models.Model):
    """What a person may do in one region: penvoerder, mede-auteur or meelezer, from a moment until a moment."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lidmaatschappen")
    regio = models.ForeignKey(Regio, on_delete=models.CASCADE, related_name="lidmaatschappen")
    rol = models.CharField("rol", max_length=20, choices=Regiorol)
    vanaf = models.DateTimeField("vanaf", db_default=Now())
    tot = models.DateTimeField("tot", null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lidmaatschappen"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "regio"], condition=Q(tot__isnull=True), name="lidmaatschap_open_once"
            ),
            models.CheckConstraint(name="lidmaatschap_rol_known", condition=Q(rol__in=Regiorol.values)),
            models.CheckConstraint(
                name="lidmaatschap_tot_after_vanaf", condition=Q(tot__isnull=True) | Q(tot__gt=F("vanaf"))
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_rol_display()} van {self.regio.nummer}"
