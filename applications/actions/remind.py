"""Reminding who writes a draft that its round closes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from django.conf import settings

from applications.controles import blocking, check
from applications.models import Aanvraag, Aanvraagstatus, Herinnering
from regions.models import Lidmaatschap
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import roles_with
from sto_portal.sjablonen.actions import render
from sto_portal.werk.actions import enqueue
from sto_portal.werk.models import Werk

HERINNERING = "herinnering_sluiting"
RELATED = ("regio", "ronde", "plan__regio", "plan__ronde__regelingversie")


def request_reminders(at):
    """Ask the worker, once, for each reminder that is due at this moment; how many that were.

    Two queries and one for what was asked before, however many rounds, regions and members there are.
    """
    due = {f"{aanvraag}-{uren}": {"aanvraag": aanvraag, "uren": uren} for aanvraag, uren in find_due(at)}
    known = set(Werk.objects.filter(soort=HERINNERING, sleutel__in=due).values_list("sleutel", flat=True))
    fresh = due.keys() - known
    for sleutel in sorted(fresh):
        enqueue(HERINNERING, sleutel=sleutel, invoer=due[sleutel])
    return len(fresh)


def find_due(at):
    """(Aanvraag pk, hours) of the reminder that passed last, for each open draft that was there by then.

    So after an outage one reminder goes out and not all that were missed, and who begins late gets the later ones.
    """
    hours = defaultdict(list)
    for ronde, uren in Herinnering.objects.values_list("ronde", "uren"):
        hours[ronde].append(uren)
    drafts = Aanvraag.objects.open_drafts(at).order_by("pk")
    for aanvraag, ronde, sluit_op, begun_op in drafts.values_list("pk", "ronde", "sluit_op", "plan__gemaakt_op"):
        passed = [uren for uren in hours[ronde] if moment_of(sluit_op, uren) <= at]
        if passed and begun_op <= moment_of(sluit_op, min(passed)):
            yield aanvraag, min(passed)


def moment_of(sluit_op, uren):
    """When the reminder of `uren` hours before closing comes."""
    return sluit_op - timedelta(hours=uren)


@dataclass(frozen=True)
class Vooruitzicht:
    """A reminder that still comes: hours before closing, its moment (now, if that passed) and for how many drafts."""

    uren: int
    op: datetime
    is_now: bool
    concepten: int


def foresee_reminders(*, ronde, regios, sluit_op, at):
    """The Vooruitzicht of each reminder that comes after `at` when `ronde` closes at `sluit_op` for `regios`.

    As `find_due` will find them: of those that passed only the nearest, and none that a draft had before.
    """
    drafts = Aanvraag.objects.filter(ronde=ronde, regio__in=regios, status=Aanvraagstatus.CONCEPT)
    begun = dict(drafts.values_list("pk", "plan__gemaakt_op"))
    hours = list(ronde.herinneringen.values_list("uren", flat=True))
    keys = [f"{pk}-{uren}" for pk in begun for uren in hours]
    known = set(Werk.objects.filter(soort=HERINNERING, sleutel__in=keys).values_list("sleutel", flat=True))
    passed = [uren for uren in hours if moment_of(sluit_op, uren) <= at]
    rows = []
    for uren in [*passed[-1:], *hours[len(passed) :]]:
        op = moment_of(sluit_op, uren)
        number = sum(f"{pk}-{uren}" not in known and start <= op for pk, start in begun.items())
        if op > at or number:
            rows.append(Vooruitzicht(uren=uren, op=max(op, at), is_now=op <= at, concepten=number))
    return rows


def send_reminders(*, aanvraag, uren, at):
    """Mail everyone who writes the Aanvraag with this pk and did so when the reminder came; how many were reminded.

    Nothing once the application was filed or withdrawn, or its round is closed. Doing it again sends nothing twice.
    """
    draft = Aanvraag.objects.open_drafts(at).select_related(*RELATED).filter(pk=aanvraag).first()
    if draft is None:
        return 0
    context = {
        "regio": draft.regio.naam,
        "ronde": draft.ronde.naam,
        "nummer": draft.nummer,
        "sluit_op": draft.sluit_op,
        "ontbreekt": len(blocking(check(draft.plan))),
        "link": urljoin(settings.SITE_URL, draft.get_absolute_url()),
    }
    writers = list(find_writers(draft.regio, since=moment_of(draft.sluit_op, uren)))
    for lid in writers:
        own = {"naam": lid.user.naam, "mag_indienen": lid.rol in roles_with("applications.submit_aanvraag")}
        _versie, subject, text = render(HERINNERING, context | own)
        key = f"herinnering-{draft.pk}-{uren}-{lid.user_id}"
        send_mail_later(to=lid.user.email, subject=subject, text=text, key=key)
    return len(writers)


def find_writers(regio, *, since):
    """The Lidmaatschappen of who may write for `regio` now and could do so at the moment `since`."""
    members = Lidmaatschap.objects.current().filter(regio=regio, rol__in=roles_with("applications.change_plan"))
    return members.filter(vanaf__lte=since, user__is_active=True).select_related("user").order_by("pk")
