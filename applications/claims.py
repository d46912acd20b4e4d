"""Which vestigingen another region holds: accepted compositions and filed plans claim, a draft claims nothing."""

from django.db.models import Max, OuterRef, Subquery, Value

from applications.models import Aanvraagstatus, Indiening, Partner
from regions.models import Regio, Regiovestiging
from sto_portal.namen import name_key

GEMEENTE = 2  # the place of a municipality in what is read at once; 0 and 1 are those of vestigingen

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
    return overlap_elsewhere(codes, regeling=regeling, regio=regio)[0] if codes else {}


def overlap_elsewhere(codes, *, regeling, regio):
    """What `claimed_elsewhere` says, and [(name of a municipality, number of another Regio that has it too)].

    One query (rapport h2 voorwaarde b and f).
    """
    claims = (filed_elsewhere(codes, regeling, regio), registered_elsewhere(codes, regeling, regio)) if codes else ()
    rows = sorted(shared_gemeenten(regio).union(*claims, all=True))
    vestigingen = {code: nummer for place, code, nummer in rows if place != GEMEENTE}
    gemeenten = [(naam, nummer) for place, naam, nummer in rows if place == GEMEENTE]
    return vestigingen, sorted(gemeenten, key=lambda pair: (name_key(pair[0]), pair[1]))


def shared_gemeenten(regio):
    """(2, name, number) of the municipalities of `regio` that another region has too."""
    ties = Regio.gemeenten.through.objects
    shared = ties.filter(gemeente__in=ties.filter(regio=regio).values("gemeente")).exclude(regio=regio)
    return shared.order_by().values_list(Value(GEMEENTE), "gemeente__naam", "regio__nummer")


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
