"""Which vestigingen another region holds: accepted compositions and filed plans claim, a draft claims nothing."""

from django.db.models import Max, OuterRef, Subquery, Value

from applications.models import Aanvraagstatus, Indiening, Partner
from regions.models import Regiovestiging

CLAIMING = {
    Aanvraagstatus.INGEDIEND,
    Aanvraagstatus.AANVULLING_GEVRAAGD,
    Aanvraagstatus.IN_BEHANDELING,
    Aanvraagstatus.VERLEEND,
}


def claimed_elsewhere(codes, *, regeling, regio):
    """{vestigingscode: number of another Regio} for those of `codes` that another region holds under `regeling` (a pk).

    Of each aanvraag the last filing counts, unless it was withdrawn, rejected or set aside (rapport h2 voorwaarde f).
    """
    if not codes:
        return {}
    filed, registered = (claim(codes, regeling, regio) for claim in (filed_elsewhere, registered_elsewhere))
    return {code: nummer for _place, code, nummer in sorted(filed.union(registered, all=True))}


def registered_elsewhere(codes, regeling, regio):
    """(1, code, number) by accepted compositions that hold now: they go before what was filed."""
    rows = Regiovestiging.objects.filter(regeling=regeling, vestiging__code__in=codes, tot_datum__isnull=True)
    return rows.exclude(regio=regio).order_by().values_list(Value(1), "vestiging__code", "regio__nummer")


def filed_elsewhere(codes, regeling, regio):
    """(0, code, number) by the plans that other regions filed."""
    last = Indiening.objects.filter(aanvraag=OuterRef("plan__indiening__aanvraag")).order_by()
    last = last.values("aanvraag").annotate(last=Max("nummer")).values("last")
    rows = Partner.objects.filter(
        vestigingscode__in=codes,
        plan__ronde__regelingversie__regeling=regeling,
        plan__indiening__aanvraag__status__in=CLAIMING,
        plan__indiening__nummer=Subquery(last),
    ).exclude(plan__regio=regio)
    return rows.order_by().values_list(Value(0), "vestigingscode", "plan__regio__nummer")
