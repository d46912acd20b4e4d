from django.db import models
from django.db.models import Case, Q, When

from applications.models.planonderdeel import Planonderdeel, PlanonderdeelQuerySet
from regions.models import Organisatie, Vestiging
from sto_portal.namen import NameKey


class Partnersoort(models.TextChoices):
    PENVOERDER = "penvoerder", "Penvoerder (vmbo)"
    VMBO = "vmbo", "Vmbo-vestiging"
    MBO = "mbo", "Mbo-instelling"
    BEDRIJF = "bedrijf", "Bedrijf"
    BRANCHE = "branche", "Branche- of werkgeversorganisatie"
    VSO_PRO = "vso_pro", "Vso- of pro-vestiging"
    PO = "po", "Po-school"
    HBO_WO = "hbo_wo", "Hbo-instelling of universiteit"
    OVERHEID = "overheid", "Gemeente of andere overheid"


VMBO = {Partnersoort.PENVOERDER, Partnersoort.VMBO}
BEDRIJFSLEVEN = {Partnersoort.BEDRIJF, Partnersoort.BRANCHE}
ONDERWIJS = {Partnersoort.MBO, Partnersoort.VSO_PRO, Partnersoort.PO, Partnersoort.HBO_WO} | VMBO
IN_ONE_REGIO = {Partnersoort.VSO_PRO} | VMBO


BY_NAME = NameKey("naam")
PLACE = Case(*(When(soort=soort, then=place) for place, soort in enumerate(Partnersoort.values)))


class PartnerQuerySet(PlanonderdeelQuerySet):
    def of(self, plan):
        """Those of `plan`: the penvoerder first, then by kind in the order of Bijlage B.3, by name in any case."""
        return super().of(plan).order_by(PLACE, BY_NAME, "pk")

    def of_vmbo(self):
        return self.filter(soort__in=VMBO)

    def with_pupils(self):
        """Those that have pupils of leerjaar 3 and 4 themselves: vmbo, vso and pro."""
        return self.filter(soort__in={Partnersoort.VSO_PRO} | VMBO)


class Partner(Planonderdeel):
    """An organisation that takes part in the plan, with the fields Bijlage B.3 asks of its kind.

    A school is a vestiging with its own code (BRIN and site number). `in_caribisch_nederland` lifts the checks on
    postcode and KvK number, which Bonaire, Sint Eustatius and Saba do not have.
    """

    soort = models.CharField("soort partner", max_length=12, choices=Partnersoort)
    naam = models.CharField("naam", max_length=200)
    vestigingscode = models.CharField("BRIN en vestigingsnummer", max_length=6, blank=True)
    vestiging = models.ForeignKey(Vestiging, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisatie = models.ForeignKey(Organisatie, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    bevoegd_gezag = models.CharField("bevoegd gezag", max_length=200, blank=True)
    bevoegd_gezag_nummer = models.CharField("nummer bevoegd gezag", max_length=5, blank=True)
    kvk_nummer = models.CharField("KvK-nummer", max_length=8, blank=True)
    adres = models.CharField("adres", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    plaats = models.CharField("plaats", max_length=80, blank=True)
    in_caribisch_nederland = models.BooleanField("gevestigd in Caribisch Nederland", default=False)
    taken = models.TextField("taken en verantwoordelijkheden", blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta(Planonderdeel.Meta):
        verbose_name_plural = "partners"
        ordering = ["plan", "soort", BY_NAME, "pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(name="partner_soort_known", condition=Q(soort__in=Partnersoort.values)),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(soort=Partnersoort.PENVOERDER), name="partner_one_penvoerder"
            ),
            models.UniqueConstraint(
                fields=["plan", "vestigingscode"],
                condition=~Q(vestigingscode=""),
                name="partner_vestiging_once_per_plan",
            ),
        ]

    def __str__(self):
        return self.naam
