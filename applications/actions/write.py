"""Rows of a draft and what it asks: each action is one transaction and leaves one Spoor on the Plan."""

from django.db import transaction

from applications.actions.koppelen import tie
from applications.models import Plan, VersieConflictError
from sto_portal.sporen.actions import record


@transaction.atomic
def save_rij(*, rij, versie, by, koppelingen=()):
    """Add a row to its Plan (`versie` None) or write it if it still has `versie`; raise VersieConflictError if not.

    `koppelingen` say which partners are tied to it.
    """
    if versie is None:
        rij.save(force_insert=True)
        record(by, "add", rij.plan, {"soort": rij._meta.model_name, "sleutel": rij.sleutel})
    else:
        rij.save_if_unchanged(versie)
        record(by, "change", rij.plan, {"soort": rij._meta.model_name, "sleutel": rij.sleutel})
    for koppeling in koppelingen:
        tie(rij, koppeling)


@transaction.atomic
def delete_rij(*, rij, by):
    """Remove a row from its Plan with the rows that mean nothing without it; raise ProtectedError if others need it."""
    plan, data = rij.plan, {"soort": rij._meta.model_name, "sleutel": rij.sleutel, "naam": str(rij)}
    rij.delete()
    record(by, "remove", plan, data)


@transaction.atomic
def save_subsidie(*, plan, cents, versie, by):
    """Write the requested subsidy in int euro cents if the Plan still has `versie`, else raise VersieConflictError."""
    updated = Plan.objects.filter(pk=plan.pk, versie=versie).update(gevraagde_subsidie_cents=cents, versie=versie + 1)
    if not updated:
        raise VersieConflictError
    record(by, "request", plan, {"gevraagde_subsidie_cents": cents})
