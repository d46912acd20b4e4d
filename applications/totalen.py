"""The figures of many plans at once, added up by the database: what a table over a population rests on."""

from functools import cache

from django.db.models import Count, Exists, Q, Sum

from applications.models import BEDRIJFSLEVEN, Cofinanciering, Partner
from applications.reports import asked, soorten_in, unsigned


def count_signed(pks, rijen):
    """{rij of rapport Tabel 2.1: how many partners signed, per plan of these `pks`}; one query.

    The numbers of every row stand in the order of `pks`, 0 for a plan without such partners.
    """
    counts = {soort: dict.fromkeys(pks, 0) for rij in rijen for soort in soorten_in(rij)}
    for pk, soort, number, is_asked in signed_partners().filter(plan_id__in=pks):
        if is_asked and soort in counts:
            counts[soort][pk] = number
    return {rij: add_columns(counts[soort].values() for soort in soorten_in(rij)) for rij in rijen}


@cache
def signed_partners():
    """(plan, soort, number, whether that soort has to sign) of every Partner who signed; never run itself."""
    rows = Partner.objects.filter(~unsigned()).order_by().values_list("plan_id", "soort")
    return rows.annotate(total=Count("pk"), asked=Exists(asked()))


def add_columns(columns):
    """The sum of the first numbers, of the second, and so on."""
    return [sum(numbers) for numbers in zip(*columns, strict=True)]


def add_up_bijdragen(pks):
    """{pk: (contributions of business, of every partner)} of these plans, in int euro cents; one query."""
    found = {pk: tuple(cents) for pk, *cents in summed_bijdragen().filter(plan_id__in=pks)}
    return dict.fromkeys(pks, (0, 0)) | found


@cache
def summed_bijdragen():
    """(plan, contributions of business, of every partner) of every plan; never run itself."""
    rows = Cofinanciering.objects.order_by().values_list("plan_id")
    of_business = Sum("bedrag_cents", filter=Q(partner__soort__in=BEDRIJFSLEVEN), default=0)
    return rows.annotate(van_bedrijven=of_business, alle=Sum("bedrag_cents"))
