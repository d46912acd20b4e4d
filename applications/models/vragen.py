from django.db import models
from django.db.models import Q

from applications.models.weergave import Betekenis, Weergave


class Onderdeel(models.TextChoices):
    REGIOVISIE = "B.1", "Regiovisie"
    ACTIVITEITENPLAN = "B.2", "Activiteitenplan"
    OVEREENKOMST = "B.3", "Samenwerkingsovereenkomst"
    BEGROTING = "B.4", "Meerjarenbegroting"


class Groep(models.TextChoices):
    """The parts of an application as its pages, findings and requests for a supplement name them, in reading order."""

    REGIOVISIE = "regiovisie", "Regiovisie"
    ACTIVITEITENPLAN = "activiteitenplan", "Activiteitenplan"
    PARTNERS = "partners", "Partners"
    OVEREENKOMST = "overeenkomst", "Samenwerkingsovereenkomst"
    BEGROTING = "begroting", "Meerjarenbegroting"
    AKKOORD = "akkoord", "Akkoord van de bestuurder"


class Aard(models.TextChoices):
    VELD = "veld", "Vraag"
    EIS = "eis", "Eis"
    TOELICHTING = "toelichting", "Toelichting"
    VASTE_TEKST = "vaste tekst", "Vaste tekst"
    VOORWAARDE = "voorwaarde", "Vraag die bepaalt of andere vragen gelden"


class Antwoordsoort(models.TextChoices):
    TEKST = "tekst", "Tekst"
    LIJST = "lijst", "Lijst"
    TABEL = "tabel", "Tabel"
    GETAL = "getal", "Getal"
    PERCENTAGE = "percentage", "Percentage"
    DATUM = "datum", "Datum"
    KEUZE = "keuze", "Keuze"
    JA_NEE = "ja_nee", "Ja of nee"
    BESTAND = "bestand", "Bestand"
    HANDTEKENING = "handtekening", "Handtekening"
    BEDRAG = "bedrag", "Bedrag"
    VERWIJZING = "verwijzing", "Verwijzing"
    VERKLARING = "verklaring", "Verklaring"


class Verplicht(models.TextChoices):
    JA = "ja", "Verplicht"
    NEE = "nee", "Niet verplicht"
    VOORWAARDELIJK = "voorwaardelijk", "Verplicht als de voorwaarde geldt"


class Voorwaarde(models.TextChoices):
    """The closed list of conditions. Derived: techniekarm (kind of region) and the two that rest on the partners;
    each other one is the answer to a yes/no Vraag `voorwaarde_<code>`.
    """

    GEEN = "", "Altijd"
    TECHNIEKARM = "techniekarm", "De regio is techniekarm"
    SCHOLEN_DOEN_NIET_MEE = "scholen_doen_niet_mee", "Er zijn scholen die niet meedoen"
    LEERLIJNEN_BESTAAN = "leerlijnen_bestaan", "Er zijn doorlopende leerlijnen"
    PROJECTEN_BESTAAN = "projecten_bestaan", "Er lopen andere projecten"
    ONRENDABELE_VESTIGING = "onrendabele_vestiging", "Er is een vestiging met te weinig leerlingen"
    VOORZIENINGEN_GEDEELD = "voorzieningen_gedeeld", "Partners gebruiken elkaars voorzieningen"
    OVERIG_ONDERWIJS_DOET_MEE = "overig_onderwijs_doet_mee", "Er doet een andere onderwijsinstelling mee"
    OVERHEID_DOET_MEE = "overheid_doet_mee", "Er doet een lokale overheid mee"
    EXTERN_GESCHREVEN = "extern_geschreven", "Er schreef iemand van buiten mee aan het plan"


class Vastlegging(models.TextChoices):
    ANTWOORD = "antwoord", "Antwoord op de vraag"
    MODEL = "model", "Eigen tabel"
    CONTROLE = "controle", "Automatische controle"
    GEEN = "geen", "Niets in te vullen"


class Vragenlijst(models.Model):
    """The application formats of a regeling as data (Bijlage B)."""

    sleutel = models.SlugField(unique=True)
    titel = models.CharField(max_length=120)

    class Meta:
        verbose_name_plural = "vragenlijsten"

    def __str__(self):
        return self.titel


