from django.db import models
from django.db.models import Q

from applications.models.partner import Partner
from applications.models.planonderdeel import Planonderdeel, PlanonderdeelQuerySet


class Profiel(models.TextChoices):
    BWI = "BWI", "Bouwen, wonen en interieur (BWI)"
    PIE = "PIE", "Produceren, installeren en energie (PIE)"
    MT = "M&T", "Mobiliteit en transport (M&T)"
    MAT = "MaT", "Maritiem en techniek (MaT)"
    MVI = "MVI-IT", "Media, vormgeving en ICT (MVI-IT)"
    DP = "D&P", "Dienstverlening en producten (D&P)"
    HBR = "HBR", "Horeca, bakkerij en recreatie (HBR)"
    GROEN = "Groen", "Groen"
    ZW = "Z&W", "Zorg en welzijn (Z&W)"
    EO = "E&O", "Economie en ondernemen (E&O)"


HARD_TECHNISCH = {Profiel.BWI, Profiel.PIE, Profiel.MT}
TECHNISCH = HARD_TECHNISCH | {Profiel.MAT, Profiel.MVI}


class Leerweg(models.TextChoices):
    BB = "bb", "Basisberoepsgericht (bb)"
    KB = "kb", "Kaderberoepsgericht (kb)"
    GL = "gl", "Gemengd (gl)"
    TL = "tl", "Theoretisch (tl)"


BEROEPSGERICHT = {Leerweg.BB, Leerweg.KB, Leerweg.GL}


def schooljaar_label(jaar):
    """'2018-2019' for the schooljaar that began in 2018."""
    return f"{jaar}-{jaar + 1}"


def profiel_label(profiel):
    """The name of a profiel, and of what has none."""
    return Profiel(profiel).label if profiel else "Theoretische leerweg"


def goes_together(profiel, leerweg):
    """Whether pupils can be in this profile and leerweg: the theoretische leerweg has none, the others always one."""
    return (leerweg == Leerweg.TL) == (not profiel)


class AanbodQuerySet(PlanonderdeelQuerySet):
    def schooljaar_of(self, school):
        """The schooljaar of the rows of `school` (a Partner), the last where they differ; None where it is not told."""
        return self.filter(partner=school).aggregate(last=models.Max("schooljaar"))["last"]


class Aanbod(Planonderdeel):
    """What one vestiging offers in one profile and leerweg, now and in the plan (Bijlage B.1 §3.1; c1.1.v3; c1.2.v1).

    `leerlingen` are those of leerjaar 3 and 4 in the schooljaar that began in the year `schooljaar`, `instroom` those
    of them in leerjaar 3; `streef_leerlingen` how many the region wants at the end of the subsidy period, 0 where the
    vestiging is to stop. None is not told. `profiel` is empty for the theoretische leerweg; `technologisch` tells that
    a profile besides the five technical ones has technological contents (c2.1.v4).
    """

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="aanbod", verbose_name="school")
    profiel = models.CharField("profiel", max_length=6, choices=Profiel, blank=True)
    leerweg = models.CharField("leerweg", max_length=2, choices=Leerweg)
    technologisch = models.BooleanField("technologische invulling", default=False)
    schooljaar = models.PositiveSmallIntegerField("schooljaar", null=True, blank=True)
    leerlingen = models.PositiveIntegerField("leerlingen", null=True, blank=True)
    instroom = models.PositiveIntegerField("instroom in leerjaar 3", null=True, blank=True)
    streef_leerlingen = models.PositiveIntegerField("gewenst aantal leerlingen", null=True, blank=True)

    objects = AanbodQuerySet.as_manager()

    class Meta(Planonderdeel.Meta):
        verbose_name = "regel van het aanbod"
        verbose_name_plural = "aanbod"
        ordering = ["partner", "profiel", "leerweg"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.UniqueConstraint(fields=["partner", "profiel", "leerweg"], name="aanbod_once"),
            models.CheckConstraint(
                name="aanbod_profiel_unless_tl", condition=(Q(leerweg=Leerweg.TL) & Q(profiel="")) | ~Q(profiel="")
            ),
            models.CheckConstraint(
                name="aanbod_technologisch_beyond_technisch",
                condition=Q(technologisch=False) | ~Q(profiel__in=sorted(TECHNISCH)),
                violation_error_message="Dit is al een technisch profiel. Laat 'technologische invulling' leeg.",
            ),
            models.CheckConstraint(
                name="aanbod_says_a_number",
                condition=Q(leerlingen__isnull=False) | Q(instroom__isnull=False) | Q(streef_leerlingen__isnull=False),
                violation_error_message="Vul ten minste een van de aantallen in.",
            ),
        ]

    def __str__(self):
        return f"{self.partner}: {self.profiel} {self.leerweg}"


class Leerlingenprognose(Planonderdeel):
    """The expected number of pupils in one year, with its source and the day of its figures (Bijlage B.1 §3.4)."""

    jaar = models.PositiveSmallIntegerField("jaar")
    leerlingen = models.PositiveIntegerField("leerlingen")
    bron = models.CharField("bron", max_length=200, blank=True)
    peil_datum = models.DateField("peildatum", null=True, blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "jaar van de leerlingenprognose"
        verbose_name_plural = "leerlingenprognose"
        ordering = ["jaar"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "jaar"], name="prognose_year_once"),
        ]

    def __str__(self):
        return f"{self.jaar}: {self.leerlingen}"


class Docententekort(Planonderdeel):
    """Numbers of teachers for one profile in the four VRAGEN of the table of Bijlage B.1 §5.1.

    None is a number that was not filled in yet.
    """

    VRAGEN = ("bevoegd", "bijscholing_bevoegdheid", "verdieping_verbreding", "vervanging")

    profiel = models.CharField("profiel", max_length=6, choices=Profiel)
    bevoegd = models.PositiveIntegerField("bevoegd", null=True, blank=True)
    bijscholing_bevoegdheid = models.PositiveIntegerField("scholing voor bevoegdheid", null=True, blank=True)
    verdieping_verbreding = models.PositiveIntegerField("verdieping of verbreding", null=True, blank=True)
    vervanging = models.PositiveIntegerField("vervanging", null=True, blank=True)

    class Meta(Planonderdeel.Meta):
        verbose_name = "regel van het docententekort"
        verbose_name_plural = "docententekort"
        ordering = ["profiel"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.UniqueConstraint(fields=["plan", "profiel"], name="docententekort_profiel_once"),
        ]

    def __str__(self):
        return self.profiel

    @property
    def aantallen(self):
        """The four numbers in the order of the questions."""
        return tuple(getattr(self, name) for name in self.VRAGEN)
