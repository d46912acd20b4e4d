"""Sharing a draft with DUS-I for remarks, and answering."""

from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from applications.actions.remind import find_writers
from applications.canonical import checksum, plan_json
from applications.copying import copy_plan
from applications.models import CHECKED, Aanvraag, Aanvraagstatus, Conceptcheck, Conceptopmerking
from sto_portal.accounts.models import Aanstelling
from sto_portal.outbox.actions import send_mail_later
from sto_portal.roles import Landelijkerol, roles_with
from sto_portal.sjablonen.actions import render
from sto_portal.sporen.actions import record

ANSWER = "applications.answer_conceptcheck"


class ConceptcheckError(Exception):
    """This draft cannot be shared or answered now; the text says why, in Dutch."""


@transaction.atomic
def share_concept(*, aanvraag, vraag, by):
    """Share the draft of `aanvraag` as it stands now; the Conceptcheck, the one that waits if there is one.

    Raises ConceptcheckError once the application was filed or withdrawn.
    """
    aanvraag = lock(aanvraag)
    waiting = aanvraag.conceptchecks.filter(beantwoord_op__isnull=True).first()
    if waiting is not None:
        return waiting
    plan = copy_plan(aanvraag.plan)
    sha256 = checksum(plan_json(plan))
    check = Conceptcheck.objects.create(
        aanvraag=aanvraag, plan=plan, sha256=sha256, vraag=vraag, gedeeld_door=by, gedeeld_op=timezone.now()
    )
    tell_staff(check)
    record(by, "share", check, {"sha256": sha256})
    return check


@transaction.atomic
def answer_conceptcheck(*, check, opmerkingen, by):
    """Give the region remarks, {Groep: text}; an empty text is no remark. Answering twice is refused.

    Raises ConceptcheckError: without a remark, when it was answered before, once the application was filed.
    """
    given = [(groep, opmerkingen[groep].strip()) for groep in CHECKED if opmerkingen.get(groep, "").strip()]
    if not given:
        raise ConceptcheckError("Schrijf bij ten minste één onderdeel een opmerking.")
    lock(check.aanvraag)
    check = Conceptcheck.objects.select_related("aanvraag__regio", "aanvraag__ronde").get(pk=check.pk)
    if check.beantwoord_op is not None:
        raise ConceptcheckError("Een collega heeft deze conceptcheck al beantwoord.")
    check.beantwoord_op, check.beantwoord_door = timezone.now(), by
    check.save()
    Conceptopmerking.objects.bulk_create(
        Conceptopmerking(check_van=check, groep=groep, tekst=tekst) for groep, tekst in given
    )
    tell_region(check)
    record(by, "answer", check, {"onderdelen": [str(groep) for groep, _tekst in given]})
    return check


def lock(aanvraag):
    """The draft under lock; raises ConceptcheckError once it is none."""
    rows = Aanvraag.objects.select_for_update(of=("self",)).select_related("regio", "ronde", "plan__ronde")
    aanvraag = rows.get(pk=aanvraag.pk)
    if aanvraag.status != Aanvraagstatus.CONCEPT:
        raise ConceptcheckError("De aanvraag is al ingediend of ingetrokken. Een conceptcheck kan niet meer.")
    return aanvraag


def facts(check):
    aanvraag = check.aanvraag
    return {
        "regio": aanvraag.regio.naam,
        "nummer": aanvraag.nummer,
        "sluit_op": aanvraag.ronde.closes_for(aanvraag.regio),
    }


def tell_staff(check):
    """Mail everyone at DUS-I who answers conceptchecks."""
    rollen = roles_with(ANSWER) & set(Landelijkerol)
    rows = Aanstelling.objects.current().filter(rol__in=rollen, user__is_active=True).select_related("user")
    link = urljoin(settings.SITE_URL, reverse("conceptcheck-detail", args=[check.pk]))
    for user in {row.user for row in rows}:
        context = facts(check) | {"naam": user.naam, "vraag": check.vraag, "link": link}
        _versie, subject, text = render("conceptcheck_gedeeld", context)
        send_mail_later(to=user.email, subject=subject, text=text, key=f"conceptcheck-{check.pk}-{user.pk}")


def tell_region(check):
    """Mail everyone who writes the draft that there are remarks."""
    link = urljoin(settings.SITE_URL, reverse("conceptcheck", args=[check.aanvraag.nummer]))
    for lid in find_writers(check.aanvraag.regio, since=timezone.now()):
        context = facts(check) | {"naam": lid.user.naam, "link": link}
        _versie, subject, text = render("conceptcheck_beantwoord", context)
        key = f"conceptcheck-{check.pk}-antwoord-{lid.user_id}"
        send_mail_later(to=lid.user.email, subject=subject, text=text, key=key)
