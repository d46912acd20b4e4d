from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.plan import Plan
from sto_portal.emailadres import EmailadresModelField


class Akkoordstatus(models.TextChoices):
    GEVRAAGD = "gevraagd", "Nog geen antwoord"
    AKKOORD = "akkoord", "Akkoord"
    GEEN_AKKOORD = "geen_akkoord", "Geen akkoord"
    VERVANGEN = "vervangen", "Vervangen door een nieuwe vraag"


ANSWERED = (Akkoordstatus.AKKOORD, Akkoordstatus.GEEN_AKKOORD)


class Akkoord(models.Model):
    """The question to a bestuurder of the penvoerder's bevoegd gezag whether a Plan may be filed, and the answer.

    The answer is about the text whose checksum is `sha256` and about no other; `stempel` is that of the same moment
    (see applications.stempel). Asked again, the old question is replaced: one at most waits for an answer.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="akkoorden")
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120)
    email = EmailadresModelField("e-mailadres", max_length=254)
    status = models.CharField(max_length=20, choices=Akkoordstatus, default=Akkoordstatus.GEVRAAGD)
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    geldig_tot = models.DateTimeField()
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    opmerking = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    stempel = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name_plural = "akkoorden"
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.CheckConstraint(name="akkoord_status_known", condition=Q(status__in=Akkoordstatus.values)),
            models.CheckConstraint(
                name="akkoord_answer_is_about_a_text",
                condition=~Q(status__in=ANSWERED) | (Q(beantwoord_op__isnull=False) & ~Q(sha256="")),
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(status=Akkoordstatus.GEVRAAGD), name="akkoord_asked_of_one"
            ),
        ]

    def __str__(self):
        return f"Akkoord van {self.naam}"

    @property
    def regio_id(self):
        return self.plan.regio_id

    @property
    def is_open(self):
        """Whether it waits for an answer; the term is asked apart."""
        return self.status == Akkoordstatus.GEVRAAGD