class Paragraaf(models.Model):
    """A paragraph of a format; one page in the application. `nummer` is empty where Bijlage B has none.

    `sleutel` stands in its address and means nothing more; a `weergave` shows rows that no Vraag of it asks for.
    """

    vragenlijst = models.ForeignKey(Vragenlijst, on_delete=models.CASCADE, related_name="paragrafen")
    onderdeel = models.CharField(max_length=3, choices=Onderdeel)
    sleutel = models.SlugField()
    nummer = models.CharField(max_length=5, blank=True)
    titel = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField()
    weergave = models.CharField(max_length=20, choices=Weergave, blank=True, default="")

    ingevulde_teksten = ("titel",)

    class Meta:
        verbose_name_plural = "paragrafen"
        ordering = ["vragenlijst", "onderdeel", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["vragenlijst", "sleutel"], name="paragraaf_sleutel_once"),
            models.UniqueConstraint(fields=["vragenlijst", "onderdeel", "volgorde"], name="paragraaf_order_once"),
        ]

    def __str__(self):
        return f"{self.onderdeel} {self.nummer} {self.titel}".replace("  ", " ")

    @property
    def kop(self):
        """'3.1 Technisch vmbo dat er nu is', or the title alone where the paragraph has no number."""
        return f"{self.nummer} {self.titel}".strip()


class VraagQuerySet(models.QuerySet):
    def answered_by_text(self):
        """Those whose answer is an Antwoord."""
        return self.filter(vastgelegd_in=Vastlegging.ANTWOORD)


class Vraag(models.Model):
    """A question, requirement, explanation or fixed text of Bijlage B, in own words; `bron` says where it stands.

    `code` is the key of the format (b1_31_aanbod), `tekst` what the applicant is asked, `titel` its short name.
    `woorden` is how many words are about right, a guideline. `soort` is what the format asks for, `invoer` how an
    Antwoord is typed in. `waarden` holds the choices of a KEUZE, or {key, vraag} of each column of a table with
    questions of its own; `model` the table that holds the answer where `vastgelegd_in` is MODEL. `weergave` makes this
    the place where its rows are shown; any other Vraag for them points to the first such place. `vanaf_ronde` is the
    number of the first round that asks it, empty for every round. The texts may borrow from the Regelingversie: see
    `invulvelden`.
    """

    paragraaf = models.ForeignKey(Paragraaf, on_delete=models.CASCADE, related_name="vragen")
    code = models.SlugField()
    volgorde = models.PositiveSmallIntegerField()
    titel = models.CharField(max_length=80)
    tekst = models.TextField()
    hint = models.TextField(blank=True)
    aard = models.CharField(max_length=12, choices=Aard)
    soort = models.CharField(max_length=12, choices=Antwoordsoort)
    invoer = models.CharField(max_length=12, choices=Antwoordsoort, blank=True)
    verplicht = models.CharField(max_length=14, choices=Verplicht)
    voorwaarde = models.CharField(max_length=30, choices=Voorwaarde, blank=True, default="")
    vastgelegd_in = models.CharField(max_length=8, choices=Vastlegging)
    model = models.CharField(max_length=30, blank=True)
    waarden = models.JSONField(default=list, blank=True)
    woorden = models.PositiveSmallIntegerField(null=True, blank=True)
    weergave = models.CharField(max_length=20, choices=Weergave, blank=True, default="")
    betekenis = models.CharField(max_length=20, choices=Betekenis, blank=True, default="")
    vanaf_ronde = models.PositiveSmallIntegerField(null=True, blank=True)
    bron = models.CharField(max_length=80)

    ingevulde_teksten = ("titel", "tekst", "hint", "waarden")
    objects = VraagQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vragen"
        ordering = ["paragraaf", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["paragraaf", "code"], name="vraag_code_once"),
            models.CheckConstraint(name="vraag_voorwaarde_known", condition=Q(voorwaarde__in=Voorwaarde.values)),
            models.CheckConstraint(
                name="vraag_model_named", condition=~Q(vastgelegd_in=Vastlegging.MODEL) | ~Q(model="")
            ),
            models.CheckConstraint(
                name="vraag_weergave_of_a_model", condition=Q(weergave="") | Q(vastgelegd_in=Vastlegging.MODEL)
            ),
            models.CheckConstraint(name="vraag_betekenis_known", condition=Q(betekenis__in=["", *Betekenis.values])),
        ]

    def __str__(self):
        return self.code

    def is_of_ronde(self, ronde):
        """Whether `ronde` asks it: a question that came later is none of an earlier round."""
        return self.vanaf_ronde is None or self.vanaf_ronde <= ronde.nummer


class Ondertekenaareis(models.Model):
    """A signature that Bijlage B.3 asks of a kind of partner; `functie` is empty where the signatory fills it in."""

    vragenlijst = models.ForeignKey(Vragenlijst, on_delete=models.CASCADE, related_name="ondertekenaareisen")
    partnersoort = models.CharField(max_length=12)
    volgorde = models.PositiveSmallIntegerField()
    functie = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = "ondertekenaareisen"
        ordering = ["partnersoort", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["vragenlijst", "partnersoort", "volgorde"], name="ondertekenaareis_once")
        ]

    def __str__(self):
        return f"{self.partnersoort}: {self.functie or 'tekenbevoegde'}"
