"""Cases as far as a test needs them: filed, judged, advised, decided."""

from django.utils import timezone

from applications.actions.freeze import freeze_plan
from applications.models import Aanvraagstatus, Partnersoort
from applications.zegels import AANVRAAG
from assessment.actions.besluiten import (
    approve_besluit,
    change_besluit,
    draft_besluit,
    offer_besluit,
)
from assessment.actions.controleren import check_advies
from assessment.actions.verzenden import request_sending
from assessment.brief import write_letter
from assessment.models import (
    Advies,
    Adviesconclusie,
    Adviesoordeel,
    Adviesstatus,
    Deelaspect,
    Strekking,
    Uitkomst,
    Vereiste,
)
from assessment.work import find_besluit
from assessment.zegels import ADVIES
from sto_portal.sporen.actions import record_all
from sto_portal.werk.actions import run_waiting
from tests.factories import (
    AanvraagFactory,
    ActiviteitFactory,
    BegrotingsregelFactory,
    CofinancieringFactory,
    PartnerFactory,
    SchoolFactory,
    UserFactory,
)

SUBSIDIE_CENTS = 1_000_000_00
COFINANCIERING_CENTS = 200_000_00


def make_filed(regio, *, by=None, council_cents=0, **fields):
    """An aanvraag 'in behandeling' with a small plan that was filed today; `fields` such as the ronde."""
    aanvraag = AanvraagFactory(regio=regio, **fields)
    plan = aanvraag.plan
    plan.gevraagde_subsidie_cents = SUBSIDIE_CENTS
    plan.save()
    SchoolFactory(plan=plan, soort=Partnersoort.PENVOERDER, naam="Vakcollege Voorbeeld")
    firm = PartnerFactory(plan=plan, naam="Bedrijf Voorbeeld")
    CofinancieringFactory(partner=firm, bedrag_cents=COFINANCIERING_CENTS)
    if council_cents:
        council = PartnerFactory(plan=plan, soort=Partnersoort.OVERHEID, naam="Gemeente Voorbeeld")
        CofinancieringFactory(partner=council, bedrag_cents=council_cents)
    activiteit = ActiviteitFactory(plan=plan, uitvoerder=firm, titel="Techniekroute langs bedrijven")
    BegrotingsregelFactory(activiteit=activiteit, bedrag_cents=SUBSIDIE_CENTS + COFINANCIERING_CENTS)
    freeze_plan(aanvraag=aanvraag, by=by or UserFactory(), at=timezone.now())
    aanvraag.status = Aanvraagstatus.IN_BEHANDELING
    aanvraag.save()
    record_all(AANVRAAG.steps([aanvraag]))
    return aanvraag


def make_advised(regio, *, unmet=(), clarify=(), **fields):
    """A filed aanvraag with a settled advice in which the vereisten with codes `unmet` are not met."""
    aanvraag = make_filed(regio, **fields)
    advies = Advies.objects.create(
        aanvraag=aanvraag,
        plan=aanvraag.plan,
        strekking=Strekking.NEGATIEF if unmet else Strekking.POSITIEF,
        onvoldaan=len(unmet),
        samenvatting="De commissie heeft het plan besproken.",
        vastgesteld_op=timezone.now(),
    )
    for vereiste in Vereiste.objects.all():
        uitkomst = Uitkomst.VOLDOET
        if vereiste.code in unmet:
            uitkomst = Uitkomst.VOLDOET_NIET
        elif vereiste.code in clarify:
            uitkomst = Uitkomst.VERDUIDELIJKEN
        Adviesoordeel.objects.create(
            advies=advies,
            vereiste=vereiste,
            uitkomst=uitkomst,
            reden=f"Reden bij {vereiste.code}.",
            verduidelijken="Leg de planning uit." if uitkomst == Uitkomst.VERDUIDELIJKEN else "",
            verduidelijken_voor_datum=timezone.localdate() if uitkomst == Uitkomst.VERDUIDELIJKEN else None,
        )
    for deelaspect in Deelaspect.objects.all():
        Adviesconclusie.objects.create(advies=advies, deelaspect=deelaspect, tekst=f"Conclusie {deelaspect.code}.")
    advies.status = Adviesstatus.VASTGESTELD
    advies.save()
    record_all(ADVIES.steps([advies]))
    return aanvraag


def make_approved(aanvraag, *, drafter, approver):
    """The Besluit of an advised aanvraag, approved and ready to be sent."""
    besluit = draft_besluit(aanvraag=aanvraag, by=drafter)
    besluit = change_besluit(besluit, versie=besluit.versie, by=drafter, wettelijke_grondslag="de regels van de test")
    check_advies(besluit.advies, by=drafter)
    offer_besluit(besluit, by=drafter)
    approve_seen(besluit, by=approver)
    besluit.refresh_from_db()
    return besluit


def approve_seen(besluit, *, by):
    """Approve the letter as it reads now for this person."""
    found = find_besluit(besluit.pk)
    approve_besluit(found, by=by, sha256=write_letter(found, signer=by).sha256)


def make_sent(aanvraag, *, drafter, approver):
    """The Besluit of an advised aanvraag as the worker has sent it."""
    besluit = make_approved(aanvraag, drafter=drafter, approver=approver)
    request_sending(besluit, by=approver)
    run_waiting()
    besluit.refresh_from_db()
    return besluit
