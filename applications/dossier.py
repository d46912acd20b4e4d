"""The whole file of a plan as one PDF: cover, contents, every answer, table and attachment."""

from django.template.loader import render_to_string

from applications.canonical import checksum
from applications.reading import read_plan
from sto_portal.bestanden.pdf import EmbeddedFile, render_pdf


def dossier_pdf(plan, indiening=None):
    """The dossier as bytes, PDF/A-3a and PDF/UA-1; without an Indiening every page says that it is a concept.

    A filed dossier carries the canonical JSON as attachment: the bytes that the checksum on the cover is of.
    """
    leesplan = read_plan(plan)
    html = render_to_string("applications/pdf/dossier.html", {"leesplan": leesplan, "indiening": indiening})
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


def dossier_name(nummer, *, is_concept):
    return f"{'concept' if is_concept else 'dossier'}-{nummer}.pdf"


def receipt_pdf(indiening):
    """The receipt of an Indiening as bytes, PDF/A-3a and PDF/UA-1: number, moment to the second, checksum."""
    plan = indiening.plan
    nummer = f"{plan.regio.nummer}-{plan.ronde.nummer}"
    context = {"indiening": indiening, "plan": plan, "nummer": nummer}
    html = render_to_string("applications/pdf/ontvangstbewijs.html", context)
    return render_pdf(html, moment=indiening.aangekomen_op)
