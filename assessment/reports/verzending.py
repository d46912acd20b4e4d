"""Which approved decisions wait for the worker, and the chain of decisions on one aanvraag."""

from dataclasses import dataclass

from assessment.actions.verzenden import SEND, sending_key
from assessment.models import Besluit, Besluitstatus
from sto_portal.werk.models import Werk


@dataclass(frozen=True)
class Keten:
    """The other decisions on the aanvraag of one Besluit that a person may see: older and newer, in their order.

    `opvolger` is the sent decision that replaced it, None as long as it is in force or was never sent.
    """

    andere: tuple[Besluit, ...]
    opvolger: Besluit | None


NO_OTHERS = Keten((), None)


def find_sendings(besluiten):
    """{pk of Besluit: Werk} of those whose sending waits, runs or failed; one query, none without an approved one."""
    keys = {sending_key(row): row.pk for row in besluiten if row.status == Besluitstatus.VASTGESTELD}
    rows = Werk.objects.filter(soort=SEND, sleutel__in=keys) if keys else ()
    return {keys[werk.sleutel]: werk for werk in rows}


def find_keten(besluit, user):
    """The Keten of a Besluit as `user` may see it; one query."""
    rows = Besluit.objects.visible_to(user).filter(aanvraag=besluit.aanvraag_id).exclude(pk=besluit.pk)
    andere = tuple(rows.defer("brief").order_by("volgnummer"))
    for row in andere:
        row.aanvraag = besluit.aanvraag
    replaced = (row for row in andere if row.vervangt_id == besluit.pk and row.status == Besluitstatus.VERZONDEN)
    return Keten(andere, next(replaced, None))


def next_to_send(user, after):
    """The next approved decision, in the order of their numbers, that does not wait for the worker, or None."""
    rows = Besluit.objects.visible_to(user).filter(status=Besluitstatus.VASTGESTELD).exclude(pk=after.pk)
    rows = list(rows.select_related("aanvraag__regio", "aanvraag__ronde").defer("brief", "motivering")[:100])
    waiting = find_sendings(rows)
    return next((row for row in rows if row.pk not in waiting), None)
