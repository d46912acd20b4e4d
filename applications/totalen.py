"""The figures of many plans at once, added up by the database: what a table over a population rests on."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from applications.models import BEDRIJFSLEVEN, Cofinanciering, Partner
from applications.reports import soorten_in, unsigned


@dataclass(frozen=True)
class Investering:
    """What comes into one plan, in int euro cents over the whole period: subsidy, of business, and everything."""

    subsidie_cents: int
    cofinanciering_cents: int
    inkomsten_cents: int

    @property
    def totaal_cents(self):
        """Subsidy and co-financing of business together (rapport h2 Tabel 2.2)."""
        return self.subsidie_cents + self.cofinanciering_cents


def count_signed(plans, rijen):
    """{rij of rapport Tabel 2.1: how many partners signed, per plan of this QuerySet}; two queries.

    The numbers of every row stand in the same order, 0 for a plan without such partners.
    """
    pks = dict.fromkeys(plans.order_by().values_list("pk", flat=True))
    signed = Partner.objects.filter(~unsigned(), plan_id__in=list(pks)).order_by()
    counts = {soort: dict.fromkeys(pks, 0) for rij in rijen for soort in soorten_in(rij)}
    for pk, soort, number in signed.values_list("plan_id", "soort").annotate(total=Count("pk")):
        if soort in counts:
            counts[soort][pk] = number
    return {rij: add_columns(counts[soort].values() for soort in soorten_in(rij)) for rij in rijen}


def add_columns(columns):
    """The sum of the first numbers, of the second, and so on."""
    return [sum(numbers) for numbers in zip(*columns, strict=True)]


def add_up_investeringen(plans):
    """The Investering of each plan of this QuerySet; two queries."""
    subsidies = dict(plans.order_by().values_list("pk", "gevraagde_subsidie_cents"))
    rows = Cofinanciering.objects.filter(plan_id__in=list(subsidies)).order_by().values_list("plan_id")
    of_business = Sum("bedrag_cents", filter=Q(partner__soort__in=BEDRIJFSLEVEN), default=0)
    bijdragen = {pk: amounts for pk, *amounts in rows.annotate(van_bedrijven=of_business, alle=Sum("bedrag_cents"))}
    found = []
    for pk, subsidie in subsidies.items():
        van_bedrijven, alle = bijdragen.get(pk, (0, 0))
        found.append(Investering(subsidie, van_bedrijven, subsidie + alle))
    return found
