from functools import reduce
from operator import or_

from django.db import models

from regions.zoektekst import ZoektekstField, contains_every_word
from sto_portal.namen import NameKey

VMBO_WORDS = ("VBO", "VMBO")  # the list has the first, its newer columns the second
UNNAMED_BESTUUR = "Bevoegd gezag {}"


class Gemeente(models.Model):
    """A municipality with its CBS code (four digits, kept as text)."""

    code = models.CharField(max_length=4, unique=True)
    naam = models.CharField(max_length=80)
    provincie = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = [NameKey("naam"), "pk"]

    def __str__(self):
        return self.naam


class Lijstsoort(models.TextChoices):
    VO = "vo", "Vestigingen vo"
    CARIBISCH = "caribisch", "Vestigingen in Caribisch Nederland"
    BESTUREN = "besturen", "Bevoegde gezagen"
    LEERLINGEN = "leerlingen", "Leerlingen per vestiging"


class Bronlijst(models.Model):
    """A list that DUO publishes and that was imported here; its sporen say when, and from which file."""

    soort = models.CharField(max_length=20, choices=Lijstsoort, unique=True)

    class Meta:
        verbose_name_plural = "bronlijsten"
        ordering = ["soort"]
        constraints = [
            models.CheckConstraint(name="bronlijst_soort_known", condition=models.Q(soort__in=Lijstsoort.values))
        ]

    def __str__(self):
        return self.get_soort_display()


class Organisatiesoort(models.TextChoices):
    BESTUUR = "bestuur", "Bevoegd gezag"
    SCHOOL = "school", "School of instelling"
    BEDRIJF = "bedrijf", "Bedrijf"
    BRANCHE = "branche", "Branche- of werkgeversorganisatie"
    OVERHEID = "overheid", "Overheid"


class Organisatie(models.Model):
    """A school, board, firm or government that can be partner in a region.

    `bestuur` is the bevoegd gezag of a school; a conflict of interest with a board covers all its schools.
    `bronlijst` is the published list that it came from, None for what people entered; `instellingscode` is the BRIN of
    a school from a list.
    """

    naam = models.CharField(max_length=200)
    soort = models.CharField(max_length=20, choices=Organisatiesoort)
    kvk_nummer = models.CharField("KvK-nummer", max_length=8, blank=True)
    bevoegd_gezag_nummer = models.CharField("nummer bevoegd gezag", max_length=5, blank=True)
    instellingscode = models.CharField("instellingscode", max_length=4, blank=True, default="")
    bestuur = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="scholen")
    bronlijst = models.ForeignKey(
        Bronlijst, null=True, blank=True, on_delete=models.PROTECT, related_name="organisaties"
    )

    class Meta:
        verbose_name_plural = "organisaties"
        ordering = [NameKey("naam"), "pk"]
        constraints = [
            models.CheckConstraint(
                name="organisatie_soort_known", condition=models.Q(soort__in=Organisatiesoort.values)
            ),
            models.UniqueConstraint(
                name="organisatie_instellingscode_once",
                fields=["instellingscode"],
                condition=~models.Q(instellingscode=""),
            ),
            models.UniqueConstraint(
                name="bestuur_nummer_once",
                fields=["bevoegd_gezag_nummer"],
                condition=models.Q(soort=Organisatiesoort.BESTUUR) & ~models.Q(bevoegd_gezag_nummer=""),
            ),
        ]

    def __str__(self):
        return self.naam

    @property
    def eigen_naam(self):
        """Its name; '' of a board of which the lists gave only the number so far."""
        return "" if self.naam == UNNAMED_BESTUUR.format(self.bevoegd_gezag_nummer) else self.naam


class VestigingQuerySet(models.QuerySet):
    def current(self):
        """Those that the list they came from still has."""
        return self.filter(vervallen_datum__isnull=True)

    def of_vmbo(self):
        """Those with vmbo among their kinds of education: the list calls it VBO or VMBO."""
        named = (models.Q(onderwijsstructuur__contains=word) for word in VMBO_WORDS)
        return self.filter(reduce(or_, named))

    def search(self, text):
        """Those of which name, place and code together hold every word of `text`, by name; all without a word."""
        return self.filter(contains_every_word(text)).order_by(NameKey("zoektekst"), "code")

    def with_bestuur(self):
        """With what tells who governs it and where it is."""
        return self.select_related("organisatie__bestuur", "gemeente", "bronlijst")


class Vestiging(models.Model):
    """A school site with its own six-character code (BRIN and site number); 'school' in the regeling means this.

    `bronlijst` is the published list that it came from, None for what people entered. `laatst_in_lijst_datum` is the
    last day on which an import found it there; `vervallen_datum` the first day on which an import did not.
    `onderwijsstructuur` are the kinds of education as the list has them, such as 'PRO/VBO/MAVO'.
    """

    code = models.CharField("vestigingscode", max_length=6, unique=True)
    naam = models.CharField(max_length=200)
    organisatie = models.ForeignKey(
        Organisatie, null=True, blank=True, on_delete=models.PROTECT, related_name="vestigingen"
    )
    gemeente = models.ForeignKey(Gemeente, null=True, blank=True, on_delete=models.PROTECT, related_name="vestigingen")
    straat_en_nummer = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    plaats = models.CharField(max_length=80, blank=True)
    bronlijst = models.ForeignKey(
        Bronlijst, null=True, blank=True, on_delete=models.PROTECT, related_name="vestigingen"
    )
    laatst_in_lijst_datum = models.DateField(null=True, blank=True)
    vervallen_datum = models.DateField(null=True, blank=True)
    onderwijsstructuur = models.CharField(max_length=200, blank=True, default="")
    zoektekst = ZoektekstField(of=("naam", "plaats", "code"))

    objects = VestigingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vestigingen"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="vestiging_vervallen_from_a_bronlijst",
                condition=models.Q(vervallen_datum__isnull=True) | models.Q(bronlijst__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.naam} ({self.code})"

    @property
    def bestuur(self):
        """The Organisatie that is its bevoegd gezag, or None; a board itself can stand as its organisatie."""
        organisatie = self.organisatie
        if organisatie and organisatie.soort == Organisatiesoort.BESTUUR:
            return organisatie
        return organisatie and organisatie.bestuur

    @property
    def has_vmbo(self):
        """Whether vmbo is among its kinds of education, as `of_vmbo` asks of many."""
        return any(word in self.onderwijsstructuur for word in VMBO_WORDS)

    @property
    def in_caribisch_nederland(self):
        return self.bronlijst is not None and self.bronlijst.soort == Lijstsoort.CARIBISCH
