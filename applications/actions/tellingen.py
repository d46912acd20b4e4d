"""Filling the table of pupils with what was counted."""

from django.db import transaction
from django.db.models import F

from applications.models import Aanbod
from applications.tellingen import Gevolg, propose
from sto_portal.sporen.actions import record


@transaction.atomic
def fill_aanbod(*, plan, overwrite, by):
    """Add a row for every counted number that the plan lacks (Bijlage B.1 §3.1); how many rows were written.

    Where small numbers were hidden, the least number is filled in. With `overwrite` rows that say something else are
    changed too. One Spoor; none where nothing changed.
    """
    voorstellen = propose(plan)
    new = [
        Aanbod(plan=plan, partner=v.school, profiel=v.profiel, leerweg=v.leerweg, leerlingen=v.laag)
        for v in voorstellen
        if v.gevolg == Gevolg.NIEUW
    ]
    Aanbod.objects.bulk_create(new)
    changed = [v for v in voorstellen if v.gevolg == Gevolg.ANDERS] if overwrite else []
    for v in changed:
        rows = Aanbod.objects.filter(partner=v.school, profiel=v.profiel, leerweg=v.leerweg)
        rows.update(leerlingen=v.laag, versie=F("versie") + 1)
    if new or changed:
        record(by, "fill", plan, {"soort": "aanbod", "nieuw": len(new), "gewijzigd": len(changed)})
    return len(new) + len(changed)
