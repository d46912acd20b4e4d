from django.db import models
from django.db.models import Q

from applications.models.partner import Partner
from applications.models.planonderdeel import Planonderdeel
from sto_portal.namen import NameKey


class Projectsoort(models.TextChoices):
    RIF = "rif", "RIF-project (Regionaal investeringsfonds mbo)"
    NETWERK = "netwerk", "Bètatechnieknetwerk"
    ANDER = "ander", "Ander project voor beter technisch vmbo"


class LopendProject(Planonderdeel):
    """Another project in which partners take part, and how no activity is paid twice (Bijlage B.1 §4; c3.3.v1)."""

    naam = models.CharField("naam van het project", max_length=200)
    soort = models.CharField("soort project", max_length=8, choices=Projectsoort)
    projectnummer = models.CharField("projectnummer", max_length=40, blank=True)
    overlap = models.TextField("overlap en verschil met uw plan", blank=True)
    dubbele_bekostiging = models.TextField("hoe u dubbele bekostiging voorkomt", blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "project"
        verbose_name_plural = "projecten"
        ordering = ["pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(name="project_soort_known", condition=Q(soort__in=Projectsoort.values)),
        ]

    def __str__(self):
        return self.naam

    @property
    def partners(self):
        """The names of the partners that take part, as text."""
        return ", ".join(
            self.deelnemers.values_list("partner__naam", flat=True).order_by(NameKey("partner__naam"), "partner")
        )


class Projectpartner(Planonderdeel):
    """A partner that takes part in a LopendProject (Bijlage B.1 §4)."""

    project = models.ForeignKey(LopendProject, on_delete=models.CASCADE, related_name="deelnemers")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="projecten")

    class Meta(Planonderdeel.Meta):
        verbose_name = "deelnemer aan een project"
        verbose_name_plural = "deelnemers aan projecten"
        ordering = ["pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.UniqueConstraint(fields=["project", "partner"], name="projectpartner_once"),
        ]

    def __str__(self):
        return f"{self.partner} in {self.project}"
