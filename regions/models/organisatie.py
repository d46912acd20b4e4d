from django.db import models


class Gemeente(models.Model):
    """A municipality with its CBS code (four digits, kept as text)."""

    code = models.CharField(max_length=4, unique=True)
    naam = models.CharField(max_length=80)
    provincie = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["naam"]

    def __str__(self):
        return self.naam


class Organisatiesoort(models.TextChoices):
    BESTUUR = "bestuur", "Bevoegd gezag"
    SCHOOL = "school", "School of instelling"
    BEDRIJF = "bedrijf", "Bedrijf"
    BRANCHE = "branche", "Branche- of werkgeversorganisatie"
    OVERHEID = "overheid", "Overheid"


class Organisatie(models.Model):
    """A school, board, firm or government that can be partner in a region.

    `bestuur` is the bevoegd gezag of a school; a conflict of interest with a board covers all its schools.
    """

    naam = models.CharField(max_length=200)
    soort = models.CharField(max_length=20, choices=Organisatiesoort)
    kvk_nummer = models.CharField("KvK-nummer", max_length=8, blank=True)
    bevoegd_gezag_nummer = models.CharField("nummer bevoegd gezag", max_length=5, blank=True)
    bestuur = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="scholen")

    class Meta:
        verbose_name_plural = "organisaties"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                name="organisatie_soort_known", condition=models.Q(soort__in=Organisatiesoort.values)
            )
        ]

    def __str__(self):
        return self.naam


class Vestiging(models.Model):
    """A school site with its own six-character code (BRIN and site number); 'school' in the regeling means this."""

    code = models.CharField("vestigingscode", max_length=6, unique=True)
    naam = models.CharField(max_length=200)
    organisatie = models.ForeignKey(
        Organisatie, null=True, blank=True, on_delete=models.PROTECT, related_name="vestigingen"
    )
    gemeente = models.ForeignKey(Gemeente, null=True, blank=True, on_delete=models.PROTECT, related_name="vestigingen")
    straat_en_nummer = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    plaats = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name_plural = "vestigingen"
        ordering = ["code"]

    def __str__(self):
        return f"{self.naam} ({self.code})"
