"""The letter of a Besluit: its facts, its text from the Sjabloon, its PDF."""

from datetime import datetime, time

from django.db.models import Sum
from django.utils import timezone

from applications.actions.aanvullen import newest_request
from applications.brieven import as_facts, find_lost_signs, require_confirmed, sender_facts
from applications.brieven import make_document as make_letter
from applications.reports import Plancijfers, money_of
from assessment.besluitteksten import find_besluittekst
from assessment.briefadvies import advice_facts
from assessment.brieftekst import BEZWAAR_TOT, DAG, Brieftekst, fill_marks
from assessment.models import Besluitsoort
from sto_portal.bestanden.pdf import render_pdf
from sto_portal.sjablonen.actions import render

SJABLONEN = {
    Besluitsoort.VERLENING: "beschikking_verlening",
    Besluitsoort.AFWIJZING: "beschikking_afwijzing",
    Besluitsoort.BUITEN_BEHANDELING: "buiten_behandeling",
}


def write_letter(besluit, *, signer=None):
    """The Brieftekst of a Besluit as the facts and the Sjabloon in use make it now, signed by `signer` (a User).

    None: by who approved it, else with a mark where the name will stand.
    """
    facts = set_aside_facts if besluit.is_set_aside else letter_facts
    shared = shared_facts(besluit, signer or besluit.akkoord_door)
    return Brieftekst(*render(SJABLONEN[besluit.soort], facts(besluit) | shared))


def shared_facts(besluit, signer):
    """What every letter with a decision says; what is known only when it is sent are marks in the text (MARKS)."""
    aanvraag, earlier = besluit.aanvraag, besluit.vervangt
    return sender_facts(besluit.regelingversie.regeling, besluit.opsteller) | {
        "kenmerk": aanvraag.nummer,
        "besluit_kenmerk": besluit.kenmerk,
        "besluit_datum": DAG,
        "bezwaar_tot_datum": BEZWAAR_TOT,
        "bezwaar_weken": besluit.regelingversie.bezwaartermijn_weken,
        "regeling": besluit.regelingversie.regeling.citeertitel,
        "vervangt_kenmerk": earlier.kenmerk if earlier else "",
        "vervangt_datum": earlier.besluit_datum if earlier else None,
        "vervangt_reden": besluit.vervangt_reden,
        "ondertekenaar": signer.naam if signer else "[naam van wie akkoord geeft]",
        "ondertekenaar_functie": signer.functie if signer else "[functie van wie akkoord geeft]",
    }


def letter_facts(besluit):
    """Everything a grant or a rejection says beside the `shared_facts`: amounts in int euro cents, days as dates.

    Awb 3:45-3:50, 4:30, 4:31 and 10:10 and Kaderregeling 4.2 say what a decision must hold.
    """
    plan, versie = besluit.plan, besluit.regelingversie
    penvoerder = besluit.penvoerder
    tekst = find_besluittekst(versie, besluit.soort)
    return (
        money_facts(besluit)
        | advice_facts(besluit)
        | {
            "ontvangen_op": plan.indiening.aangekomen_op,
            "regio": plan.regio.naam,
            "penvoerder": penvoerder.naam if penvoerder else plan.regio.naam,
            "vindplaats": versie.regeling.vindplaats,
            "grondslag": besluit.wettelijke_grondslag or "[de artikelen die u nog invult]",
            "periode_van": versie.subsidie_van,
            "periode_tot": versie.subsidie_tot,
            "activiteiten": activity_facts(plan),
            "verplichtingen": obligation_facts(besluit),
            "plan_sha256": plan.indiening.sha256,
            "betaling": tekst.betaling,
            "vaststelling": tekst.vaststelling,
            "verplichtingen_grondslag": tekst.verplichtingen,
            "motivering": besluit.motivering,
            "afwijking_reden": besluit.afwijking_reden,
        }
    )


