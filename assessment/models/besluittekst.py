from django.db import models
from django.db.models import Q

from assessment.models.besluit import GRONDSLAG_LENGTH, Besluitsoort
from regions.models import Regelingversie


class Besluittekst(models.Model):
    """What every decision of one kind under one Regelingversie says of the law; staff keep it up, drafts begin with it.

    `grondslag` are the articles it rests on, as they run on in 'Dit besluit berust op …' (Awb 3:47). `betaling` says in
    which months what is paid and on what ground (Kaderregeling 6.1), `vaststelling` how and when the grant is settled
    (Kaderregeling 4.2), `verplichtingen` on what ground the obligations rest (Awb 4:37): for a grant. What is empty is
    not known: then a draft asks for it or the letter leaves it out.
    """

    regelingversie = models.ForeignKey(Regelingversie, on_delete=models.PROTECT, related_name="+")
    soort = models.CharField("besluit", max_length=20, choices=Besluitsoort)
    grondslag = models.CharField("artikelen waarop het besluit rust", max_length=GRONDSLAG_LENGTH, blank=True)
    betaling = models.TextField("hoe en wanneer wij betalen", blank=True)
    vaststelling = models.TextField("verantwoording en vaststelling", blank=True)
    verplichtingen = models.CharField(
        "artikelen waarop de verplichtingen rusten", max_length=GRONDSLAG_LENGTH, blank=True
    )
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "besluitteksten"
        ordering = ["regelingversie", "soort"]
        constraints = [
            models.UniqueConstraint(fields=["regelingversie", "soort"], name="besluittekst_once_per_soort"),
            models.CheckConstraint(name="besluittekst_soort_known", condition=Q(soort__in=Besluitsoort.values)),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} ({self.regelingversie})"
