"""Whether every sign that was typed can stand in the PDF: what no font has becomes an open square there."""

from django.db import models

from applications.controles.plekken import place_of, table_of
from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle
from applications.delen import OF_ONDERDEEL
from sto_portal.bestanden.glyphs import explain_missing, missing_characters

LONGEST = 60
# The tables of a plan: what a row is called, in which part of the application it stands, and by which word in an
# address it is edited; '' where its table is filled in on its own page.
TABLES = (
    ("leerlingenprognose", "de bron van een jaar in de prognose", Groep.REGIOVISIE, ""),
    ("projecten", "het project", Groep.REGIOVISIE, "projecten"),
    ("nietdeelnemers", "de school", Groep.REGIOVISIE, "scholen"),
    ("doelen", "het doel", Groep.ACTIVITEITENPLAN, "doelen"),
    ("mijlpalen", "de mijlpaal", Groep.ACTIVITEITENPLAN, "mijlpalen"),
    ("activiteiten", "de activiteit", Groep.ACTIVITEITENPLAN, "activiteiten"),
    ("overleggen", "het onderdeel", Groep.ACTIVITEITENPLAN, "overleggen"),
    ("zetels", "de persoon", Groep.ACTIVITEITENPLAN, "zetels"),
    ("risicos", "het risico", Groep.ACTIVITEITENPLAN, "risicos"),
    ("partners", "de partner", Groep.PARTNERS, "partners"),
    ("begrotingsregels", "de begrotingsregel", Groep.BEGROTING, "begrotingsregels"),
    ("bijdragen", "de bijdrage", Groep.BEGROTING, "bijdragen"),
)


def texts_of(row):
    """What people typed in a row: its text columns, without those in which one chooses from a list."""
    fields = (field for field in row._meta.concrete_fields if isinstance(field, (models.CharField, models.TextField)))
    return [getattr(row, field.attname) for field in fields if not field.choices]


def name_of(row):
    """The first text of a row, as long as fits in a sentence."""
    text = " ".join(next(filter(None, texts_of(row)), "").split())
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def place_of_row(inhoud, row, slug):
    return Plek("rij-edit", (slug, row.pk)) if slug else table_of(inhoud, row._meta.model_name)


@controle("tekens-in-pdf", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="Lettertypen van het dossier")
def every_sign_can_be_printed(inhoud):
    """Each sign in an answer, a row or a signature is in a font of the PDF (Lettertypen van het dossier)."""
    for vraag in inhoud.vragen:
        if vraag.antwoord and (missing := missing_characters(vraag.antwoord.tekst)):
            tekst = f"In uw antwoord op '{vraag.titel}': {explain_missing(missing)}"
            yield Gebrek(tekst, place_of(vraag), OF_ONDERDEEL[vraag.paragraaf.onderdeel])
    for table, called, groep, slug in TABLES:
        for row in getattr(inhoud, table):
            if missing := missing_characters(*texts_of(row)):
                tekst = f"Bij {called} '{name_of(row)}': {explain_missing(missing)}"
                yield Gebrek(tekst, place_of_row(inhoud, row, slug), groep)
    for row in inhoud.ondertekeningen:
        if missing := missing_characters(*texts_of(row)):
            tekst = f"Bij de handtekening van '{row.naam}': {explain_missing(missing)}"
            yield Gebrek(tekst, Plek("ondertekening-edit", (row.partner_id, row.eis_id)), Groep.OVEREENKOMST)
