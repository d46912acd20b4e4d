"""The whole file of a plan as one PDF: cover, contents, every answer, table and attachment."""

from django.template.loader import render_to_string

from applications.brieven import sender_lines
from applications.canonical import checksum
from applications.models import Aanvulverzoek
from applications.reading import read_plan
from sto_portal.bestanden.pdf import EmbeddedFile, render_pdf


def dossier_pdf(plan, indiening=None):
    """The dossier as bytes, PDF/A-3a and PDF/UA-1; without an Indiening every page says that it is a concept.

    A filed dossier carries the canonical JSON as attachment: the bytes that the checksum on the cover is of.
    """
    leesplan = read_plan(plan)
    context = {"leesplan": leesplan, "indiening": indiening, "kop": title_of(plan, indiening)}
    html = render_to_string("applications/pdf/dossier.html", context)
    if indiening is None:
        return render_pdf(html, stylesheets=("dossier",), bestanden=leesplan.afbeeldingen)
    content = bytes(indiening.json)
    embedded = EmbeddedFile("plan.json", content, f"Het plan als gegevens; controlegetal {checksum(content)}", "Data")
    return render_pdf(
        html,
        stylesheets=("dossier",),
        moment=indiening.aangekomen_op,
        attachments=[embedded],
        bestanden=leesplan.afbeeldingen,
    )


def title_of(plan, indiening):
    """What stands on the cover: a draft says whether it is one of a whole application or of a supplement."""
    if indiening:
        return "Dossier van de aanvraag"
    return f"CONCEPT van de {'aanvulling' if is_supplement(plan) else 'aanvraag'}"


def is_supplement(plan):
    """Whether the region wrote this Plan to supplement what it had filed."""
    return Aanvulverzoek.objects.filter(plan=plan).exists()


def dossier_name(nummer, *, is_concept):
    return f"{'concept' if is_concept else 'dossier'}-{nummer}.pdf"


def receipt_pdf(indiening):
    """The receipt of an Indiening as bytes, PDF/A-3a and PDF/UA-1: number, moment to the second, checksum, sender."""
    plan = indiening.plan
    nummer = f"{plan.regio.nummer}-{plan.ronde.nummer}"
    afzender = sender_lines(plan.ronde.regelingversie.regeling)
    context = {"indiening": indiening, "plan": plan, "nummer": nummer, "afzender": afzender}
    html = render_to_string("applications/pdf/ontvangstbewijs.html", context)
    return render_pdf(html, moment=indiening.aangekomen_op)
