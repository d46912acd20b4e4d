"""An OpenDocument spreadsheet is read as a person sees it, and no further than a table goes."""

import io
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableHeaderRows, TableRow
from odf.text import P, S

from sto_portal.spreadsheets import Kolom, write_ods
from sto_portal.spreadsheets.archive import pack
from sto_portal.spreadsheets.celfouten import Celfout
from sto_portal.spreadsheets.lezen import MAXIMUM_TEXT, TabelError, Tabelrij
from sto_portal.spreadsheets.ods import HEADER, NAMESPACES
from sto_portal.spreadsheets.werkboek import read_sheet

MAY = date(2026, 5, 12)
MANY = 1_048_570  # LibreOffice fills the sheet to its end with one repeated row


def spreadsheet(*rows):
    """A document as odfpy writes it, with these TableRows on its first sheet and one row on its second."""
    document = OpenDocumentSpreadsheet()
    for name, content in (("Eerste", rows), ("Tweede", [row(text("anders"))])):
        sheet = Table(name=name)
        for line in content:
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    document.write(target)
    return target.getvalue()


def row(*cells, **options):
    made = TableRow(**options)
    for cell in cells:
        made.addElement(cell)
    return made


def text(*lines, **options):
    cell = TableCell(valuetype="string", **options)
    for line in lines:
        cell.addElement(P(text=line))
    return cell


def raw(body):
    """A file with this XML in its spreadsheet."""
    start = f"{HEADER}<office:document-content {NAMESPACES}><office:body><office:spreadsheet>"
    end = "</office:spreadsheet></office:body></office:document-content>"
    return pack([("content.xml", f"{start}{body}{end}".encode())])


def sheet(cells):
    return raw(f"<table:table><table:table-row>{cells}</table:table-row></table:table>")


def read_ods(content, max_rows):
    return read_sheet(content, "ods", max_rows=max_rows).rijen


def cells(content, max_rows=10):
    return [rij.cellen for rij in read_ods(content, max_rows)]


def test_the_first_sheet_is_read_with_the_numbers_of_its_rows():
    head = TableHeaderRows()
    head.addElement(row(text("Soort"), text("Naam")))

    content = spreadsheet(head, row(TableCell()), row(text("mbo"), text(" ROC ")))

    assert read_ods(content, 10) == [Tabelrij(1, ["Soort", "Naam"]), Tabelrij(3, ["mbo", "ROC"])]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (TableCell(valuetype="float", value="12345678"), "12345678"),
        (TableCell(valuetype="float", value="12345678.0"), "12345678"),
        (TableCell(valuetype="float", value="1.5"), "1,5"),
        (TableCell(valuetype="percentage", value="0.1"), "10%"),
        (TableCell(valuetype="currency", value="250"), "250"),
        (TableCell(valuetype="boolean", booleanvalue="true"), "ja"),
        (TableCell(valuetype="boolean", booleanvalue="false"), "nee"),
        (TableCell(valuetype="date", datevalue="2026-11-26T00:00:00"), "2026-11-26"),
        (TableCell(valuetype="string", stringvalue="01AB00"), "01AB00"),
        (TableCell(valuetype="float", value="2", formula="of:=1+1"), "2"),
        (TableCell(formula="of:=1+1"), "=1+1"),
        (text("Twee", "regels"), "Twee\nregels"),
        (text("=ROC"), "=ROC"),
    ],
)
def test_a_cell_is_read_as_a_person_reads_it(cell, shown):
    assert cells(spreadsheet(row(cell))) == [[shown]]


def test_spaces_that_are_written_as_an_element_stay():
    paragraph = P(text="Buis")
    paragraph.addElement(S(c=1))
    paragraph.addText("BV")
    cell = TableCell(valuetype="string")
    cell.addElement(paragraph)

    assert cells(spreadsheet(row(cell))) == [["Buis BV"]]


def test_cells_that_are_repeated_or_merged_keep_their_place():
    merged = row(text("a", numbercolumnsspanned=2), CoveredTableCell(), text("b"))
    repeated = row(text("x", numbercolumnsrepeated=3), text("y"), numberrowsrepeated=2)

    assert read_ods(spreadsheet(merged, repeated), 10) == [
        Tabelrij(1, ["a", "", "b"]),
        Tabelrij(2, ["x", "x", "x", "y"]),
        Tabelrij(3, ["x", "x", "x", "y"]),
    ]


def test_a_remark_and_a_drawing_in_a_cell_are_no_text_of_it():
    content = sheet(
        "<table:table-cell><office:annotation><text:p>opmerking</text:p></office:annotation>"
        "<text:p>ROC <text:span>Proef</text:span></text:p><text:ruby><text:p>anders</text:p></text:ruby>"
        "</table:table-cell>"
    )

    assert cells(content) == [["ROC Proef"]]


