"""Reminding members of the committee of the last day of their judgements."""

from collections import defaultdict
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from applications.models import Aanvraagstatus
from assessment.models import Beoordeling, Commissielid
from assessment.models.beoordeling import OPEN
from sto_portal.outbox.actions import find_written, send_mail_later
from sto_portal.sjablonen.actions import render

SJABLOON = "herinnering_beoordeling"


def remind_beoordelaars(day):
    """Mail each member, once for each last day, of what is not handed in; how many mails were new on `day` (date).

    The reminder comes `herinnering_dagen` of the Rondekader before the last day, and after an outage up to that day.
    """
    due = find_due(day)
    written = find_written(due)
    fresh = [key for key in due if key not in written]
    for key in fresh:
        tell(key, due[key])
    return len(fresh)


def find_due(day):
    """{key of the mail: the open Beoordelingen it tells of}; a term as short as the reminder has none."""
    kader = "aanvraag__ronde__rondekader"
    with_reminder = {f"{kader}__herinnering_dagen__lt": F(f"{kader}__beoordelingstermijn_dagen")}
    rows = Beoordeling.objects.filter(
        status__in=OPEN,
        aanvraag__status=Aanvraagstatus.IN_BEHANDELING,
        uiterlijk_datum__gte=day,
        lid__in=Commissielid.objects.able_to_judge(),
        **with_reminder,
    )
    due = defaultdict(list)
    for row in rows.select_related("lid__user", "aanvraag__regio", kader).order_by("aanvraag", "pk"):
        dagen = row.aanvraag.ronde.rondekader.herinnering_dagen
        if row.uiterlijk_datum - timedelta(days=dagen) <= day:
            due[f"herinnering-beoordeling-{row.lid_id}-{row.uiterlijk_datum}-{dagen}"].append(row)
    return dict(due)


def tell(key, beoordelingen):
    """Write the mail of one member with one last day."""
    user = beoordelingen[0].lid.user
    context = {
        "naam": user.naam,
        "nummers": [beoordeling.aanvraag.nummer for beoordeling in beoordelingen],
        "uiterlijk_datum": beoordelingen[0].uiterlijk_datum,
        "link": urljoin(settings.SITE_URL, reverse("beoordeling-list")),
    }
    _versie, subject, text = render(SJABLOON, context)
    send_mail_later(to=user.email, subject=subject, text=text, key=key)
