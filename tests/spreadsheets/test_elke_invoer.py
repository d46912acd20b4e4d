"""What people hand in as a table is the same everywhere it can be handed in: nothing is lost or changed unseen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.models import Leerlingenprognose, Partner
from applications.prognosetabel import WrongRowsError, read_prognosetabel
from regions.register import RegisterError, import_register
from sto_portal.spreadsheets.lezen import Tabelrij
from tests.factories import AanvraagFactory
from tests.spreadsheets.bladen import Proefblad, make, numbered
from tests.spreadsheets.invoer import SHEETS, TEXTS, WAYS, Gemeenten, Partners, Prognose

pytestmark = pytest.mark.django_db


def named(ways):
    names = [f"{soort.__name__}-{kind}" for soort, kind in ways]
    return pytest.mark.parametrize(("invoer", "kind"), ways, ids=names, indirect=["invoer"])


@pytest.fixture
def invoer(request, client, anna, twente, tmp_path):
    client.force_login(anna)
    return request.param(client, AanvraagFactory(regio=twente), tmp_path)


def three(invoer):
    return [invoer.sleutel(place) for place in range(3)]


@named(WAYS)
def test_blank_rows_count_for_nothing_and_a_row_far_down_comes_in(invoer, kind):
    first, second, third = (invoer.rij(place) for place in range(3))
    blad = Proefblad({1: invoer.kop, 2: first, 4: second, 2600: third})

    assert invoer.run(make(kind, blad), kind).sleutels == three(invoer)


@named(WAYS)
def test_the_headings_may_stand_below_a_title_and_it_is_told(invoer, kind):
    rows = [["Overzicht van de regio"], [], [], invoer.kop, *(invoer.rij(place) for place in range(3))]

    found = invoer.run(make(kind, Proefblad(numbered(rows))), kind)

    assert found.sleutels == three(invoer)
    assert any(told in found.gezegd for told in ("staan op rij 4", "Rij 1 staat boven de tabel"))


@named(TEXTS)
def test_a_line_that_names_the_separator_is_used_and_is_no_row(invoer, kind):
    rows = [invoer.kop, *(invoer.rij(place) for place in range(3))]
    plain = make(kind, Proefblad(numbered(rows))).decode("utf-8-sig")

    assert invoer.run(f"sep=;\r\n{plain}".encode(), kind).sleutels == three(invoer)


@named(WAYS)
@pytest.mark.parametrize("error", ["#N/B", "####"])
def test_an_error_of_excel_is_never_a_value_and_is_told_with_its_row(invoer, kind, error):
    rows = [invoer.kop, *(invoer.rij(place) for place in range(3))]
    rows[2] = [error if place == invoer.naam else cell for place, cell in enumerate(rows[2])]

    found = invoer.run(make(kind, Proefblad(numbered(rows))), kind)

    assert invoer.sleutel(1) not in found.sleutels
    assert ("heeft een fout in Excel" in found.gezegd or "was te smal" in found.gezegd) is True
    assert "Rij 3, " in found.gezegd


@named(SHEETS)
def test_the_first_visible_sheet_with_the_headings_is_read_and_named(invoer, kind):
    rows = [invoer.kop, *(invoer.rij(place) for place in range(3))]
    bladen = [
        Proefblad(numbered(rows[:2]), "Verborgen", verborgen=True),
        Proefblad(numbered([["Lees dit eerst"]]), "Uitleg"),
        Proefblad(numbered(rows), "De tabel"),
    ]

    found = invoer.run(make(kind, *bladen), kind)

    assert found.sleutels == three(invoer)
    assert "Gelezen is het blad 'De tabel'." in found.gezegd


@named(SHEETS)
def test_rows_that_are_hidden_come_in_and_are_counted(invoer, kind):
    rows = [invoer.kop, *(invoer.rij(place) for place in range(3))]

    found = invoer.run(make(kind, Proefblad(numbered(rows), verborgen_rijen={3, 4, 9})), kind)

    assert found.sleutels == three(invoer)
    assert "2 rijen zijn in uw bestand verborgen en wel gelezen." in found.gezegd


@named([*SHEETS, (Partners, "csv"), (Prognose, "csv")])
def test_a_column_beyond_those_that_are_read_is_refused_with_its_cell(invoer, kind):
    rows = [invoer.kop, *(invoer.rij(place) for place in range(3))]
    rows[3] += [""] * (61 - len(rows[3])) + ["iets"]

    found = invoer.run(make(kind, Proefblad(numbered(rows))), kind)

    assert found.sleutels == []
    assert "In cel BJ4 staat iets. Het portaal leest de kolommen A tot en met BH." in found.gezegd


@named([way for way in SHEETS if way[0] in {Partners, Gemeenten}])
def test_zeros_that_only_the_format_shows_are_read(invoer, kind):
    row = invoer.rij(0)
    shown = "0" + row[invoer.nul][1:]
    row[invoer.nul] = (int(shown), "0" * len(shown), shown)

    found = invoer.run(make(kind, Proefblad(numbered([invoer.kop, row]))), kind)

    assert len(found.sleutels) == 1
    assert "Begint het nummer met een 0?" not in found.gezegd


@named([(Partners, "xlsx")])
def test_a_file_that_is_chosen_is_shown_before_anything_of_it_is_added(invoer, kind):
    content = make(kind, Proefblad(numbered([invoer.kop, invoer.rij(0)])))
    upload = SimpleUploadedFile("p.xlsx", content)

    shown = invoer.client.post(invoer.url, {"actie": "toevoegen", "bestand": upload})

    assert shown.context["voorbeeld"].goed == 1
    assert Partner.objects.count() == 0


@named([(Partners, "xlsx")])
def test_rows_very_far_apart_are_numbered_anew_and_that_is_told(invoer, kind):
    found = invoer.run(make(kind, Proefblad({1: invoer.kop, 900_000: invoer.rij(0)})), kind)

    assert found.sleutels == [invoer.sleutel(0)]
    assert "De rijen zijn hier opnieuw genummerd" in found.gezegd


@named([(Prognose, "xlsx")])
def test_the_forecast_takes_the_columns_by_their_headings_and_tells_what_it_passes_by(invoer, kind):
    year = invoer.first
    rows = [
        ["School", "Leerlingen", "Jaar"],
        ["A", (1187.35, "0", "1187"), year],
        ["A", (1200, "#,##0", "1.200"), year + 1],
    ]

    found = invoer.run(make(kind, Proefblad(numbered(rows))), kind)

    assert list(Leerlingenprognose.objects.order_by("jaar").values_list("leerlingen", flat=True)) == [1187, 1200]
    assert "Rij 2: in het bestand staat 1187,35. Gelezen is 1187, zoals u het ziet." in found.gezegd
    assert "Dit gaat niet mee: kolom A." in found.gezegd


@named([(Prognose, "csv")])
@pytest.mark.parametrize(
    ("line", "told"),
    [("{0};7", "Rij 4: {0} staat ook op rij 2."), ("volgend jaar;7", "Rij 4: 'volgend jaar' is geen jaar.")],
)
def test_a_year_that_stands_twice_or_is_none_is_told_and_nothing_is_read(invoer, kind, line, told):
    text = f"Jaar;Leerlingen\n{invoer.first};5\n{invoer.first + 1};6\n{line.format(invoer.first)}"

    found = invoer.run(text.encode(), kind)

    assert found.sleutels == []
    assert told.format(invoer.first) in found.gezegd


def test_a_first_line_with_a_number_is_no_heading_of_the_forecast():
    with pytest.raises(WrongRowsError) as wrong:
        read_prognosetabel([Tabelrij(1, ["volgend jaar", "90"]), Tabelrij(2, ["2027", "100"])])

    assert wrong.value.rijen == ["Rij 1: 'volgend jaar' is geen jaar."]


def test_the_register_of_regions_takes_no_error_of_excel_for_a_name(tmp_path):
    path = tmp_path / "register.csv"
    path.write_text("nr;sto_nummer;penvoerder;markering\n1;STO90009;#N/B;\n")

    with pytest.raises(RegisterError, match="Regel 2: Deze cel heeft een fout in Excel"):
        import_register(path)
