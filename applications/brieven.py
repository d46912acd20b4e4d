"""Letters of DUS-I before there is a decision: what they say, from a Sjabloon, and their PDF."""

import re

from django.template.loader import render_to_string
from django.utils import timezone

from applications.models import Groep, Partner, Partnersoort
from regions.models import Afzender
from sto_portal.bestanden.glyphs import explain_missing, missing_characters
from sto_portal.bestanden.pdf import render_pdf
from sto_portal.sjablonen.actions import render

HEADING = re.compile(r"(</?h)([1-5])\b")
AANVULVERZOEK = "aanvulverzoek"
SENDER_PLACE = 'class="colophon"'  # a letter that was written before senders were data names none in its text
SENDER = (
    "naam", "namens", "postadres", "bezoekadres", "telefoon", "email", "bezwaaradres", "bezwaar_digitaal",
)  # fmt: skip


def write_request(aanvraag, *, punten, sluit_op, by):
    """The letter that asks for a supplement, dated today: (Sjabloonversie, onderwerp, HTML); `punten` {Groep: text}."""
    return render(AANVULVERZOEK, base_facts(aanvraag, by) | {"punten": as_facts(punten), "sluit_op": sluit_op})


def sender_facts(regeling, behandelaar):
    """Who writes the letter and treats the case, as plain data; '' for what is not known (Awb 3:45)."""
    return {"afzender": sender_lines(regeling), "behandelaar": behandelaar.naam}


def sender_lines(regeling):
    """Who writes the letters of a Regeling, {name of SENDER: text}; '' for what is not known."""
    afzender = getattr(regeling, "afzender", None) or Afzender(regeling=regeling)
    return {name: getattr(afzender, name) for name in SENDER}


def base_facts(aanvraag, by):
    first = aanvraag.indieningen.order_by("nummer").first()
    return sender_facts(aanvraag.ronde.regelingversie.regeling, by) | {
        "kenmerk": aanvraag.nummer,
        "brief_datum": timezone.localdate(),
        "ontvangen_op": first.aangekomen_op,
        "regio": aanvraag.regio.naam,
        "ronde": aanvraag.ronde.naam,
        "regeling": aanvraag.ronde.regelingversie.regeling.citeertitel,
        "ondertekenaar": by.naam,
        "ondertekenaar_functie": by.functie,
    }


def as_facts(punten):
    """What is missing per part, in reading order, as a letter or mail tells it."""
    return [{"onderdeel": groep.label, "tekst": punten[groep]} for groep in Groep if punten.get(groep)]


def as_part_of_page(brief):
    """The letter's HTML with each heading one level lower, to stand below the heading of a page."""
    return HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + 1}", brief)


def make_document(*, aanvraag, penvoerder, onderwerp, dag, omschrijving, tekst, kenmerk=""):
    """The whole HTML document that the PDF of a letter is made of, with the address of the Partner `penvoerder`.

    Without one (None) it goes to the region. `tekst` is the letter as its Sjabloonversie wrote it; `kenmerk` is its own
    number where it has one, else that of the aanvraag.
    """
    context = {"nummer": kenmerk or aanvraag.nummer, "regio": aanvraag.regio.naam, "penvoerder": penvoerder, "dag": dag}
    context |= {
        "onderwerp": onderwerp,
        "omschrijving": omschrijving,
        "tekst": tekst,
        "has_sender": SENDER_PLACE in tekst,
    }
    return render_to_string("applications/pdf/brief.html", context)


def brief_pdf(brief):
    """A Dossierbrief as bytes, from the text that was sent: PDF/A-3a and PDF/UA-1."""
    html = make_document(
        aanvraag=brief.aanvraag,
        penvoerder=addressee_of(brief),
        onderwerp=brief.onderwerp,
        dag=brief.verzonden_op,
        omschrijving="Brief over aanvraag",
        tekst=brief.tekst,
    )
    return render_pdf(html, moment=brief.verzonden_op)


class LostSignsError(Exception):
    """A letter would go out with open squares that nobody confirmed; the text names the signs, in Dutch."""


def find_lost_signs(onderwerp, tekst, penvoerder):
    """The characters of a letter to the Partner `penvoerder` (or None) that its PDF shows as open squares."""
    address = ("bevoegd_gezag", "naam", "adres", "postcode", "plaats") if penvoerder else ()
    return "".join(missing_characters(onderwerp, tekst, *(getattr(penvoerder, name) for name in address)))


def describe_lost(lost):
    """What a page tells of lost signs, for components/lost_signs.html; None where there are none."""
    explained = explain_missing(lost) if lost else ""
    return {"tekens": lost, "uitleg": f"{explained[0].upper()}{explained[1:]}"} if lost else None


def require_confirmed(lost, confirmed):
    """Raise LostSignsError unless who sends the letter confirmed each of its lost signs."""
    if set(lost) - set(confirmed):
        raise LostSignsError(
            f"In de brief: {explain_missing(lost)} Schrijf het anders, of kruis aan dat de brief zo weg mag. Er is "
            "nog niets verstuurd of vastgelegd."
        )


def penvoerder_of(plan):
    """The Partner that leads the plan, or None in an incomplete one."""
    return Partner.objects.filter(plan=plan, soort=Partnersoort.PENVOERDER).first()


def addressee_of(brief):
    """The penvoerder in the plan that was filed last when the letter was sent; None where that plan had none."""
    filed = brief.aanvraag.indieningen.filter(aangekomen_op__lte=brief.verzonden_op).order_by("nummer").last()
    return penvoerder_of(filed.plan_id) if filed else None
