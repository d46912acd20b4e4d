from django.conf import settings
from django.db import models
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from applications.models.dossier import Aanvraag
from applications.models.geschiedenis import Antwoordversie
from applications.models.plan import Plan
from applications.models.vragen import Groep
from sto_portal.sjablonen.models import Sjabloonversie
from sto_portal.sporen.models import Spoor
from sto_portal.termijnen import DAY, closing_day


class Dossierbrief(models.Model):
    """A letter of DUS-I to the region before there is a decision, as it was sent; it never changes."""

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="brieven")
    sjabloonversie = models.ForeignKey(Sjabloonversie, on_delete=models.PROTECT, related_name="+")
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    verzonden_op = models.DateTimeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "dossierbrieven"
        ordering = ["aanvraag", "verzonden_op", "pk"]

    def __str__(self):
        return self.onderwerp

    def get_absolute_url(self):
        return reverse("dossierbrief", args=[self.aanvraag.nummer, self.pk])


class Verzoekuitkomst(models.TextChoices):
    OPEN = "", "Gevraagd"
    BEANTWOORD = "beantwoord", "Beantwoord"
    VERLOPEN = "verlopen", "Termijn voorbij"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class AanvulverzoekQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody answered or took back, and that did not lapse."""
        return self.filter(uitkomst=Verzoekuitkomst.OPEN)

    def with_is_changed(self):
        """Each with `is_changed`: whether the region wrote anything in its plan yet."""
        answered = Antwoordversie.objects.filter(plan=OuterRef("plan"))
        traces = Spoor.objects.filter(soort="applications.plan", sleutel=Cast(OuterRef("plan_id"), CharField()))
        return self.annotate(is_changed=Exists(answered) | Exists(traces))

    def overdue(self, moment):
        """Those still open of which the term was over at `moment`."""
        return self.open().filter(sluit_op__lte=moment)


class Aanvulverzoek(models.Model):
    """DUS-I asks a region to supplement what it filed (Awb 4:5); the decision term stands still meanwhile (Awb 4:15).

    The region writes in `plan`, a copy of what it filed; the Aanvraag keeps the filed one until this is answered, so
    a request that lapses or is taken back changes nothing and what was written stays. `sluit_op` is the first moment
    that is too late, `afgerond_op` when it was answered, lapsed or was taken back.
    """

    aanvraag = models.ForeignKey(Aanvraag, on_delete=models.PROTECT, related_name="aanvulverzoeken")
    plan = models.OneToOneField(Plan, on_delete=models.PROTECT, related_name="aanvulverzoek")
    brief = models.OneToOneField(Dossierbrief, on_delete=models.PROTECT, related_name="aanvulverzoek")
    gevraagd_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField()
    sluit_op = models.DateTimeField()
    uitkomst = models.CharField(max_length=11, choices=Verzoekuitkomst, blank=True, default=Verzoekuitkomst.OPEN)
    afgerond_op = models.DateTimeField(null=True, blank=True)
    reden = models.TextField("reden van het intrekken", blank=True)

    objects = AanvulverzoekQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "aanvulverzoeken"
        ordering = ["aanvraag", "gevraagd_op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["aanvraag"], condition=Q(uitkomst=""), name="aanvulverzoek_one_open"),
            models.CheckConstraint(
                name="aanvulverzoek_uitkomst_known", condition=Q(uitkomst__in=Verzoekuitkomst.values)
            ),
            models.CheckConstraint(
                name="aanvulverzoek_ends_with_uitkomst",
                condition=Q(uitkomst="", afgerond_op__isnull=True) | ~Q(uitkomst="") & Q(afgerond_op__isnull=False),
            ),
            models.CheckConstraint(name="aanvulverzoek_term_runs_forward", condition=Q(gevraagd_op__lt=F("sluit_op"))),
        ]

    def __str__(self):
        return f"Verzoek om aanvulling van {self.aanvraag.nummer}"

    @cached_property
    def punten(self):
        """What is asked, in reading order; read once."""
        return list(self.herstelpunten.all())

    @property
    def is_open(self):
        return self.uitkomst == Verzoekuitkomst.OPEN

    @property
    def is_answered(self):
        return self.uitkomst == Verzoekuitkomst.BEANTWOORD

    def is_open_at(self, moment):
        """Whether the region may still write and answer at `moment`."""
        return self.is_open and moment < self.sluit_op

    @property
    def voorbij_datum(self):
        """The day on which the chance of the region ended: that of its answer, else the last one to supplement."""
        return timezone.localdate(self.afgerond_op) if self.is_answered else closing_day(self.sluit_op)

    def days_left(self, moment):
        """Whole days until the term is over, counted in midnights of Europe/Amsterdam; 0 on its last day."""
        return max((closing_day(self.sluit_op) - timezone.localdate(moment)).days, 0)

    def stilstand(self, begin, at):
        """The (first, last) day on which the decision term stood still, seen on day `at`; None where it never did.

        That is from the day after the request until the day it ended (Awb 4:15), as far as the term then ran: it runs
        from the day after `begin`. The day of the answer itself counts again; of a term that lapsed its last day stood
        still too. While the request is open `at` is the last.
        """
        first = max(timezone.localdate(self.gevraagd_op), begin) + DAY
        last = at
        if self.afgerond_op is not None:
            end = self.sluit_op if self.uitkomst == Verzoekuitkomst.VERLOPEN else self.afgerond_op
            last = timezone.localdate(end) - DAY
        return (first, last) if first <= last else None


class Herstelpunt(models.Model):
    """What is missing in one part of the application: that part opens for writing."""

    verzoek = models.ForeignKey(Aanvulverzoek, on_delete=models.PROTECT, related_name="herstelpunten")
    groep = models.CharField(max_length=16, choices=Groep)
    tekst = models.TextField()

    class Meta:
        verbose_name_plural = "herstelpunten"
        ordering = ["verzoek", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["verzoek", "groep"], name="herstelpunt_once_per_groep"),
            models.CheckConstraint(name="herstelpunt_groep_known", condition=Q(groep__in=Groep.values)),
            models.CheckConstraint(name="herstelpunt_says_something", condition=~Q(tekst="")),
        ]

    def __str__(self):
        return f"{self.get_groep_display()}: {self.tekst[:40]}"
