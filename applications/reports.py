"""The figures of plans: what controles, budget page, assessment and monitoring count and add up."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Count, Exists, OuterRef, Sum, Value
from django.db.models.functions import Coalesce

from applications.models import (
    BEDRIJFSLEVEN,
    BEROEPSGERICHT,
    HARD_TECHNISCH,
    ONDERWIJS,
    TECHNISCH,
    VMBO,
    Aanbod,
    Activiteit,
    Begrotingsregel,
    Cofinanciering,
    Doelstelling,
    Leerweg,
    Mijlpaal,
    Ondertekenaareis,
    Ondertekening,
    Partner,
    Partnersoort,
    Risico,
)
from sto_portal.money import has_share, share_in_basispunten

RIJEN = {"vmbo": VMBO, "bedrijven": BEDRIJFSLEVEN}  # rows of rapport Tabel 2.1 that hold more than one Partnersoort
COUNTED = (Doelstelling, Mijlpaal, Activiteit, Risico)


def soorten_in(rij):
    """The Partnersoorten that stand in this row of rapport Tabel 2.1: 'vmbo', 'bedrijven' or a Partnersoort."""
    return RIJEN.get(rij, {rij})


@dataclass(frozen=True)
class Plancijfers:
    """What one plan adds up to; amounts in int euro cents over the whole period.

    `partners` {soort: number who signed}, `deelnemers` {soort: number in the plan}, `kosten` {(jaar, kostensoort):
    cents}, `bijdragen` {(partnersoort, vorm): cents}, `leerlingen` {(profiel, leerweg): number}, `aantallen` {model
    name: number of rows}. Each is a Counter: what is not there is 0.
    """

    subsidie_cents: int = 0
    partners: Counter = field(default_factory=Counter)
    deelnemers: Counter = field(default_factory=Counter)
    kosten: Counter = field(default_factory=Counter)
    bijdragen: Counter = field(default_factory=Counter)
    leerlingen: Counter = field(default_factory=Counter)
    aantallen: Counter = field(default_factory=Counter)
    technische_vestigingen: int = 0

    def partners_van(self, rij):
        """How many who signed stand in this row of rapport Tabel 2.1."""
        return sum(self.partners[soort] for soort in soorten_in(rij))

    def deelnemers_van(self, rij):
        """The same over all partners in the plan, whether they signed or not."""
        return sum(self.deelnemers[soort] for soort in soorten_in(rij))

    @property
    def kosten_cents(self):
        return sum(self.kosten.values())

    @property
    def kosten_per_jaar(self):
        """{jaar: cents} in order of year."""
        return self._kosten_by(0)

    @property
    def kosten_per_soort(self):
        """{kostensoort: cents}."""
        return self._kosten_by(1)

    @property
    def cofinanciering_cents(self):
        """What business brings in, in money and in kind (rapport h2 voorwaarde h)."""
        return self._bijdragen_of(BEDRIJFSLEVEN)

    @property
    def eigen_bijdrage_cents(self):
        """What the schools bring in themselves."""
        return self._bijdragen_of(ONDERWIJS)

    @property
    def derden_cents(self):
        """What governments bring in."""
        return self._bijdragen_of({Partnersoort.OVERHEID})

    @property
    def inkomsten_cents(self):
        """Subsidy and every contribution together: the whole against which co-financing is held."""
        return self.subsidie_cents + sum(self.bijdragen.values())

    @property
    def tekort_cents(self):
        """Costs that no income covers; below zero where there is more income than costs."""
        return self.kosten_cents - self.inkomsten_cents

    @property
    def cofinanciering_basispunten(self):
        """Share of business in all income as Decimal basis points, unrounded."""
        return share_in_basispunten(self.cofinanciering_cents, self.inkomsten_cents)

    def has_enough_cofinanciering(self, versie):
        """Whether business carries the minimum share of this Regelingversie (c4.3.v1; rapport h2 voorwaarde h)."""
        return has_share(self.cofinanciering_cents, self.inkomsten_cents, versie.cofinanciering_basispunten)

    @property
    def techniekleerlingen(self):
        """Pupils in the three hard technical profiles: the number of rapport 3.1."""
        return self._leerlingen_of(HARD_TECHNISCH)

    @property
    def techniekleerlingen_breed(self):
        """Pupils in the five technical profiles: the number that the budget rests on."""
        return self._leerlingen_of(TECHNISCH)

    @property
    def bovenbouwleerlingen(self):
        """All pupils of leerjaar 3 and 4 in bb, kb and gl; the theoretische leerweg stands outside."""
        return sum(number for (_profiel, leerweg), number in self.leerlingen.items() if leerweg in BEROEPSGERICHT)

    @property
    def techniek_basispunten(self):
        """Share of hard technical pupils in all of bb, kb and gl as Decimal basis points (rapport 1.1)."""
        return share_in_basispunten(self.techniekleerlingen, self.bovenbouwleerlingen)

    def has_too_many_technical(self, versie):
        """Whether hard technical pupils are more than the maximum of a techniekarme regio (rapport 1.1).

        Compared in ints, unrounded.
        """
        return self.techniekleerlingen * 10000 > versie.techniekarm_maximum_basispunten * self.bovenbouwleerlingen

    def richtbedrag_cents(self, versie):
        """The rates of this Regelingversie times the pupils in the five technical profiles; gl has its own rate."""
        gl = self._leerlingen_of(TECHNISCH, {Leerweg.GL})
        return (self.techniekleerlingen_breed - gl) * versie.tarief_bb_kb_cents + gl * versie.tarief_gl_cents

    def _leerlingen_of(self, profielen, leerwegen=frozenset(BEROEPSGERICHT)):
        rows = self.leerlingen.items()
        return sum(number for (profiel, leerweg), number in rows if profiel in profielen and leerweg in leerwegen)

    def _bijdragen_of(self, soorten):
        return sum(cents for (soort, _vorm), cents in self.bijdragen.items() if soort in soorten)

    def _kosten_by(self, place):
        found = Counter()
        for key, cents in self.kosten.items():
            found[key[place]] += cents
        return dict(sorted(found.items()))


def cijfers(plans):
    """{pk: Plancijfers} of these plans (a QuerySet or a list), in their order; six queries, however many."""
    subsidies = {plan.pk: plan.gevraagde_subsidie_cents for plan in plans}
    pks = list(subsidies)
    partners, deelnemers = count_partners(pks)
    kosten, bijdragen = money_of(pks)
    leerlingen = add_up(Aanbod, pks, "profiel", "leerweg", total=Coalesce(Sum("leerlingen"), 0))
    vestigingen = count_technical_sites(pks)
    aantallen = count_rows(pks)
    return {
        pk: Plancijfers(
            subsidie_cents=subsidies[pk],
            partners=partners[pk],
            deelnemers=deelnemers[pk],
            kosten=kosten[pk],
            bijdragen=bijdragen[pk],
            leerlingen=leerlingen[pk],
            aantallen=aantallen[pk],
            technische_vestigingen=vestigingen[pk],
        )
        for pk in pks
    }


def money_of(pks):
    """The `kosten` and the `bijdragen` of Plancijfers, each by plan pk; two queries."""
    kosten = add_up(Begrotingsregel, pks, "jaar", "kostensoort", total=Sum("bedrag_cents"))
    return kosten, add_up(Cofinanciering, pks, "partner__soort", "vorm", total=Sum("bedrag_cents"))


def add_up(model, pks, *keys, total):
    """{plan pk: Counter of {values of `keys`: total}}."""
    found = defaultdict(Counter)
    rows = model.objects.filter(plan_id__in=pks).order_by().values_list("plan_id", *keys).annotate(total=total)
    for pk, *values, number in rows:
        found[pk][tuple(values)] = number
    return found


def count_rows(pks):
    """{plan pk: Counter of {name of a model in COUNTED: number of rows}}; one query for all of them."""
    per_model = [
        model.objects.filter(plan_id__in=pks)
        .order_by()
        .values("plan_id")
        .annotate(naam=Value(model._meta.model_name), total=Count("pk"))
        .values_list("plan_id", "naam", "total")
        for model in COUNTED
    ]
    found = defaultdict(Counter)
    for pk, naam, number in per_model[0].union(*per_model[1:], all=True):
        found[pk][naam] = number
    return found


def asked():
    """The signatures that Bijlage B.3 asks of the kind of a Partner: where it asks none, nobody of that kind signed."""
    return Ondertekenaareis.objects.filter(
        vragenlijst=OuterRef("plan__ronde__vragenlijst"), partnersoort=OuterRef("soort")
    )


@cache
def unsigned():
    """Whether a signature that Bijlage B.3 asks of this kind of Partner is missing."""
    signature = Ondertekening.objects.filter(partner=OuterRef(OuterRef("pk")), eis=OuterRef("pk"))
    return Exists(asked().filter(~Exists(signature)))


def count_partners(pks):
    """Per plan a Counter by soort of who signed, and one of who stands in the plan."""
    rows = Partner.objects.filter(plan_id__in=pks).order_by()
    rows = rows.annotate(unsigned=unsigned(), asked=Exists(asked())).values_list(
        "plan_id", "soort", "unsigned", "asked"
    )
    partners, deelnemers = defaultdict(Counter), defaultdict(Counter)
    for pk, soort, is_unsigned, is_asked, number in rows.annotate(total=Count("pk")):
        deelnemers[pk][soort] += number
        partners[pk][soort] += number if is_asked and not is_unsigned else 0
    return partners, deelnemers


def count_technical_sites(pks):
    """{plan pk: vmbo-vestigingen with pupils in one of the five technical profiles} (rapport h2 voorwaarde c)."""
    rows = Aanbod.objects.filter(
        plan_id__in=pks, profiel__in=TECHNISCH, leerlingen__gt=0, partner__soort__in=VMBO
    ).order_by()
    return Counter(dict(rows.values_list("plan_id").annotate(total=Count("partner", distinct=True))))
