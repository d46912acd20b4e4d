"""Requests for a supplement: the one that a region answers now, and all of one application."""

from dataclasses import dataclass

from django.utils import timezone

from applications.models import Aanvraagstatus, Aanvulverzoek, Verzoekuitkomst
from regions.permissions import regios_of
from sto_portal.termijnen import closing_day, count
from sto_portal.vormgeving.templatetags.sto import datum, deadline, moment

BADGES = {
    Verzoekuitkomst.OPEN: "warning",
    Verzoekuitkomst.BEANTWOORD: "success",
    Verzoekuitkomst.VERLOPEN: "error",
    Verzoekuitkomst.INGETROKKEN: "neutral",
}


def find_own_request(aanvraag, user):
    """The open Aanvulverzoek of `aanvraag` with its plan, for who belongs to its region; else None."""
    if aanvraag.status != Aanvraagstatus.AANVULLING_GEVRAAGD or aanvraag.regio_id not in regios_of(user):
        return None
    return aanvraag.aanvulverzoeken.open().with_is_changed().select_related("plan__vorige").first()


def point_for(verzoek, groep):
    """What `verzoek` asks in this part; None where it asks nothing there."""
    return next((punt for punt in verzoek.punten if punt.groep == groep), None) if groep else None


@dataclass(frozen=True)
class Verzoekregel:
    """An Aanvulverzoek as its application shows it: `stand` in words, `badge` its kind."""

    verzoek: Aanvulverzoek
    stand: str
    badge: str
    uitleg: str
    stilstand: str


def list_requests(aanvraag, now):
    """A Verzoekregel for each Aanvulverzoek of `aanvraag`, the newest first; two queries, and one if there are any."""
    rows = aanvraag.aanvulverzoeken.select_related("brief", "gevraagd_door").prefetch_related("herstelpunten")
    rows = list(rows.order_by("-gevraagd_op", "-pk"))
    begin = closing_day(aanvraag.ronde.closes_for(aanvraag.regio)) if rows else None
    return [describe_request(verzoek, now, begin) for verzoek in rows]


def describe_request(verzoek, now, begin):
    stand, uitleg = verzoek.get_uitkomst_display(), ""
    match verzoek.uitkomst:
        case Verzoekuitkomst.OPEN if verzoek.is_open_at(now):
            days = verzoek.days_left(now)
            left = "vandaag is de laatste dag" if days == 0 else f"nog {days} {'dag' if days == 1 else 'dagen'}"
            uitleg = f"Aanvullen kan tot en met {deadline(verzoek.sluit_op)}: {left}."
        case Verzoekuitkomst.OPEN | Verzoekuitkomst.VERLOPEN:
            stand = Verzoekuitkomst.VERLOPEN.label
            uitleg = f"Aanvullen kon tot en met {deadline(verzoek.sluit_op)}. De regio diende geen aanvulling in."
        case Verzoekuitkomst.BEANTWOORD:
            uitleg = f"De regio diende de aanvulling in op {moment(verzoek.afgerond_op)}."
        case Verzoekuitkomst.INGETROKKEN:
            uitleg = f"Ingetrokken op {moment(verzoek.afgerond_op)}. {verzoek.reden}"
    return Verzoekregel(
        verzoek=verzoek,
        stand=str(stand),
        badge=BADGES[verzoek.uitkomst],
        uitleg=uitleg,
        stilstand="" if verzoek.is_open else describe_stilstand(verzoek.stilstand(begin, timezone.localdate(now))),
    )


def describe_stilstand(days):
    """'3 dagen, van 2 tot en met 4 maart 2027'; for None that it did not stand still."""
    if days is None:
        return "Nee"
    first, last = days
    if first == last:
        return f"1 dag: {datum(first)}"
    return f"{count((last - first).days + 1, 'dagen')}: van {datum(first)} tot en met {datum(last)}"
