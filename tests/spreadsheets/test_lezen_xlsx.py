"""A workbook is read as a person sees it: what cells show, what they hold, which sheet, and what is hidden."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from openpyxl import Workbook

from sto_portal.spreadsheets import Kolom, write_xlsx
from sto_portal.spreadsheets.celfouten import Celfout
from sto_portal.spreadsheets.lezen import TabelError, Tabelrij
from sto_portal.spreadsheets.werkboek import read_sheet, read_workbook


def workbook(*rows):
    return saved(filled(*rows))


def filled(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return book


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read_xlsx(content, max_rows):
    return read_sheet(content, "xlsx", max_rows=max_rows).rijen


def cell_of(value, code="General"):
    """The one cell with this value and number format: (text, value)."""
    book = filled([value])
    book.active["A1"].number_format = code
    [row] = read_xlsx(saved(book), 10)
    return row.cellen[0], row.waarde(0)


def test_a_workbook_gives_its_first_sheet_as_a_person_reads_it():
    content = workbook(["Soort", "Naam", "KvK"], ["mbo", " ROC ", 12345678.0], [], [None, True, 1.5])

    assert read_xlsx(content, 10) == [
        Tabelrij(1, ["Soort", "Naam", "KvK"]),
        Tabelrij(2, ["mbo", "ROC", "12345678"]),
        Tabelrij(4, ["", "ja", "1,5"]),
    ]


def test_a_formula_that_nobody_calculated_stays_a_formula():
    assert read_xlsx(workbook(["Naam"], ["=1+1"]), 10)[1].cellen == ["=1+1"]


def test_what_the_portal_writes_it_reads_back():
    columns = [Kolom("soort", "Soort"), Kolom("naam", "Naam")]

    content = write_xlsx("Partners", columns, [{"soort": "mbo", "naam": "=ROC"}])

    assert [row.cellen for row in read_xlsx(content, 10)] == [["Soort", "Naam"], ["mbo", "=ROC"]]


def test_one_long_text_in_every_cell_is_refused_before_it_is_written_out():
    content = workbook(*([["x" * 5000] * 60] * 20))

    with pytest.raises(TabelError, match="te groot om te lezen"):
        read_xlsx(content, 500)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"niets"])
def test_a_workbook_that_cannot_be_opened_is_told(content):
    with pytest.raises(TabelError, match="niet te lezen"):
        read_xlsx(content, 10)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (1234567, "00000000", "01234567"),
        (20_123_4567, "000-0000000", "020-1234567"),
        (3, '"GM"0000', "GM0003"),
        ("0003", '"GM"@', "GM0003"),
        (12345678, "#,##0", "12345678"),
        (0.125, "0.0%", "12,5%"),
        (1000.5, "General", "1000,5"),
        (0.1 + 0.2, "General", "0,3"),
        (8000, '"€" #,##0.00', "€ 8.000,00"),
        (-8000, '_ "€" * #,##0.00_ ;_ "€" * -#,##0.00_ ;_ "€" * "-"??_ ;_ @_ ', "€ -8.000,00"),
        (1234567, "#,##0.0,", "1.234,6"),
        (0.5, "# ?/?", "0,5"),
        (date(2026, 5, 12), "mm-dd-yy", "12-5-2026"),
        (date(2026, 5, 12), "d-mmm", "12-mei"),
        (date(2026, 5, 12), "[$-413]d/mmmm/yyyy;@", "12-mei-2026"),
        (datetime.fromisoformat("2026-05-12T13:30"), "dd-mm-yyyy hh:mm", "12-05-2026 13:30"),
        (time(13, 30), "h:mm", "13:30"),
        (timedelta(hours=36), "[h]:mm", "36:00"),
        (True, "General", "ja"),
    ],
)
def test_a_cell_is_read_as_its_number_format_shows_it(value, code, shown):
    assert cell_of(value, code)[0] == shown


@pytest.mark.parametrize(
    ("value", "code", "kept"),
    [
        (1000.5, "#,##0.00", Decimal("1000.5")),
        (12.345, "0", Decimal("12.345")),
        (0.1 + 0.2, "General", Decimal("0.3")),
        (0.125, "0%", Decimal("0.125")),
        (date(2026, 5, 12), "d-mmm", date(2026, 5, 12)),
        (time(13, 30), "h:mm", time(13, 30)),
        (timedelta(hours=36), "[h]:mm", timedelta(hours=36)),
        ("1000,50", "General", "1000,50"),
        ("#N/A", "General", Celfout("#N/A")),
        ("#VERW!", "@", Celfout("#VERW!")),
        ("=1+1", "General", Celfout("=1+1")),
        (False, "General", False),
    ],
)
def test_beside_the_text_stands_what_the_cell_holds(value, code, kept):
    assert cell_of(value, code)[1] == kept


def test_a_moment_of_a_workbook_that_counts_from_1904_is_the_same_moment():
    book = filled([])
    book.epoch = datetime.fromisoformat("1904-01-01")
    book.active["A1"] = date(2026, 5, 12)

    assert read_xlsx(saved(book), 10)[0].waarde(0) == date(2026, 5, 12)


def test_signs_that_the_format_writes_in_another_way_are_signs():
    assert read_xlsx(workbook(["een_x000D_\ntwee"]), 10)[0].cellen == ["een\ntwee"]


def test_rows_far_down_are_read_and_blank_rows_count_for_nothing():
    book = filled(["Naam"])
    for place in range(300):
        book.active.cell(3 + 2000 * place, 2, f"Firma {place}")

    rows = read_xlsx(saved(book), 300)

    assert (len(rows), rows[-1].nummer, rows[-1].cellen) == (301, 598_003, ["", "Firma 299"])


@pytest.mark.parametrize(
    ("rows", "columns", "told"),
    [
        (111, 1, "Dit blad heeft meer dan 100 rijen met iets erin. Deel uw tabel in kleinere stukken."),
        (1, 61, "In cel BI1 staat iets. Het portaal leest de kolommen A tot en met BH. Haal de kolommen daarna weg."),
    ],
)
def test_a_limit_refuses_and_never_cuts(rows, columns, told):
    with pytest.raises(TabelError) as refused:
        read_xlsx(workbook(*[["x"] * columns] * rows), 100)

    assert str(refused.value) == f"Blad 'Sheet': {told}"


def recognise(cells):
    return len({"soort", "naam"} & {cell.lower() for cell in cells})


def test_the_first_visible_sheet_with_the_headings_is_read_and_named():
    book = filled(["Soort", "Naam"], ["verborgen", "lijst"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Uitleg").append(["Vul dit in"])
    for row in (["Partners"], [], ["Soort", "Naam"], ["mbo", "ROC"]):
        (book["Partners"] if "Partners" in book else book.create_sheet("Partners")).append(row)

    sheet = read_sheet(saved(book), "xlsx", max_rows=10, recognise=recognise)

    assert [row.cellen for row in sheet.rijen] == [["Partners"], ["Soort", "Naam"], ["mbo", "ROC"]]
    assert list(sheet.meldingen()) == ["Gelezen is het blad 'Partners'."]


def test_another_sheet_with_more_than_can_be_read_is_no_reason_to_refuse():
    book = filled(*[["x"] * 5] * 300)
    for row in (["Soort", "Naam"], ["mbo", "ROC"]):
        (book["Partners"] if "Partners" in book else book.create_sheet("Partners")).append(row)

    assert len(read_sheet(saved(book), "xlsx", max_rows=10, recognise=recognise).rijen) == 2


def test_without_headings_on_any_sheet_the_first_that_is_visible_is_read():
    book = filled(["weg"])
    book.active.sheet_state = "veryHidden"
    book.create_sheet("Een").append(["x"])
    book.create_sheet("Twee").append(["y"])

    content = saved(book)

    assert read_sheet(content, "xlsx", max_rows=10, recognise=recognise).naam == "Een"
    assert [sheet.naam for sheet in read_workbook(content, "xlsx", max_rows=10)] == ["Een", "Twee"]


def test_hidden_rows_and_columns_are_read_and_told():
    book = filled(["Soort", "Naam", "x"], ["mbo", "A", "y"], ["mbo", "B"], [])
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.active.column_dimensions["E"].hidden = True

    sheet = read_sheet(saved(book), "xlsx", max_rows=10)

    assert [row.cellen for row in sheet.rijen][2] == ["mbo", "B"]
    assert list(sheet.meldingen())[1:] == [
        "1 rij is in uw bestand verborgen en wel gelezen.",
        "Kolom C is in uw bestand verborgen en wel gelezen.",
    ]


def test_another_sheet_with_the_same_headings_is_not_read_and_that_is_told():
    book = filled(["Soort", "Naam"], ["mbo", "A"])
    for name in ("Bedrijven", "Uitleg"):
        book.create_sheet(name).append(["Soort", "Naam"] if name == "Bedrijven" else ["x"])

    sheet = read_sheet(saved(book), "xlsx", max_rows=10, recognise=recognise)

    assert list(sheet.meldingen())[1:] == [
        "Ook op 'Bedrijven' staat zo'n tabel. Die is niet gelezen: lees die apart in."
    ]
