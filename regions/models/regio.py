from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from regions.models.organisatie import Gemeente, Vestiging
from regions.models.regeling import Regeling


class Regiosoort(models.TextChoices):
    TECHNIEKREGIO = "techniekregio", "Techniekregio"
    TECHNIEKARM = "techniekarm", "Techniekarme regio"


class RegioQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Every region for DUS-I and the beheerder, those in which someone has a role for anyone else."""
        if user.has_perm("regions.view_regio"):
            return self
        return self.filter(pk__in=user.lidmaatschappen.current().values("regio"))


class Regio(models.Model):
    """A group of vmbo schools and partners that applies together (rapport 1.1); `nummer` is STO and five digits."""

    nummer = models.CharField(
        max_length=8, unique=True, validators=[RegexValidator(r"^STO\d{5}$", "Gebruik STO en vijf cijfers.")]
    )
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=20, choices=Regiosoort, default=Regiosoort.TECHNIEKREGIO)
    gemeenten = models.ManyToManyField(Gemeente, blank=True, related_name="regios")

    objects = RegioQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "regio's"
        ordering = ["nummer"]
        constraints = [models.CheckConstraint(name="regio_soort_known", condition=Q(soort__in=Regiosoort.values))]

    def __str__(self):
        return f"{self.nummer} {self.naam}"

    @property
    def regio_id(self):
        """The region itself: a permission in a region can be asked about the region as about what hangs on it."""
        return self.pk

    @property
    def is_techniekarm(self):
        return self.soort == Regiosoort.TECHNIEKARM


class Regiovestiging(models.Model):
    """That a vmbo or vso vestiging belongs to a region under a regeling, from a day until a day.

    The only place of 'a vestiging belongs to at most one region' (rapport h2 voorwaarde f).
    """

    regeling = models.ForeignKey(Regeling, on_delete=models.PROTECT, related_name="+")
    vestiging = models.ForeignKey(Vestiging, on_delete=models.PROTECT, related_name="regiovestigingen")
    regio = models.ForeignKey(Regio, on_delete=models.PROTECT, related_name="regiovestigingen")
    vanaf_datum = models.DateField()
    tot_datum = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "regiovestigingen"
        constraints = [
            models.UniqueConstraint(
                fields=["regeling", "vestiging"], condition=Q(tot_datum__isnull=True), name="vestiging_in_one_regio"
            ),
            models.CheckConstraint(
                name="regiovestiging_period_runs_forward",
                condition=Q(tot_datum__isnull=True) | Q(tot_datum__gte=F("vanaf_datum")),
            ),
        ]

    def __str__(self):
        return f"{self.vestiging} in {self.regio.nummer}"
