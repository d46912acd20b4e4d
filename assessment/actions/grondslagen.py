"""What decisions and letters of a regeling say of law and sender, changed by the coordinator."""

from django.db import transaction

from applications.models import VersieConflictError
from assessment.models import Besluittekst
from regions.models import Afzender, Regeling, Regelingversie
from sto_portal.sporen.actions import record


@transaction.atomic
def change_besluittekst(*, regelingversie, soort, versie, by, **fields):
    """Write what decisions of this kind say; drafts that are begun from now on begin with it.

    `versie` is that of the text that was changed, 0 where there was none. Raises VersieConflictError where another
    was faster. A letter that was approved with another text needs a new approval before it can be sent.
    """
    Regelingversie.objects.select_for_update().get(pk=regelingversie.pk)
    found = Besluittekst.objects.filter(regelingversie=regelingversie, soort=soort).first()
    return write_over(found or Besluittekst(regelingversie=regelingversie, soort=soort), versie, fields, by=by)


@transaction.atomic
def change_afzender(*, regeling, versie, by, **fields):
    """Write who sends the letters of this regeling; `versie` and what is raised are as above."""
    Regeling.objects.select_for_update().get(pk=regeling.pk)
    found = Afzender.objects.filter(regeling=regeling).first()
    return write_over(found or Afzender(regeling=regeling), versie, fields, by=by)


def write_over(row, versie, fields, *, by):
    """Save `row` with these fields if it still has this `versie` (0: not stored yet)."""
    if versie != (row.versie if row.pk else 0):
        raise VersieConflictError
    for name, value in fields.items():
        setattr(row, name, value)
    row.versie = versie + 1
    row.save()
    record(by, "change", row, fields)
    return row
