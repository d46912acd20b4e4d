"""Which vestigingen another region holds: accepted compositions and filed plans claim, a draft claims nothing."""

from django.db.models import Max, OuterRef, Subquery

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
    return filed_elsewhere(codes, regeling, regio) | registered_elsewhere(codes, regeling, regio)


def registered_elsewhere(codes, regeling, regio):
    """By accepted compositions that hold now."""
    rows = Regiovestiging.objects.filter(regeling=regeling, vestiging__code__in=codes, tot_datum__isnull=True)
    return dict(rows.exclude(regio=regio).values_list("vestiging__code", "regio__nummer"))


def filed_elsewhere(codes, regeling, regio):
    """By the plans that other regions filed."""
    last = Indiening.objects.filter(aanvraag=OuterRef("plan__indiening__aanvraag")).order_by()
    last = last.values("aanvraag").annotate(last=Max("nummer")).values("last")
    rows = Partner.objects.filter(
        vestigingscode__in=codes,
        plan__ronde__regelingversie__regeling=regeling,
        plan__indiening__aanvraag__status__in=CLAIMING,
        plan__indiening__nummer=Subquery(last),
    ).exclude(plan__regio=regio)
    return dict(rows.order_by().values_list("vestigingscode", "plan__regio__nummer"))
