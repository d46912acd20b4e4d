"""Tables that people hand in are read as they meant them, whatever program made them."""

import pytest

from sto_portal.spreadsheets.lezen import TabelError, Tabelrij, as_text, decode, read_text

KNOWN = {"soort", "naam"}


def recognise(cells):
    return len(KNOWN & {cell.lower() for cell in cells})


def cells(text):
    return [row.cellen for row in read_text(text, recognise)]


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


@pytest.mark.parametrize(
    ("encoding", "word"),
    [
        *(("cp850", word) for word in ("één school", "de coördinator", "financiële steun", "het café;")),
        *(("mac_roman", word) for word in ("één school", "het café;", "naïef")),
    ],
)
def test_letters_of_dos_and_of_a_mac_are_not_taken_for_others(encoding, word):
    with pytest.raises(TabelError, match="als CSV UTF-8"):
        decode(word.encode(encoding))


@pytest.mark.parametrize("text", ["Žagar & Šimek", "foto’s", "„aanhaling”", "€ 5 – 10", "Œuvre", "Ÿ"])
def test_signs_of_windows_are_kept(text):
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("content", [b"\x89PNG\0\0", b"a\0b", b"\xff\xfea", b"\x81\x8d"])
def test_what_is_no_text_is_told(content):
    with pytest.raises(TabelError, match="als CSV"):
        decode(content)


@pytest.mark.parametrize("cell", ["twee\nregels", '"De Zaag"', '"half', 'in "midden"', '"', "a\n\nb"])
def test_rows_that_are_written_as_text_are_the_same_rows_again(cell):
    rows = [
        Tabelrij(1, ["Soort", "Naam"]),
        Tabelrij(4, ["mbo", cell, "x"]),
        Tabelrij(5, ["mbo", '"nog een']),
    ]

    assert read_text(as_text(rows), recognise) == rows


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"', "sep=|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_that_names_the_separator_is_used_and_not_counted(first, end):
    sign = "|" if "|" in first else ";"
    text = end.join([first, f"Soort{sign}Naam", f"mbo{sign}ROC, het\tbeste", f"po{sign}A"])

    rows = read_text(text, recognise)

    assert [(row.nummer, row.cellen) for row in rows] == [
        (1, ["Soort", "Naam"]),
        (2, ["mbo", "ROC, het beste"]),
        (3, ["po", "A"]),
    ]


def test_a_text_of_more_columns_than_are_read_is_refused_with_the_cell():
    with pytest.raises(TabelError, match=r"In cel BI2 staat iets\. Het portaal leest de kolommen A tot en met BH"):
        read_text("Soort;Naam\nmbo;ROC" + ";" * 59 + "x", recognise)
