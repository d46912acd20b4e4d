"""How far a plan has come: per paragraph, per part, in counts that a task list shows."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from applications.models import (
    VMBO,
    Aanbod,
    Activiteit,
    Antwoord,
    Begrotingsregel,
    Cofinanciering,
    Docententekort,
    Doelstelling,
    Leerlingenprognose,
    LopendProject,
    Mijlpaal,
    Nietdeelnemer,
    Ondertekenaareis,
    Ondertekening,
    Overleg,
    Partner,
    Partnersoort,
    Plan,
    Risico,
    Vastlegging,
    Verplicht,
    Zetel,
)
from applications.voorwaarden import holding_conditions, is_asked, paragrafen_for

COUNTED = (
    Nietdeelnemer,
    Aanbod,
    Leerlingenprognose,
    Docententekort,
    LopendProject,
    Doelstelling,
    Mijlpaal,
    Activiteit,
    Overleg,
    Zetel,
    Risico,
    Partner,
    Begrotingsregel,
    Cofinanciering,
    Ondertekening,
)


@dataclass(frozen=True)
class Voortgang:
    """How many of the asked things are there; `vrijwillig` is how many more one may fill in."""

    gedaan: int = 0
    totaal: int = 0
    vrijwillig: int = 0

    def __add__(self, other):
        return Voortgang(self.gedaan + other.gedaan, self.totaal + other.totaal, self.vrijwillig + other.vrijwillig)

    @property
    def status(self):
        if self.gedaan >= self.totaal:
            return "klaar" if self.totaal else "neutral"
        return "bezig" if self.gedaan else "te_doen"

    @property
    def label(self):
        if self.status == "neutral":
            return "Niet verplicht" if self.vrijwillig else "Alleen lezen"
        return {"klaar": "Klaar", "bezig": "Bezig", "te_doen": "Nog niet begonnen"}[self.status]

    @property
    def vragen(self):
        """'12 van 16 vragen'."""
        if self.totaal:
            return f"{self.gedaan} van {self.totaal} vragen"
        return "U mag hier iets invullen" if self.vrijwillig else "Niets in te vullen"


@dataclass(frozen=True)
class Planvoortgang:
    """(Paragraaf, Voortgang) in order, and the Voortgang of partners, budget and signatures.

    `aantallen` is {model name: number of rows}.
    """

    paragrafen: list
    aantallen: dict
    partners: Voortgang
    handtekeningen: Voortgang
    begroting: Voortgang

    def of_onderdeel(self, onderdeel):
        """The questions of one of the four parts together."""
        return sum((done for paragraaf, done in self.paragrafen if paragraaf.onderdeel == onderdeel), Voortgang())


@dataclass(frozen=True)
class Gegevens:
    """What a Planvoortgang is made from: {model: number of rows}, {partnersoort: number of partners}, the pks of the
    vragen that are answered, the Voorwaarden that hold, the paragraphs to fill in, {partnersoort: signatures asked}.
    """

    aantallen: dict
    soorten: Counter
    answered: set
    holds: set
    paragrafen: list
    eisen: Counter


def measure(plan):
    """The Planvoortgang of `plan`, whose regio and ronde are at hand; six queries whatever its size."""
    soorten = Counter(Partner.objects.filter(plan=plan).values_list("soort", flat=True))
    given = Antwoord.objects.filter(plan=plan).filter(~Q(tekst="") | Q(bestand__isnull=False))
    eisen = Ondertekenaareis.objects.filter(vragenlijst=plan.ronde.vragenlijst_id)
    gegevens = Gegevens(
        aantallen=count_rows(plan),
        soorten=soorten,
        answered=set(given.values_list("vraag_id", flat=True)),
        holds=holding_conditions(plan, soorten),
        paragrafen=paragrafen_for(plan),
        eisen=Counter(eisen.values_list("partnersoort", flat=True)),
    )
    return assemble(plan, gegevens)


def measure_inhoud(inhoud):
    """The same from a Planinhoud that is read anyway."""
    names = [model._meta.model_name for model in COUNTED if model is not Ondertekening]
    gegevens = Gegevens(
        aantallen={name: len(inhoud.rows_of(name)) for name in names} | {"ondertekening": len(inhoud.ondertekeningen)},
        soorten=Counter(partner.soort for partner in inhoud.partners),
        answered={vraag.pk for vraag in inhoud.vragen if vraag.antwoord and vraag.antwoord.is_given},
        holds=inhoud.voorwaarden,
        paragrafen=paragrafen_for(inhoud.plan),
        eisen=Counter({soort: len(eisen) for soort, eisen in inhoud.eisen.items()}),
    )
    return assemble(inhoud.plan, gegevens)


def assemble(plan, gegevens):
    """The Planvoortgang of a plan from its Gegevens."""
    aantallen, soorten = gegevens.aantallen, gegevens.soorten
    regels = [aantallen["begrotingsregel"] > 0, aantallen["cofinanciering"] > 0, plan.gevraagde_subsidie_cents > 0]
    signatures = sum(gegevens.eisen[soort] * number for soort, number in soorten.items())
    return Planvoortgang(
        paragrafen=measure_paragrafen(gegevens),
        aantallen=aantallen,
        partners=measure_partners(plan, soorten),
        handtekeningen=Voortgang(aantallen["ondertekening"], signatures),
        begroting=Voortgang(sum(regels), len(regels)),
    )


def count_rows(plan):
    """{model name: number of rows of `plan`} in one query."""

    def number_of(model):
        rows = model.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(number=Count("pk"))
        return Coalesce(Subquery(rows.values("number"), output_field=IntegerField()), 0)

    counts = {f"n_{model._meta.model_name}": number_of(model) for model in COUNTED}
    row = Plan.objects.filter(pk=plan.pk).values(**counts).get()
    return {name.removeprefix("n_"): number for name, number in row.items()}


def measure_paragrafen(gegevens):
    """(Paragraaf, Voortgang) of each paragraph in order."""
    found = {paragraaf.pk: Voortgang() for paragraaf in gegevens.paragrafen}
    for vraag in (vraag for paragraaf in gegevens.paragrafen for vraag in paragraaf.gevraagd):
        if is_asked(vraag, gegevens.holds):
            by_model = vraag.vastgelegd_in == Vastlegging.MODEL
            is_given = gegevens.aantallen[vraag.model] > 0 if by_model else vraag.pk in gegevens.answered
            found[vraag.paragraaf_id] += Voortgang(int(is_given), 1)
        elif vraag.verplicht == Verplicht.NEE and vraag.vastgelegd_in == Vastlegging.ANTWOORD:
            found[vraag.paragraaf_id] += Voortgang(vrijwillig=1)
    return [(paragraaf, found[paragraaf.pk]) for paragraaf in gegevens.paragrafen]


def measure_partners(plan, soorten):
    """The partners against the least that the regeling asks of vmbo, mbo and firms (rapport h2 voorwaarde c)."""
    versie = plan.ronde.regelingversie
    minima = [
        (sum(soorten[soort] for soort in VMBO), versie.minimum_vmbo),
        (soorten[Partnersoort.MBO], versie.minimum_mbo),
        (soorten[Partnersoort.BEDRIJF] + soorten[Partnersoort.BRANCHE], versie.minimum_bedrijf),
        (soorten[Partnersoort.PENVOERDER], 1),
    ]
    return Voortgang(sum(min(number, least) for number, least in minima), sum(least for _, least in minima))
