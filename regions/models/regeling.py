from django.db import models
from django.db.models import F, Q

from sto_portal.termijnen import BESLIS, BESLIS_MET_ADVIES, tell_length


class Regeling(models.Model):
    """A subsidy scheme, such as Sterk Techniekonderwijs 2020-2023 (rapport 1.1)."""

    slug = models.SlugField(unique=True)
    naam = models.CharField(max_length=120)
    citeertitel = models.CharField(max_length=200)
    vindplaats = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "regelingen"
        ordering = ["slug"]

    def __str__(self):
        return self.naam


class Regelingversie(models.Model):
    """The parameters of a Regeling as they hold from a day; a grant keeps the version it was decided under.

    Amounts in int euro cents, shares in basis points (1000 = 10 %), terms in the unit of their name. A ceiling
    that is empty is not set. `subsidie_van` and `subsidie_tot` are the first and last day of the subsidy period.
    `prognose_jaren` is how many years the forecast of pupils covers, `uitgewerkte_jaren` of how many years the plan
    tells the details (Bijlage B.1 §3.4; Bijlage B.2 §2). Teachers are counted on `docenten_peildatum`, and what they
    need until `docenten_tot_jaar` (Bijlage B.1 §5.1). Where a committee outside DUS-I advises (`extern_advies`),
    `beslistermijn_advies_dagen` is the term to decide in place of `beslistermijn_dagen` (Kaderregeling 4.1). Within
    `buiten_behandeling_weken` a region must hear that its application is not treated (Awb 4:5).
    """

    regeling = models.ForeignKey(Regeling, on_delete=models.PROTECT, related_name="versies")
    nummer = models.PositiveSmallIntegerField()
    geldig_vanaf = models.DateField()
    subsidie_van = models.DateField()
    subsidie_tot = models.DateField()
    overeenkomst_minimaal_tot = models.DateField()
    cofinanciering_basispunten = models.PositiveIntegerField()
    minimum_vmbo = models.PositiveSmallIntegerField()
    minimum_mbo = models.PositiveSmallIntegerField()
    minimum_bedrijf = models.PositiveSmallIntegerField()
    techniekarm_maximum_basispunten = models.PositiveIntegerField()
    tarief_bb_kb_cents = models.BigIntegerField()
    tarief_gl_cents = models.BigIntegerField()
    plafond_techniekregio_cents = models.BigIntegerField(null=True, blank=True)
    plafond_techniekarm_cents = models.BigIntegerField(null=True, blank=True)
    hersteltermijn_dagen = models.PositiveSmallIntegerField()
    beslistermijn_dagen = models.PositiveSmallIntegerField()
    beslistermijn_advies_dagen = models.PositiveSmallIntegerField(null=True, blank=True)
    extern_advies = models.BooleanField(default=False)
    buiten_behandeling_weken = models.PositiveSmallIntegerField()
    bezwaartermijn_weken = models.PositiveSmallIntegerField()
    prognose_jaren = models.PositiveSmallIntegerField(default=10)
    uitgewerkte_jaren = models.PositiveSmallIntegerField(default=2)
    docenten_peildatum = models.DateField()
    docenten_tot_jaar = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["regeling", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["regeling", "nummer"], name="regelingversie_nummer_once"),
            models.CheckConstraint(
                name="regelingversie_period_runs_forward", condition=Q(subsidie_van__lte=F("subsidie_tot"))
            ),
            models.CheckConstraint(
                name="regelingversie_shares_at_most_whole",
                condition=Q(cofinanciering_basispunten__lte=10000) & Q(techniekarm_maximum_basispunten__lte=10000),
            ),
            models.CheckConstraint(
                name="regelingversie_rates_not_negative",
                condition=Q(tarief_bb_kb_cents__gte=0) & Q(tarief_gl_cents__gte=0),
            ),
            models.CheckConstraint(
                name="regelingversie_advice_has_a_term",
                condition=Q(extern_advies=False) | Q(beslistermijn_advies_dagen__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.regeling} (versie {self.nummer})"

    @property
    def jaren(self):
        """The calendar years of the subsidy period, in order."""
        return range(self.subsidie_van.year, self.subsidie_tot.year + 1)

    @property
    def beslissoort(self):
        """Which kind of term to decide is in use: with or without advice from outside (Kaderregeling 4.1)."""
        return BESLIS_MET_ADVIES if self.extern_advies else BESLIS

    @property
    def beslisduur(self):
        """How long DUS-I has to decide once the round closed: '22 weken (154 dagen)' (Kaderregeling 4.1)."""
        return tell_length(self.beslissoort, getattr(self, self.beslissoort.veld))


class Rapportagesoort(models.TextChoices):
    VOORTGANG = "voortgang", "Voortgangsrapportage"
    EIND = "eind", "Eindverantwoording"


class Rapportagemoment(models.Model):
    """A report a grant holder owes, with its last day; empty where no source gives one (Bijlage B.2 §3.2)."""

    regelingversie = models.ForeignKey(Regelingversie, on_delete=models.CASCADE, related_name="rapportagemomenten")
    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=10, choices=Rapportagesoort)
    uiterlijk_datum = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "rapportagemomenten"
        ordering = [F("uiterlijk_datum").asc(nulls_last=True), "pk"]
        constraints = [models.UniqueConstraint(fields=["regelingversie", "naam"], name="rapportagemoment_once")]

    def __str__(self):
        return self.naam
