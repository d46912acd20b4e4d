"""A mark of a Plan that changes with every save, for a fraction of what its checksum costs."""

import hashlib

from django.db.models import BigIntegerField, CharField, Count, Max, Subquery, Sum, Value

from applications.models import Plan
from applications.parts import PLANONDERDELEN
from sto_portal.sporen.models import Spoor


def stamp(plan):
    """64 hexadecimal digits: per table how many rows, their versions and their newest, and the last Spoor. One query.

    The same stamp is the same text; another stamp may be the same text too (a save that changed nothing).
    """
    spoor = Spoor.objects.of(plan).order_by("-nummer").values("nummer")[:1]
    head = Plan.objects.filter(pk=plan.pk).order_by()
    head = head.values_list(name_of(Plan), "id", "versie", Subquery(spoor, BigIntegerField()))
    rows = head.union(*(totals(model, plan) for model in PLANONDERDELEN), all=True)
    return hashlib.sha256(repr(sorted(rows)).encode()).hexdigest()


def totals(model, plan):
    """(Name, number of rows, sum of their versions, highest key) of one table, of no row where it is empty."""
    rows = model.objects.filter(plan=plan).order_by().values("plan").annotate(tabel=name_of(model))
    return rows.values_list("tabel", Count("pk"), Sum("versie"), Max("pk"))


def name_of(model):
    return Value(model._meta.model_name, CharField())
