"""Spreadsheets as people hand them in: sheets and rows that are hidden, numbers with a format, blank rows."""

import io
from dataclasses import dataclass, field

from openpyxl import Workbook

from sto_portal.spreadsheets.archive import pack
from sto_portal.spreadsheets.kolom import clean_text
from sto_portal.spreadsheets.ods import HEADER, NAMESPACES

ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass
class Proefblad:
    """`rijen` {row number: cells}; a cell is a text, a number, or (number, format, what it shows)."""

    rijen: dict
    naam: str = "Blad1"
    verborgen: bool = False
    verborgen_rijen: set = field(default_factory=set)


def numbered(rows, first=1):
    """{row number: cells} of rows that stand one after the other."""
    return dict(enumerate(rows, start=first))


def make(kind, *bladen):
    return {"xlsx": make_xlsx, "ods": make_ods, "csv": make_csv}[kind](bladen)


def make_xlsx(bladen):
    book, target = Workbook(), io.BytesIO()
    book.remove(book.active)
    for blad in bladen:
        sheet = book.create_sheet(blad.naam)
        sheet.sheet_state = "hidden" if blad.verborgen else "visible"
        for number, cells in blad.rijen.items():
            for place, cell in enumerate(cells, start=1):
                value, code, _ = cell if isinstance(cell, tuple) else (cell, "General", "")
                sheet.cell(number, place, value).number_format = code
        for number in blad.verborgen_rijen:
            sheet.row_dimensions[number].hidden = True
    book.save(target)
    return target.getvalue()


def make_ods(bladen):
    hidden = '<style:style style:name="weg" style:family="table"><style:table-properties table:display="false"/>'
    start = f"{HEADER}<office:document-content {NAMESPACES}><office:automatic-styles>{hidden}</style:style>"
    body = "".join(map(ods_sheet, bladen))
    content = f"{start}</office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet>"
    content += "</office:body></office:document-content>"
    return pack([("mimetype", ODS.encode()), ("content.xml", content.encode())], stored=("mimetype",))


def ods_sheet(blad):
    style = ' table:style-name="weg"' if blad.verborgen else ""
    lines, last = [], 0
    for number, cells in sorted(blad.rijen.items()):
        if number > last + 1:
            lines.append(f'<table:table-row table:number-rows-repeated="{number - last - 1}"/>')
        hidden = ' table:visibility="collapse"' if number in blad.verborgen_rijen else ""
        lines.append(f"<table:table-row{hidden}>{''.join(map(ods_cell, cells))}</table:table-row>")
        last = number
    return f'<table:table table:name="{blad.naam}"{style}>{"".join(lines)}</table:table>'


def ods_cell(cell):
    value, _, shown = cell if isinstance(cell, tuple) else (cell, "", str(cell))
    if value in {"", None}:
        return "<table:table-cell/>"
    kind = f'"float" office:value="{value}"' if isinstance(value, int | float) else '"string"'
    return f"<table:table-cell office:value-type={kind}><text:p>{clean_text(shown)}</text:p></table:table-cell>"


def make_csv(bladen):
    """Its one sheet as a CSV with semicolons."""
    [blad] = bladen
    lines = []
    for number in range(1, max(blad.rijen) + 1):
        cells = [cell[2] if isinstance(cell, tuple) else str(cell) for cell in blad.rijen.get(number, [])]
        lines.append(";".join(cells))
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8-sig")