def set_aside_facts(besluit):
    """Everything the decision not to treat an application says beside the `shared_facts` (Awb 4:5)."""
    aanvraag = besluit.aanvraag
    verzoek = newest_request(aanvraag)
    return {
        "brief_datum": DAG,
        "ontvangen_op": aanvraag.indieningen.order_by("nummer").first().aangekomen_op,
        "regio": aanvraag.regio.naam,
        "ronde": aanvraag.ronde.naam,
        "gevraagd_op": verzoek.gevraagd_op,
        "sluit_op": verzoek.sluit_op,
        "is_aangevuld": verzoek.is_answered,
        "punten": as_facts({punt.groep: punt.tekst for punt in verzoek.punten}),
        "reden": besluit.motivering,
    }


def money_facts(besluit):
    """The granted amount, in total and per year, beside what was asked and the budget: int euro cents."""
    asked = besluit.plan.gevraagde_subsidie_cents
    kosten, bijdragen = money_of([besluit.plan_id])
    plancijfers = Plancijfers(kosten=kosten[besluit.plan_id], bijdragen=bijdragen[besluit.plan_id])
    return {
        "bedrag_cents": besluit.bedrag_cents,
        "gevraagd_cents": asked,
        "lager_cents": asked - besluit.bedrag_cents if besluit.is_lower else 0,
        "lager_reden": besluit.lager_reden if besluit.is_lower else "",
        "jaarbedragen": list(besluit.jaarbedragen.values("jaar", "bedrag_cents")),
        "begroting_cents": plancijfers.kosten_cents,
        "dekking": cover_facts(besluit, plancijfers),
    }


def cover_facts(besluit, plancijfers):
    """Who pays the costs of the budget with this grant, as rows that always make those costs (Kaderregeling 4.2)."""
    firms, schools = plancijfers.cofinanciering_cents, plancijfers.eigen_bijdrage_cents
    rows = [
        ("Bijdrage van het bedrijfsleven", firms),
        ("Eigen bijdrage van de scholen", schools),
        ("Bijdrage van anderen", sum(plancijfers.bijdragen.values()) - firms - schools),
        ("Subsidie", besluit.bedrag_cents),
    ]
    open_cents = plancijfers.kosten_cents - sum(cents for _naam, cents in rows)
    rows.append(("Nog niet gedekt" if open_cents > 0 else "Meer inkomsten dan kosten", open_cents))
    return [{"naam": naam, "bedrag_cents": cents} for naam, cents in rows if cents]


def obligation_facts(besluit):
    """What the recipient must do, and by when, in the order of the days (Awb 4:37)."""
    return [
        {"omschrijving": verplichting.omschrijving, "uiterlijk": verplichting.uiterlijk_datum}
        for verplichting in besluit.verplichtingen.all()
    ]


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


def make_document(besluit, *, day):
    """The whole HTML document that the letter's PDF is made of when it is sent on `day`, from the approved text."""
    return make_letter(
        aanvraag=besluit.aanvraag,
        kenmerk=besluit.kenmerk,
        penvoerder=besluit.penvoerder,
        onderwerp=fill_marks(besluit, besluit.onderwerp, day),
        dag=day,
        omschrijving="Besluit",
        tekst=fill_marks(besluit, besluit.brief, day),
    )


def lost_signs(besluit, letter=None):
    """The characters that the PDF cannot show of this Brieftekst, or of the letter that the Besluit keeps."""
    onderwerp, tekst = (letter.onderwerp, letter.tekst) if letter else (besluit.onderwerp, besluit.brief)
    return find_lost_signs(onderwerp, tekst, besluit.penvoerder)


def require_lost_signs(besluit, confirmed):
    """Raise LostSignsError unless all lost signs of the letter that the Besluit keeps are in `confirmed`."""
    require_confirmed(lost_signs(besluit), confirmed)


def make_pdf(besluit, *, day):
    """The bytes of the letter's PDF as it is sent on `day`, from the approved text: PDF/A-3a and PDF/UA-1."""
    moment = timezone.make_aware(datetime.combine(day, time.min))
    return render_pdf(make_document(besluit, day=day), stylesheets=("letter",), moment=moment)
