from django.conf import settings
from django.db import models

from assessment.models.advies import Advies


class Adviescontrole(models.Model):
    """That someone of DUS-I checked with care how the settled Advies came about (Awb 3:9); without it no decision.

    Bound to that one Advies; a letter says that the advice was checked only where this row is.
    """

    advies = models.OneToOneField(Advies, on_delete=models.PROTECT, related_name="controle")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    op = models.DateTimeField()
    opmerking = models.TextField("opmerking", blank=True)

    class Meta:
        verbose_name_plural = "adviescontroles"

    def __str__(self):
        return f"Controle van {self.advies}"
