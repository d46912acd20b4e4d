from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.plan import Plan
from applications.models.vragen import Vraag
from sto_portal.bestanden.models import Bestand

BURST = timedelta(minutes=10)


class AntwoordversieQuerySet(models.QuerySet):
    def of(self, plan, vraag):
        """What was written in `plan` and in the plans it was copied from, the newest first."""
        plans = [plan.pk]
        while (earlier := Plan.objects.filter(kopieen=plans[-1]).values_list("pk", flat=True).first()) is not None:
            plans.append(earlier)
        return self.filter(plan__in=plans, vraag=vraag).order_by("-opgeslagen_op", "-pk")

    def at_work(self, by, pagina, moment):
        """Those that `by` began on this page less than ten minutes before `moment`: what follows is still one text."""
        return self.filter(door=by, pagina=pagina, botsing=False, begonnen_op__gt=moment - BURST)


class Antwoordversie(models.Model):
    """What the answer to one Vraag was, by whom and when; the saves of one person within ten minutes are one row.

    `van_versie` and `versie` are those of the Antwoord before the first and after the last of these saves. `door` is
    empty where the text was there before it was kept. A `botsing` is a text that was not saved because someone else
    was first: it stays, so that nothing typed is lost. `pagina` is the opened page it came from.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="antwoordversies")
    vraag = models.ForeignKey(Vraag, on_delete=models.PROTECT, related_name="+")
    van_versie = models.PositiveIntegerField()
    versie = models.PositiveIntegerField()
    tekst = models.TextField(blank=True)
    bestand = models.ForeignKey(Bestand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    pagina = models.CharField(max_length=32, blank=True)
    botsing = models.BooleanField(default=False)
    begonnen_op = models.DateTimeField(default=timezone.now)
    opgeslagen_op = models.DateTimeField(default=timezone.now)

    objects = AntwoordversieQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "antwoordversies"
        ordering = ["plan", "vraag", "opgeslagen_op", "pk"]
        indexes = [
            models.Index(fields=["plan", "opgeslagen_op"], name="antwoordversie_latest"),
            models.Index(fields=["plan", "vraag", "versie"], name="antwoordversie_of_vraag"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "vraag", "versie"], condition=Q(botsing=False), name="antwoordversie_once"
            ),
        ]

    def __str__(self):
        return f"{self.vraag} versie {self.versie}"
