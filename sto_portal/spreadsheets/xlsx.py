"""Tables as an Excel workbook."""

import io
import re
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from sto_portal.spreadsheets.archive import without_moments
from sto_portal.spreadsheets.kolom import cells, clean_text, decimals, describe, is_formula, number, widths

A4 = Worksheet.PAPERSIZE_A4
BOLD = Font(bold=True)
HEAD_FILL = PatternFill("solid", fgColor="E8EEF5")
HEAD_LEFT = Alignment(wrap_text=True, vertical="top")
HEAD_RIGHT = Alignment(wrap_text=True, vertical="top", horizontal="right")
WRAPPED = Alignment(wrap_text=True, vertical="top")
FORMATS = {"bedrag": '"€" #,##0.00', "percentage": "0.00%", "datum": "dd-mm-yyyy"}
NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


def write_xlsx(title, columns, rows, notes=(), metadata=None, sheet=""):
    """A workbook with the table on the first sheet and 'Toelichting' with the definition of each column.

    `metadata` {key: str, int or date} stands in 'Toelichting' too; `sheet` names the first one, else `title`. The
    header row is bold and stays in view; texts are never formulas. The same input gives the same bytes.
    """
    book = Workbook(write_only=True)
    book.properties.title = clean_text(title)
    book.properties.creator = "STO-portaal"
    book.properties.language = "nl-NL"
    write_table(book.create_sheet(sheet_name(sheet or title)), columns, cells(columns, rows))
    write_notes(book.create_sheet("Toelichting"), title, columns, notes, describe(metadata))
    target = io.BytesIO()
    book.save(target)
    return without_moments(target.getvalue())


def sheet_name(title):
    """The title as far as Excel takes it for a sheet: 31 characters, without []:*?/\\ and '."""
    return NOT_IN_SHEET_NAME.sub(" ", clean_text(title).replace("\n", " ")).strip()[:31].strip() or "Tabel"


def write_table(sheet, columns, rows):
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for index, width in enumerate(widths(columns, rows), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    if columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.append([header_cell(sheet, kolom) for kolom in columns])
    for row in rows:
        sheet.append([value_cell(sheet, value, kolom) for value, kolom in zip(row, columns, strict=True)])


def header_cell(sheet, kolom):
    cell = text_cell(sheet, kolom.titel)
    cell.font = BOLD
    cell.fill = HEAD_FILL
    cell.alignment = HEAD_LEFT if kolom.soort in {"tekst", "datum"} else HEAD_RIGHT
    return cell


def value_cell(sheet, value, kolom):
    """A cell typed by its column; empty for None, text for a str in a number column."""
    if value is None:
        return None
    if isinstance(value, str) or kolom.soort == "tekst":
        text = clean_text(value)
        return text_cell(sheet, text) if needs_marking(text) else text
    exact = number(value, kolom)
    cell = WriteOnlyCell(sheet, value=exact)
    cell.number_format = FORMATS.get(kolom.soort) or number_format(exact)
    return cell


def needs_marking(text):
    """Whether openpyxl would take this text for a formula or an error; any other text goes in as it is, much faster."""
    return is_formula(text) or text.startswith("#")


def number_format(value):
    """Whole numbers with thousands separators; a Decimal also with as many decimals as it has."""
    places = decimals(value) if isinstance(value, Decimal) else 0
    return "#,##0" + (f".{'0' * places}" if places else "")


def text_cell(sheet, value):
    """A cell that holds text whatever it starts with, also after someone edits it (quotePrefix)."""
    cell = WriteOnlyCell(sheet, value=None)
    text = clean_text(value)
    cell.value = text
    cell.data_type = "s"
    if is_formula(text):
        cell.quotePrefix = True
    return cell


def write_notes(sheet, title, columns, notes, facts):
    """The second sheet: what the table is and where it comes from, the notes, and each column with its definition."""
    sheet.column_dimensions["A"].width = 40
    sheet.column_dimensions["B"].width = 90
    heading = text_cell(sheet, title)
    heading.font = Font(bold=True, size=14)
    sheet.append([heading])
    for label, text in facts:
        sheet.append([text_cell(sheet, label), wrapped_cell(sheet, text)])
    for note in notes:
        sheet.append([text_cell(sheet, note)])
    sheet.append([])
    sheet.append([bold_cell(sheet, "Kolom"), bold_cell(sheet, "Wat staat er in")])
    for kolom in columns:
        sheet.append([text_cell(sheet, kolom.titel), wrapped_cell(sheet, kolom.uitleg)])


def wrapped_cell(sheet, text):
    cell = text_cell(sheet, text)
    cell.alignment = WRAPPED
    return cell


def bold_cell(sheet, text):
    cell = text_cell(sheet, text)
    cell.font = BOLD
    return cell
