from django.db import models
from django.db.models import F, Q

from applications.models import Aanvraagronde, Vraag


class Genummerd:
    """What a row with a code of Bijlage C (c1.1.v1) is called on a page and in its addresses."""

    @property
    def nummer(self):
        """'1.1.1' for code c1.1.v1, '1.1' for c1.1."""
        return self.code.replace("v", "").removeprefix("c")

    @property
    def slug(self):
        """'c1-1-v1' for code c1.1.v1: the id of its block and the start of its field names."""
        return self.code.replace(".", "-")


class Beoordelingskader(models.Model):
    """The framework the committee judges by (Bijlage C): criteria, deelaspecten, vereisten and scorepunten as data.

    Their texts may borrow from the Regelingversie that is judged under: whoever shows them fills them in first.
    """

    sleutel = models.SlugField(unique=True)
    titel = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "beoordelingskaders"

    def __str__(self):
        return self.titel


class Schaalwaarde(models.Model):
    """A score that the committee may give, with the word for it: an agreement of the committee, in no source."""

    kader = models.ForeignKey(Beoordelingskader, on_delete=models.CASCADE, related_name="schaal")
    punten = models.PositiveSmallIntegerField("score")
    woord = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "schaalwaarden"
        ordering = ["punten"]
        constraints = [models.UniqueConstraint(fields=["kader", "punten"], name="schaalwaarde_once")]

    def __str__(self):
        return f"{self.punten}: {self.woord}"


class Rondekader(models.Model):
    """Which Beoordelingskader a round is judged by, how many days a beoordelaar gets and when the reminder comes.

    The term is an agreement of the committee, in no source; the coordinator may change it per round.
    `herinnering_dagen` counts back from the last day; empty is no reminder.
    """

    ronde = models.OneToOneField(Aanvraagronde, on_delete=models.CASCADE, related_name="rondekader")
    kader = models.ForeignKey(Beoordelingskader, on_delete=models.PROTECT, related_name="rondekaders")
    beoordelingstermijn_dagen = models.PositiveSmallIntegerField(default=28)
    herinnering_dagen = models.PositiveSmallIntegerField(null=True, blank=True, default=5)

    class Meta:
        verbose_name_plural = "rondekaders"

    def __str__(self):
        return f"{self.ronde}: {self.kader}"


class Criterium(Genummerd, models.Model):
    """One of the four main criteria of Bijlage C."""

    kader = models.ForeignKey(Beoordelingskader, on_delete=models.CASCADE, related_name="criteria")
    code = models.CharField(max_length=10)
    korte_titel = models.CharField(max_length=80)
    titel = models.TextField()

    ingevulde_teksten = ("titel",)

    class Meta:
        verbose_name_plural = "criteria"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["kader", "code"], name="criterium_code_once")]

    def __str__(self):
        return self.code


class Deelaspect(Genummerd, models.Model):
    """A part of a criterion, with its minimum requirements and its points for a score (Bijlage C).

    `gewicht` is how often its score counts in the sum; Bijlage C names none, so each counts once.
    """

    criterium = models.ForeignKey(Criterium, on_delete=models.CASCADE, related_name="deelaspecten")
    code = models.CharField(max_length=10)
    korte_titel = models.CharField(max_length=80)
    omschrijving = models.TextField()
    scoring_inleiding = models.TextField(blank=True)
    gewicht = models.PositiveSmallIntegerField(default=1)

    ingevulde_teksten = ("omschrijving", "scoring_inleiding")

    class Meta:
        verbose_name_plural = "deelaspecten"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["criterium", "code"], name="deelaspect_code_once"),
            models.CheckConstraint(name="deelaspect_gewicht_counts", condition=Q(gewicht__gte=1)),
        ]

    def __str__(self):
        return self.code


class Vereiste(Genummerd, models.Model):
    """A minimum requirement that every plan must meet; a grant is impossible while one is not met (Bijlage C).

    `voorwaarde` tells when it may be 'niet van toepassing'; empty means never. `vragen` are the entries of
    Bijlage B that serve it. `alleen_in_omschrijving` marks the one that stands only in a deelaspect's text.
    """

    deelaspect = models.ForeignKey(Deelaspect, on_delete=models.CASCADE, related_name="vereisten")
    code = models.CharField(max_length=10)
    volgorde = models.PositiveSmallIntegerField()
    tekst = models.TextField()
    voorwaarde = models.TextField(blank=True)
    alleen_in_omschrijving = models.BooleanField(default=False)
    bron = models.CharField(max_length=80)
    vragen = models.ManyToManyField(Vraag, blank=True, related_name="vereisten")

    ingevulde_teksten = ("tekst", "voorwaarde")

    class Meta:
        verbose_name_plural = "vereisten"
        ordering = ["deelaspect__code", "volgorde"]
        constraints = [models.UniqueConstraint(fields=["deelaspect", "code"], name="vereiste_code_once")]

    def __str__(self):
        return self.code

    @property
    def kop(self):
        """'Vereiste 1.1.1', or 'Vereiste bij 2.1' for one that Bijlage C gives no number."""
        return f"Vereiste bij {self.deelaspect.nummer}" if self.alleen_in_omschrijving else f"Vereiste {self.nummer}"


class Scorepunt(models.Model):
    """What the score of a deelaspect looks at (Bijlage C), with no score of its own; `onderdeel_van` for a, b and c."""

    deelaspect = models.ForeignKey(Deelaspect, on_delete=models.CASCADE, related_name="scorepunten")
    code = models.CharField(max_length=10)
    volgorde = models.PositiveSmallIntegerField()
    tekst = models.TextField()
    onderdeel_van = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="onderdelen"
    )

    ingevulde_teksten = ("tekst",)

    class Meta:
        verbose_name_plural = "scorepunten"
        ordering = ["deelaspect__code", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["deelaspect", "code"], name="scorepunt_code_once"),
            models.CheckConstraint(
                name="scorepunt_not_its_own_part", condition=Q(onderdeel_van__isnull=True) | ~Q(onderdeel_van=F("id"))
            ),
        ]

    def __str__(self):
        return self.code
