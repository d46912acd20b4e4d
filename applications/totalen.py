"""The figures of many plans at once, added up by the database: what a table over a population rests on."""

from django.db.models import Count, Exists, Q, Sum

from applications.models import BEDRIJFSLEVEN, Cofinanciering, Partner
from applications.reports import asked, soorten_in, unsigned


def count_signed(pks, rijen):
    """{rij of rapport Tabel 2.1: how many partners signed, per plan of these `pks`}; one query.

    The numbers of every row stand in the order of `pks`, 0 for a plan without such partners.
    """
    counts = {soort: dict.fromkeys(pks, 0) for rij in rijen for soort in soorten_in(rij)}
    rows = Partner.objects.filter(~unsigned(), plan_id__in=pks).order_by().values_list("plan_id", "soort")
    for pk, soort, number, is_asked in rows.annotate(total=Count("pk"), asked=Exists(asked())):
        if is_asked and soort in counts:
            counts[soort][pk] = number
    return {rij: add_columns(counts[soort].values() for soort in soorten_in(rij)) for rij in rijen}


def add_columns(columns):
    """The sum of the first numbers, of the second, and so on."""
    return [sum(numbers) for numbers in zip(*columns, strict=True)]


def add_up_bijdragen(pks):
    """{pk: (contributions of business, of every partner)} of these plans, in int euro cents; one query."""
    rows = Cofinanciering.objects.filter(plan_id__in=pks).order_by().values_list("plan_id")
    of_business = Sum("bedrag_cents", filter=Q(partner__soort__in=BEDRIJFSLEVEN), default=0)
    found = {pk: tuple(cents) for pk, *cents in rows.annotate(van_bedrijven=of_business, alle=Sum("bedrag_cents"))}
    return dict.fromkeys(pks, (0, 0)) | found
