"""The mails about a supplement: to who writes for the region, and to who asked."""

from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from applications.actions.remind import find_writers
from applications.brieven import as_facts
from applications.models import Verzoekuitkomst
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import roles_with
from sto_portal.sjablonen.actions import render
from sto_portal.termijnen import BUITEN_BEHANDELING, last_day


def tell_writers(aanvraag, slug, context, *, key):
    """Mail everyone who writes for the region; `context` is what the Sjabloon needs beside name, region and number."""
    shared = {"regio": aanvraag.regio.naam, "nummer": aanvraag.nummer, "link": link_to(aanvraag)} | context
    for lid in find_writers(aanvraag.regio, since=timezone.now()):
        own = {"naam": lid.user.naam, "mag_indienen": lid.rol in roles_with("applications.submit_aanvraag")}
        _versie, subject, text = render(slug, shared | own)
        send_mail_later(to=lid.user.email, subject=subject, text=text, key=f"{key}-{lid.user_id}")


def link_to(aanvraag):
    return urljoin(settings.SITE_URL, aanvraag.get_absolute_url())


def tell_asked(verzoek):
    """What is missing and until when."""
    punten = as_facts({punt.groep: punt.tekst for punt in verzoek.punten})
    context = {"punten": punten, "sluit_op": verzoek.sluit_op}
    tell_writers(verzoek.aanvraag, "aanvulling_gevraagd", context, key=f"aanvulling-{verzoek.pk}")


def tell_closed(verzoek):
    """That the region can no longer supplement: the term is over, or DUS-I took its request back."""
    is_recalled = verzoek.uitkomst == Verzoekuitkomst.INGETROKKEN
    context = {"ingetrokken": is_recalled, "sluit_op": verzoek.sluit_op, "reden": verzoek.reden}
    tell_writers(verzoek.aanvraag, "aanvulling_gesloten", context, key=f"aanvulling-gesloten-{verzoek.pk}")


def tell_answered(verzoek, indiening):
    """The receipt to who filed the supplement, and the news to who asked for it."""
    aanvraag, door = verzoek.aanvraag, indiening.door
    context = {
        "naam": door.naam,
        "regio": aanvraag.regio.naam,
        "nummer": aanvraag.nummer,
        "ingediend_op": indiening.aangekomen_op,
        "sha256": indiening.sha256,
        "onvolledig": bool(indiening.bevestigde_bevindingen),
    }
    _versie, subject, text = render("aanvulling_ontvangen", context)
    send_mail_later(to=door.email, subject=subject, text=text, key=f"ontvangst-{indiening.pk}")
    tell_asker(verzoek, key=f"aanvulling-binnen-{verzoek.pk}")


def tell_lapsed(verzoek):
    """To who asked: nothing came."""
    tell_asker(verzoek, key=f"aanvulling-verlopen-{verzoek.pk}")


def tell_asker(verzoek, *, key):
    """What became of a request, and until when its asker may still leave the application untreated (Awb 4:5)."""
    aanvraag, asker = verzoek.aanvraag, verzoek.gevraagd_door
    context = {
        "naam": asker.naam,
        "regio": aanvraag.regio.naam,
        "nummer": aanvraag.nummer,
        "beantwoord": verzoek.is_answered,
        "afgerond_op": verzoek.afgerond_op,
        "uiterlijk_datum": last_day(verzoek.voorbij_datum, BUITEN_BEHANDELING, aanvraag.ronde.regelingversie),
        "link": link_to(aanvraag),
    }
    _versie, subject, text = render("aanvulling_binnen", context)
    if asker.is_active:
        send_mail_later(to=asker.email, subject=subject, text=text, key=key)
