"""The letter of a Besluit: its facts, its text from the Sjabloon, its PDF."""

from datetime import datetime, time

from django.db.models import Sum
from django.utils import timezone

from applications.brieven import make_document as make_letter
from applications.invulvelden import fill
from applications.models import Partnersoort
from applications.reports import cijfers
from assessment.models import Besluitsoort, Uitkomst
from sto_portal.bestanden.pdf import render_pdf
from sto_portal.sjablonen.actions import render

SJABLONEN = {Besluitsoort.VERLENING: "beschikking_verlening", Besluitsoort.AFWIJZING: "beschikking_afwijzing"}


def write_letter(besluit, *, dated=None):
    """The letter as it reads on `dated` (default: its own day, else today): (Sjabloonversie, onderwerp, HTML)."""
    return render(SJABLONEN[besluit.soort], letter_facts(besluit, dated=dated))


def letter_facts(besluit, *, dated=None):
    """Everything the letter says, as plain data: amounts in int euro cents, days as dates.

    Awb 3:45-3:50, 4:30, 4:31 and 10:10 and Kaderregeling 4.2 say what a decision must hold.
    """
    plan, versie, advies = besluit.plan, besluit.regelingversie, besluit.advies
    penvoerder, signer = penvoerder_of(plan), besluit.akkoord_door
    return money_facts(besluit) | {
        "kenmerk": besluit.aanvraag.nummer,
        "besluit_datum": dated or besluit.besluit_datum or timezone.localdate(),
        "ontvangen_op": plan.indiening.aangekomen_op,
        "regio": plan.regio.naam,
        "penvoerder": penvoerder.naam if penvoerder else plan.regio.naam,
        "regeling": versie.regeling.citeertitel,
        "vindplaats": versie.regeling.vindplaats,
        "grondslag": besluit.wettelijke_grondslag or "[de artikelen die u nog invult]",
        "periode_van": versie.subsidie_van,
        "periode_tot": versie.subsidie_tot,
        "activiteiten": activity_facts(plan),
        "deelaspecten": reason_facts(advies, versie),
        "verplichtingen": obligation_facts(besluit),
        "commissie_datum": timezone.localdate(advies.vastgesteld_op),
        "advies_samenvatting": advies.samenvatting,
        "motivering": besluit.motivering,
        "afwijking_reden": besluit.afwijking_reden,
        "bezwaar_weken": versie.bezwaartermijn_weken,
        "ondertekenaar": signer.naam if signer else "[naam van wie akkoord geeft]",
        "ondertekenaar_functie": signer.functie if signer else "",
    }


def money_facts(besluit):
    """The granted amount, in total and per year, beside the budget of the plan: int euro cents."""
    plancijfers = cijfers([besluit.plan])[besluit.plan_id]
    return {
        "bedrag_cents": besluit.bedrag_cents,
        "jaarbedragen": list(besluit.jaarbedragen.values("jaar", "bedrag_cents")),
        "begroting_cents": plancijfers.kosten_cents,
        "cofinanciering_cents": plancijfers.cofinanciering_cents,
        "eigen_bijdrage_cents": plancijfers.eigen_bijdrage_cents,
        "derden_cents": plancijfers.derden_cents,
    }


def obligation_facts(besluit):
    """What the recipient must do, and by when, in the order of the days."""
    return [
        {"omschrijving": verplichting.omschrijving, "uiterlijk": verplichting.uiterlijk_datum}
        for verplichting in besluit.verplichtingen.all()
    ]


def penvoerder_of(plan):
    """The Partner that leads the plan, or None in an incomplete one."""
    return plan.partner_set.filter(soort=Partnersoort.PENVOERDER).first()


def activity_facts(plan):
    """Title, period, result and budget of each activity, in order of their start."""
    rows = plan.activiteit_set.annotate(bedrag=Sum("begrotingsregels__bedrag_cents")).order_by("begin_datum", "pk")
    return [
        {
            "titel": row.titel,
            "resultaat": row.resultaat,
            "begin": row.begin_datum,
            "eind": row.eind_datum,
            "bedrag_cents": row.bedrag or 0,
        }
        for row in rows
    ]


def reason_facts(advies, versie):
    """Per deelaspect the committee's conclusion and the vereisten that are not met, each with its reason."""
    unmet = {}
    oordelen = advies.oordelen.filter(uitkomst=Uitkomst.VOLDOET_NIET).select_related("vereiste")
    for oordeel in oordelen:
        fact = {"tekst": fill(oordeel.vereiste.tekst, versie), "reden": oordeel.reden}
        unmet.setdefault(oordeel.vereiste.deelaspect_id, []).append(fact)
    return [
        {
            "nummer": conclusie.deelaspect.nummer,
            "omschrijving": fill(conclusie.deelaspect.omschrijving, versie),
            "conclusie": conclusie.tekst,
            "niet_voldaan": unmet.get(conclusie.deelaspect_id, []),
        }
        for conclusie in advies.conclusies.select_related("deelaspect")
    ]


def make_document(besluit):
    """The whole HTML document that the letter's PDF is made of, from the text that is stored on the Besluit."""
    return make_letter(
        aanvraag=besluit.aanvraag,
        penvoerder=penvoerder_of(besluit.plan),
        onderwerp=besluit.onderwerp,
        dag=besluit.besluit_datum,
        omschrijving="Besluit op aanvraag",
        tekst=besluit.brief,
    )


def make_pdf(besluit):
    """The bytes of the letter's PDF from the text that is stored on the Besluit: PDF/A-3a and PDF/UA-1."""
    moment = timezone.make_aware(datetime.combine(besluit.besluit_datum, time.min))
    return render_pdf(make_document(besluit), stylesheets=("letter",), moment=moment)
