"""Reminding who writes a supplement that its term ends, as many hours before as the round says of its own closing."""

from collections import defaultdict

from applications.actions.melden import tell_writers
from applications.actions.remind import moment_of
from applications.models import Aanvulverzoek, Herinnering
from sto_portal.werk.actions import enqueue
from sto_portal.werk.models import Werk

HERINNER_AANVULLING = "herinnering_aanvulling"


def request_supplement_reminders(at):
    """Ask the worker, once, for each reminder of a supplement that is due at this moment; how many that were."""
    due = {f"{verzoek}-{uren}": {"verzoek": verzoek, "uren": uren} for verzoek, uren in find_due(at)}
    known = Werk.objects.filter(soort=HERINNER_AANVULLING, sleutel__in=due).values_list("sleutel", flat=True)
    fresh = sorted(due.keys() - set(known))
    for sleutel in fresh:
        enqueue(HERINNER_AANVULLING, sleutel=sleutel, invoer=due[sleutel])
    return len(fresh)


def find_due(at):
    """(Aanvulverzoek pk, hours) of the reminder that passed last, for each open request.

    Only those in the second half of a term: who was asked a while ago is reminded, not who was asked today.
    """
    hours = defaultdict(list)
    for ronde, uren in Herinnering.objects.values_list("ronde", "uren"):
        hours[ronde].append(uren)
    rows = Aanvulverzoek.objects.open().filter(sluit_op__gt=at).order_by("pk")
    for pk, ronde, asked_op, sluit_op in rows.values_list("pk", "aanvraag__ronde", "gevraagd_op", "sluit_op"):
        passed = [uren for uren in hours[ronde] if moment_of(sluit_op, uren) <= at]
        if passed and moment_of(sluit_op, min(passed)) >= asked_op + (sluit_op - asked_op) / 2:
            yield pk, min(passed)


def send_supplement_reminders(*, verzoek, uren, at):
    """Mail everyone who writes the supplement with this pk; whether it still ran. Twice sends nothing twice."""
    rows = Aanvulverzoek.objects.open().filter(pk=verzoek, sluit_op__gt=at)
    found = rows.select_related("aanvraag__regio", "aanvraag__ronde").first()
    if found is None:
        return False
    context = {"sluit_op": found.sluit_op, "onderdelen": [punt.get_groep_display() for punt in found.punten]}
    tell_writers(found.aanvraag, "herinnering_aanvulling", context, key=f"aanvulling-herinnering-{found.pk}-{uren}")
    return True
