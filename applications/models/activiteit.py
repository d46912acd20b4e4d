from django.db import models
from django.db.models import F, Q

from applications.models.partner import Partner
from applications.models.planonderdeel import Planonderdeel


class Landelijkdoel(models.TextChoices):
    DUURZAAM = "duurzaam", "Duurzaam"
    DEKKEND = "dekkend", "Dekkend"
    KWALITEIT = "kwaliteit", "Kwalitatief hoogstaand"


class Doelstelling(Planonderdeel):
    """A goal of the plan, with the mismatch of the regiovisie it answers (Bijlage B.2 §1)."""

    titel = models.CharField("doel", max_length=200)
    omschrijving = models.TextField("omschrijving")
    mismatch = models.TextField("mismatch uit de regiovisie")
    landelijk_doel = models.CharField("landelijk doel", max_length=10, choices=Landelijkdoel)

    class Meta(Planonderdeel.Meta):
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["pk"]

    def __str__(self):
        return self.titel


class Mijlpaal(Planonderdeel):
    """What must be reached for a goal after so many years, as a number (Bijlage B.2 §1; c1.2.v3)."""

    doelstelling = models.ForeignKey(
        Doelstelling, on_delete=models.CASCADE, related_name="mijlpalen", verbose_name="doel"
    )
    na_jaren = models.PositiveSmallIntegerField("na hoeveel jaar", choices=[(2, "Na twee jaar"), (4, "Na vier jaar")])
    omschrijving = models.CharField("mijlpaal", max_length=300)
    getal = models.PositiveIntegerField("getal")

    class Meta(Planonderdeel.Meta):
        verbose_name_plural = "mijlpalen"
        ordering = ["doelstelling", "na_jaren", "pk"]

    def __str__(self):
        return self.omschrijving


class Activiteit(Planonderdeel):
    """What the region is going to do for a goal: period, result and who carries it out (Bijlage B.2 §2)."""

    doelstelling = models.ForeignKey(
        Doelstelling, on_delete=models.PROTECT, related_name="activiteiten", verbose_name="doel"
    )
    titel = models.CharField("activiteit", max_length=200)
    inhoud = models.TextField("inhoud")
    begin_datum = models.DateField("begint op")
    eind_datum = models.DateField("eindigt op")
    resultaat = models.TextField("gewenst resultaat")
    uitvoerder = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="activiteiten", verbose_name="wie voert het uit"
    )

    class Meta(Planonderdeel.Meta):
        verbose_name_plural = "activiteiten"
        ordering = ["begin_datum", "pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(
                name="activiteit_period_runs_forward",
                condition=Q(begin_datum__lte=F("eind_datum")),
                violation_error_message="De activiteit eindigt voordat zij begint. Verander een van de datums.",
            ),
        ]

    def __str__(self):
        return self.titel


class Grootte(models.TextChoices):
    KLEIN = "klein", "Klein"
    MIDDEL = "middel", "Middel"
    GROOT = "groot", "Groot"


class Risico(Planonderdeel):
    """What can go wrong, how likely and how bad, what is done about it and by whom (Bijlage B.2 §3.3)."""

    omschrijving = models.TextField("wat kan er misgaan")
    kans = models.CharField("kans", max_length=6, choices=Grootte)
    impact = models.CharField("gevolg", max_length=6, choices=Grootte)
    maatregel = models.TextField("maatregel")
    verantwoordelijke = models.CharField("verantwoordelijke", max_length=120)

    class Meta(Planonderdeel.Meta):
        verbose_name = "risico"
        verbose_name_plural = "risico's"
        ordering = ["pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.CheckConstraint(
                name="risico_sizes_known", condition=Q(kans__in=Grootte.values) & Q(impact__in=Grootte.values)
            ),
        ]

    def __str__(self):
        return self.omschrijving[:80]
