"""Filling the table of pupils with what was counted."""

from django.db import transaction

from applications.models import Aanbod
from applications.tellingen import Gevolg, propose
from sto_portal.sporen.actions import record


@transaction.atomic
def fill_aanbod(*, plan, overwrite, by):
    """Add every counted number that the plan lacks (Bijlage B.1 §3.1); how many rows were written.

    Where small numbers were hidden, the least number is filled in. The instroom and the schooljaar go along where the
    plan does not tell them. With `overwrite` rows that say something else are changed too. One Spoor; none where
    nothing changed.
    """
    new, changed = [], 0
    for voorstel in propose(plan):
        if voorstel.rij is None:
            new.append(Aanbod(plan=plan, partner=voorstel.school, **counted(voorstel)))
        elif voorstel.gevolg in {Gevolg.NIEUW, Gevolg.AANVULLING} or (overwrite and voorstel.gevolg == Gevolg.ANDERS):
            row = voorstel.rij
            take_over(voorstel, row, keeps=voorstel.gevolg == Gevolg.AANVULLING)
            row.save_if_unchanged(row.versie)
            changed += 1
    Aanbod.objects.bulk_create(new)
    if new or changed:
        record(by, "fill", plan, {"soort": "aanbod", "nieuw": len(new), "gewijzigd": changed})
    return len(new) + changed


def counted(voorstel):
    """The fields of a new row of the table."""
    return {
        "profiel": voorstel.profiel,
        "leerweg": voorstel.leerweg,
        "schooljaar": voorstel.jaar,
        "leerlingen": voorstel.laag,
        "instroom": voorstel.instroom,
    }


def take_over(voorstel, row, *, keeps):
    """Fill `row` with what was counted; with `keeps` only what it does not tell yet."""
    for name, value in counted(voorstel).items():
        if not keeps or getattr(row, name) is None:
            setattr(row, name, value)
