from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.models.dossier import Aanvraag

GONE = timedelta(seconds=75)


class AanwezigheidQuerySet(models.QuerySet):
    def now(self):
        """Those who were seen so lately that they are still there."""
        return self.filter(gezien_op__gt=timezone.now() - GONE)

    def long_gone(self):
        """Those that tell nobody anything any more."""
        return self.filter(gezien_op__lt=timezone.now() - 10 * GONE)


class Aanwezigheid(models.Model):
    """That a person has a part of an application open: one row per person and part, seen every thirty seconds.

    `plek` is the address of the part within the application: 'regiovisie/b1-31'.
    """

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.CASCADE, related_name="aanwezigen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    plek = models.CharField(max_length=80)
    gezien_op = models.DateTimeField(default=timezone.now)

    objects = AanwezigheidQuerySet.as_manager()

    class Meta:
        verbose_name = "aanwezige"
        verbose_name_plural = "aanwezigen"
        ordering = ["aanvraag", "plek", "user"]
        constraints = [models.UniqueConstraint(fields=["aanvraag", "user", "plek"], name="aanwezigheid_once")]

    def __str__(self):
        return f"{self.user} in {self.plek}"
