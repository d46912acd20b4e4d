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
    """The same of two filed plans; no query where another reader came before."""
    return cache.get_or_set(f"verschil-{oud.pk}-{nieuw.pk}", lambda: make_verschil(oud, nieuw), KEPT_SECONDS)


def earlier_plans(plan):
    """The filed plans that `plan` was made from, the nearest first, each with its Indiening and ronde; one query."""
    rows = Plan.objects.filter(regio=plan.regio_id, indiening__isnull=False)
    rows = rows.select_related("ronde", "indiening__aanvraag").defer("indiening__json")
    by_pk = {row.pk: row for row in rows}
    found, at = [], plan.vorige_id
    while at in by_pk:
        found.append(by_pk[at])
        at = by_pk[at].vorige_id
    return found
