"""The difference between two plans as HTML. Between two filed plans it never changes, so it is kept."""

from dataclasses import dataclass

from django.core.cache import cache
from django.template.loader import render_to_string

from applications.models import Plan
from applications.verschil.plannen import compare_plans

KEPT_SECONDS = 60 * 60


@dataclass(frozen=True)
class Verschilpagina:
    """The HTML of a Planverschil, without anything about who reads it, and how many things changed."""

    html: str
    aantal: int


def make_verschil(oud, nieuw):
    """The Verschilpagina of two plans as they stand now; a fixed number of queries."""
    verschil = compare_plans(oud, nieuw)
    return Verschilpagina(render_to_string("applications/_verschil.html", {"verschil": verschil}), verschil.aantal)


def kept_verschil(oud, nieuw):
    """The same of two filed plans with their Indiening; no query where another reader came before."""
    key = f"verschil-{oud.pk}-{nieuw.pk}-{oud.indiening.sha256}-{nieuw.indiening.sha256}"
    return cache.get_or_set(key, lambda: make_verschil(oud, nieuw), KEPT_SECONDS)


def filed_plans(regio_id):
    """{pk: Plan} of everything that a region filed, each with its Indiening and ronde; one query."""
    rows = Plan.objects.filter(regio=regio_id, indiening__isnull=False)
    rows = rows.select_related("ronde", "indiening__aanvraag").defer("indiening__json")
    return {row.pk: row for row in rows}


def earlier_plans(plan, filed):
    """The filed plans that `plan` was made from, the nearest first; `filed` are the `filed_plans` of its region."""
    found, at = [], plan.vorige_id
    while at in filed:
        found.append(filed[at])
        at = filed[at].vorige_id
    return found