def test_cells_that_were_deleted_or_stand_in_a_cell_are_not_read():
    deleted = "<table:tracked-changes><table:table-cell><text:p>weg</text:p></table:table-cell></table:tracked-changes>"
    inner = "<table:table><table:table-row><table:table-cell/></table:table-row></table:table>"
    row_ = f"<table:table-row><table:table-cell>{inner}<text:p>a</text:p></table:table-cell></table:table-row>"

    assert cells(raw(f"{deleted}<table:table>{row_}</table:table>")) == [["a"]]


def test_the_empty_rows_to_the_end_of_a_sheet_cost_nothing():
    filled = row(text("x"))
    rest = row(TableCell(numbercolumnsrepeated=16384), numberrowsrepeated=MANY)

    assert read_ods(spreadsheet(filled, rest), 500) == [Tabelrij(1, ["x"])]


@pytest.mark.parametrize(
    ("filled", "told"),
    [
        (row(text("x"), numberrowsrepeated=MANY), "Dit blad heeft meer dan 10 rijen met iets erin."),
        (row(text("x", numbercolumnsrepeated=16384)), "In cel XFD1 staat iets. Het portaal leest de kolommen A tot"),
        (row(text("x"), TableCell(numbercolumnsrepeated=59), text("y")), "In cel BI1 staat iets."),
    ],
)
def test_what_goes_beyond_a_limit_is_refused_and_never_cut(filled, told):
    with pytest.raises(TabelError) as refused:
        cells(spreadsheet(filled))

    assert str(refused.value).startswith(f"Blad 'Eerste': {told}")


def test_what_the_portal_writes_it_reads_back():
    columns = [Kolom("soort", "Soort"), Kolom("naam", "Naam")]

    content = write_ods("Partners", columns, [{"soort": "mbo", "naam": "=ROC\ntwee"}])

    assert cells(content) == [["Soort", "Naam"], ["mbo", "=ROC\ntwee"]]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        pack([("mimetype", b"")]),
        pack([("content.xml", b"<office")]),
        pack([("content.xml", b"")]),
        sheet("<table:table-cell office:value-type='float' office:value='veel'/>"),
        sheet("<table:table-cell office:value-type='date'/>"),
        sheet("<text:p>" * 1000 + "</text:p>" * 1000),
        sheet("<table:table-cell table:number-columns-repeated='veel'/>"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(content):
    with pytest.raises(TabelError, match=r"niet te lezen\. Open het, sla het opnieuw op als \.ods"):
        read_ods(content, 10)


def test_one_long_text_in_every_cell_is_refused_before_it_is_written_out():
    long = "x" * (MAXIMUM_TEXT // 100)
    content = spreadsheet(row(text(long, numbercolumnsrepeated=60), numberrowsrepeated=500))

    with pytest.raises(TabelError, match="te groot om te lezen"):
        read_ods(content, 500)


def test_what_unpacks_to_more_than_a_table_is_refused():
    content = pack([("content.xml", b" " * (20 * 2**20 + 1))])

    with pytest.raises(TabelError, match="te groot om te lezen"):
        read_ods(content, 10)


@pytest.mark.parametrize(
    ("cell", "shown", "kept"),
    [
        ("office:value-type='percentage' office:value='0.125'><text:p>12,5%</text:p>", "12,5%", Decimal("0.125")),
        ("office:value-type='float' office:value='1234567'><text:p>01234567</text:p>", "01234567", Decimal(1234567)),
        ("office:value-type='currency' office:value='8000'><text:p>€ 8.000,00</text:p>", "€ 8.000,00", Decimal(8000)),
        (
            "office:value-type='date' office:date-value='2026-05-12'><text:p>12-mei</text:p>",
            "12-mei",
            date(2026, 5, 12),
        ),
        ("office:value-type='time' office:time-value='PT13H30M00S'><text:p>13:30</text:p>", "13:30", time(13, 30)),
        ("office:value-type='time' office:time-value='PT36H00M00S'>", "36:00:00", timedelta(hours=36)),
        ("office:value-type='float' office:value='0'><text:p>#N/B</text:p>", "#N/B", Celfout("#N/B")),
        ("office:value-type='string' office:string-value=''><text:p>Err:508</text:p>", "Err:508", Celfout("Err:508")),
        ("table:formula='of:=1+1'>", "=1+1", Celfout("=1+1")),
    ],
)
def test_beside_what_a_cell_shows_stands_what_it_holds(cell, shown, kept):
    [row_] = read_ods(sheet(f"<table:table-cell {cell}</table:table-cell>"), 10)

    assert (row_.cellen, row_.waarde(0)) == ([shown], kept)
