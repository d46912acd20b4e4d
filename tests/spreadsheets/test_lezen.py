"""Tables that people hand in are read as they meant them, whatever program made them."""

import io

import pytest
from openpyxl import Workbook

from sto_portal.spreadsheets import Kolom, write_xlsx
from sto_portal.spreadsheets.lezen import TabelError, Tabelrij, as_text, decode, read_text, read_xlsx

KNOWN = {"soort", "naam"}


def recognise(cells):
    return len(KNOWN & {cell.lower() for cell in cells})


def cells(text):
    return [row.cellen for row in read_text(text, recognise)]


def workbook(*rows):
    book, target = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(target)
    return target.getvalue()


@pytest.mark.parametrize("separator", ["\t", ";", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_split_at_the_separator_of_its_headings(separator, end):
    text = end.join(separator.join(row) for row in (["Soort", "Naam"], ["mbo", "ROC"]))

    assert cells(text) == [["Soort", "Naam"], ["mbo", "ROC"]]


def test_other_separators_within_a_cell_stay():
    assert cells('Soort;Naam\nmbo;"ROC, het beste; van allemaal"') == [
        ["Soort", "Naam"],
        ["mbo", "ROC, het beste; van allemaal"],
    ]


def test_a_cell_of_two_lines_stays_one_cell():
    assert cells('Soort\tNaam\nmbo\t"ROC\nhet beste"') == [["Soort", "Naam"], ["mbo", "ROC\nhet beste"]]


def test_a_quote_that_does_not_close_costs_nothing():
    assert cells('Soort\tNaam\nmbo\t"De Zaag" BV\nmbo\t5" Buis') == [
        ["Soort", "Naam"],
        ["mbo", '"De Zaag" BV'],
        ["mbo", '5" Buis'],
    ]


def test_empty_lines_count_in_the_numbers_and_give_no_row():
    rows = read_text("Soort\tNaam\n\n \t\nmbo\tROC\n", recognise)

    assert rows == [Tabelrij(1, ["Soort", "Naam"]), Tabelrij(4, ["mbo", "ROC"])]
    assert as_text(rows) == "Soort\tNaam\n\n\nmbo\tROC"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_with_accents_are_read_in_every_encoding_that_goes_round(encoding):
    assert decode("Één Ï €".encode(encoding)) == "Één Ï €"


@pytest.mark.parametrize("content", [b"\x89PNG\0\0", b"a\0b", b"\xff\xfea", b"\x81\x8d"])
def test_what_is_no_text_is_told(content):
    with pytest.raises(TabelError, match="als CSV"):
        decode(content)


def test_a_workbook_gives_its_first_sheet_as_a_person_reads_it():
    content = workbook(["Soort", "Naam", "KvK"], ["mbo", " ROC ", 12345678.0], [], [None, True, 1.5])

    assert read_xlsx(content, 10) == [
        Tabelrij(1, ["Soort", "Naam", "KvK"]),
        Tabelrij(2, ["mbo", "ROC", "12345678"]),
        Tabelrij(4, ["", "ja", "1.5"]),
    ]


def test_a_formula_that_nobody_calculated_stays_a_formula():
    assert read_xlsx(workbook(["Naam"], ["=1+1"]), 10)[1].cellen == ["=1+1"]


def test_no_more_rows_are_read_than_can_be_used_and_one_to_tell_that_there_are_more():
    assert len(read_xlsx(workbook(*([["x"]] * 100)), 10)) == 12


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
