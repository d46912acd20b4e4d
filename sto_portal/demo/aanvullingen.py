"""Supplements of the demo: what DUS-I asked of an incomplete plan, and the letters of that."""

from datetime import datetime, time

from django.utils import timezone

from applications.actions.aanvullen import send_brief
from applications.brieven import write_request
from applications.controles import blocking, check
from applications.copying import copy_plan
from applications.delen import ASKED
from applications.models import Aanvulverzoek, Herstelpunt, Verzoekuitkomst


def write_aanvullingen(ronde, zaken):
    """The Aanvulverzoek of each Zaak in which one was made, with its letters; what lapsed ended then."""
    for zaak in zaken:
        if "request_supplement" in zaak.stand.aanvraag:
            write_request_of(ronde, zaak)


def write_request_of(ronde, zaak):
    by, op, _reden = ronde.take(zaak, "request_supplement")
    has_lapsed = "lapse" in zaak.stand.aanvraag
    last = ronde.rooster.day("lapse" if has_lapsed else "aanvullen_tot", zaak.volgnummer)
    sluit_op = timezone.make_aware(datetime.combine(last, time.min))
    punten = missing_in(zaak.plan)
    written = write_request(zaak.aanvraag, punten=punten, sluit_op=sluit_op, by=by)
    verzoek = Aanvulverzoek.objects.create(
        aanvraag=zaak.aanvraag,
        plan=copy_plan(zaak.plan),
        brief=send_brief(zaak.aanvraag, written, by=by, at=op),
        gevraagd_door=by,
        gevraagd_op=op,
        sluit_op=sluit_op,
        uitkomst=Verzoekuitkomst.VERLOPEN if has_lapsed else Verzoekuitkomst.OPEN,
        afgerond_op=ronde.take(zaak, "lapse")[1] if has_lapsed else None,
    )
    Herstelpunt.objects.bulk_create(
        Herstelpunt(verzoek=verzoek, groep=groep, tekst=tekst) for groep, tekst in punten.items()
    )
    return verzoek


def missing_in(plan):
    """{Groep: what the controles find missing}, as DUS-I asks it."""
    found = blocking(check(plan))
    texts = {groep: "\n".join(f"- {row.tekst}" for row in found if row.groep == groep) for groep in ASKED}
    return {groep: tekst for groep, tekst in texts.items() if tekst}
