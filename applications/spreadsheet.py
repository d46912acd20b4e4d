"""The budget of a plan as an Excel workbook (Bijlage B.4)."""

import io

from openpyxl import Workbook

from applications.models import Kostensoort
from sto_portal.spreadsheets import Kolom
from sto_portal.spreadsheets.archive import without_moments
from sto_portal.spreadsheets.kolom import cells
from sto_portal.spreadsheets.xlsx import write_table


def begroting_xlsx(inhoud):
    """A workbook as bytes: costs per year and kind, income, every contribution and every line of the budget.

    Amounts are numbers in euros; the same plan gives the same bytes.
    """
    book = Workbook(write_only=True)
    book.properties.title = f"Meerjarenbegroting {inhoud.nummer}"
    book.properties.creator = "STO-portaal"
    book.properties.language = "nl-NL"
    for title, make in SHEETS.items():
        columns, rows = make(inhoud)
        write_table(book.create_sheet(title), columns, cells(columns, rows))
    target = io.BytesIO()
    book.save(target)
    return without_moments(target.getvalue())


def kosten_per_jaar(inhoud):
    found = inhoud.bedragen
    jaren = sorted({*inhoud.versie.jaren, *found.kosten_per_jaar})
    columns = [
        Kolom("soort", "Soort kosten"),
        *(Kolom(str(jaar), str(jaar), "bedrag") for jaar in jaren),
        Kolom("totaal", "Totaal", "bedrag"),
    ]
    rows = [
        {"soort": soort.label, "totaal": found.kosten_per_soort.get(soort, 0)}
        | {str(jaar): found.kosten[jaar, soort] for jaar in jaren}
        for soort in Kostensoort
    ]
    total = {"soort": "Totaal", "totaal": found.kosten_cents}
    return columns, [*rows, total | {str(jaar): found.kosten_per_jaar.get(jaar, 0) for jaar in jaren}]


def inkomsten(inhoud):
    found = inhoud.bedragen
    rows = [
        {"bron": "Gevraagde subsidie", "bedrag": found.subsidie_cents},
        {"bron": "Cofinanciering door het bedrijfsleven", "bedrag": found.cofinanciering_cents},
        {"bron": "Eigen bijdragen van scholen", "bedrag": found.eigen_bijdrage_cents},
        {"bron": "Bijdragen van overheden", "bedrag": found.derden_cents},
        {"bron": "Totaal", "bedrag": found.inkomsten_cents},
    ]
    return [Kolom("bron", "Bron"), Kolom("bedrag", "Bedrag", "bedrag")], rows


def bijdragen(inhoud):
    columns = [
        Kolom("partner", "Partner"),
        Kolom("soort", "Soort partner"),
        Kolom("vorm", "Vorm"),
        Kolom("omschrijving", "Omschrijving"),
        Kolom("bedrag", "Bedrag", "bedrag"),
    ]
    rows = [
        {
            "partner": row.partner.naam,
            "soort": row.partner.get_soort_display(),
            "vorm": row.get_vorm_display(),
            "omschrijving": row.omschrijving,
            "bedrag": row.bedrag_cents,
        }
        for row in inhoud.bijdragen
    ]
    return columns, rows


def regels(inhoud):
    columns = [
        Kolom("jaar", "Jaar"),
        Kolom("doel", "Doel"),
        Kolom("activiteit", "Activiteit"),
        Kolom("partner", "Partner"),
        Kolom("soort", "Soort kosten"),
        Kolom("omschrijving", "Omschrijving"),
        Kolom("bedrag", "Bedrag", "bedrag"),
    ]
    rows = [
        {
            "jaar": str(row.jaar),
            "doel": row.activiteit.doelstelling.titel,
            "activiteit": row.activiteit.titel,
            "partner": row.partner.naam,
            "soort": row.get_kostensoort_display(),
            "omschrijving": row.omschrijving,
            "bedrag": row.bedrag_cents,
        }
        for row in inhoud.begrotingsregels
    ]
    return columns, rows


SHEETS = {"Regels": regels, "Kosten per jaar": kosten_per_jaar, "Inkomsten": inkomsten, "Bijdragen": bijdragen}
