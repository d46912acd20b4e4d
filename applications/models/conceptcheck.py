from django.conf import settings
from django.db import models
from django.db.models import Q

from applications.models.dossier import Aanvraag, Aanvraagstatus
from applications.models.plan import Plan
from applications.models.vragen import Groep

CHECKED = tuple(groep for groep in Groep if groep != Groep.AKKOORD)


class ConceptcheckQuerySet(models.QuerySet):
    """Snapshots of drafts, shared with DUS-I."""

    def waiting(self):
        """Those that DUS-I can still answer: a plan that was filed meanwhile is judged as it was filed."""
        return self.filter(beantwoord_op__isnull=True, aanvraag__status=Aanvraagstatus.CONCEPT)


class Conceptcheck(models.Model):
    """A draft as it stood when its penvoerder shared it with DUS-I, for remarks that the committee never sees.

    `plan` is a copy that nobody writes in, so DUS-I reads that text and never the running draft; `sha256` is its
    checksum. One at most waits for an answer.
    """

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="conceptchecks")
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="conceptcheck")
    sha256 = models.CharField(max_length=64)
    vraag = models.TextField(blank=True)
    gedeeld_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gedeeld_op = models.DateTimeField()
    beantwoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    beantwoord_op = models.DateTimeField(null=True, blank=True)

    objects = ConceptcheckQuerySet.as_manager()

    class Meta:
        ordering = ["-gedeeld_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["aanvraag"], condition=Q(beantwoord_op__isnull=True), name="conceptcheck_one_waits"
            ),
            models.CheckConstraint(
                name="conceptcheck_answer_has_author",
                condition=Q(beantwoord_op__isnull=True) | Q(beantwoord_door__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Conceptcheck van {self.aanvraag.nummer}"

    @property
    def regio_id(self):
        return self.aanvraag.regio_id


class Conceptopmerking(models.Model):
    """What DUS-I remarks about one part of a shared draft."""

    check_van = models.ForeignKey(Conceptcheck, on_delete=models.CASCADE, related_name="opmerkingen")
    groep = models.CharField(max_length=20, choices=Groep)
    tekst = models.TextField()

    class Meta:
        verbose_name_plural = "conceptopmerkingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["check_van", "groep"], name="conceptopmerking_once_per_groep"),
            models.CheckConstraint(name="conceptopmerking_groep_known", condition=Q(groep__in=Groep.values)),
        ]

    def __str__(self):
        return f"{self.get_groep_display()}: {self.tekst[:40]}"
