from django.db import models
from django.db.models import F, Q

from applications.models.landelijk import Landelijkdoel, Subdoel
from applications.models.partner import Partner
from applications.models.planonderdeel import Planonderdeel
from sto_portal.namen import NameKey


class Mismatch(models.TextChoices):
    """Where the regiovisie names what does not fit: in what is offered, or in how good it is."""

    AANBOD = "aanbod", "De mismatch in het aanbod (paragraaf 3.5)"
    KWALITEIT = "kwaliteit", "De mismatch in kwaliteit (paragraaf 3.8)"


class Doelstelling(Planonderdeel):
    """A goal of the plan, with the mismatch of the regiovisie it answers (Bijlage B.2 §1).

    `subdoel` is the part of the national aim it serves (rapport 3.5), which settles `landelijk_doel`.
    """

    titel = models.CharField("doel", max_length=200)
    omschrijving = models.TextField("omschrijving")
    mismatch_uit = models.CharField("waar de mismatch staat", max_length=10, choices=Mismatch, blank=True)
    mismatch = models.TextField("mismatch uit de regiovisie")
    landelijk_doel = models.CharField("landelijk doel", max_length=10, choices=Landelijkdoel)
    subdoel = models.ForeignKey(
        Subdoel, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="onderdeel van het landelijke doel"
    )

    class Meta(Planonderdeel.Meta):
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["pk"]

    def __str__(self):
        return self.titel


class Mijlpaal(Planonderdeel):
    """What must be reached for a goal after so many years (Bijlage B.2 §1; c1.2.v3).

    `getal` counts in `eenheid` ('leerlingen', 'procent'); `begin_getal` is that number now, None where it is not told.
    """

    doelstelling = models.ForeignKey(
        Doelstelling, on_delete=models.CASCADE, related_name="mijlpalen", verbose_name="doel"
    )
    na_jaren = models.PositiveSmallIntegerField("na hoeveel jaar", choices=[(2, "Na twee jaar"), (4, "Na vier jaar")])
    omschrijving = models.CharField("mijlpaal", max_length=300)
    eenheid = models.CharField("waarvan", max_length=60, blank=True)
    begin_getal = models.PositiveIntegerField("getal nu", null=True, blank=True)
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

    @property
    def betrokken(self):
        """The names of the other partners that take part, as text."""
        return ", ".join(
            self.betrokkenen.values_list("partner__naam", flat=True).order_by(NameKey("partner__naam"), "partner")
        )


class Betrokkene(Planonderdeel):
    """A partner that takes part in an Activiteit besides who carries it out (Bijlage B.2 §2; c3.1.v3)."""

    activiteit = models.ForeignKey(Activiteit, on_delete=models.CASCADE, related_name="betrokkenen")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="betrokken_bij")

    class Meta(Planonderdeel.Meta):
        verbose_name = "betrokken partner"
        verbose_name_plural = "betrokken partners"
        ordering = ["pk"]
        constraints = [
            *Planonderdeel.Meta.constraints,
            models.UniqueConstraint(fields=["activiteit", "partner"], name="betrokkene_once"),
        ]

    def __str__(self):
        return f"{self.partner} bij {self.activiteit}"


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
