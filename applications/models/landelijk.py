from django.db import models


class Landelijkdoel(models.TextChoices):
    DUURZAAM = "duurzaam", "Duurzaam"
    DEKKEND = "dekkend", "Dekkend"
    KWALITEIT = "kwaliteit", "Kwalitatief hoogstaand"


class Subdoel(models.Model):
    """A part of one of the three national aims, to which a goal of a region belongs (rapport 3.5).

    `code` is what a plan refers to; the wording is that of fixtures/landelijke_doelen.yaml.
    """

    code = models.SlugField(unique=True)
    landelijk_doel = models.CharField(max_length=10, choices=Landelijkdoel)
    titel = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "onderdeel van een landelijk doel"
        verbose_name_plural = "subdoelen"
        ordering = ["volgorde"]
        constraints = [
            models.CheckConstraint(
                name="subdoel_of_a_known_aim", condition=models.Q(landelijk_doel__in=Landelijkdoel.values)
            )
        ]

    def __str__(self):
        return self.titel
