import io

import pytest
from django.core.management import CommandError, call_command

from regions.lijsten import LijstError, import_vestigingen
from regions.lijsten.bestand import MAXIMUM_BYTES
from regions.models import Bronlijst, Gemeente, Organisatie, Vestiging
from sto_portal.sporen.models import Spoor
from tests.regions.duolijst import COLUMNS, rij, write_list

pytestmark = pytest.mark.django_db
WITHOUT_POSTCODE = [column for column in COLUMNS if column != "POSTCODE"]


def refusals(path, *rows):
    verslag = import_vestigingen(write_list(path / "lijst.csv", rows))
    return list(map(str, verslag.weigeringen))


def test_bad_rows_are_refused_all_at_once_and_the_others_are_imported(tmp_path):
    rows = [
        rij("01ZZ00"),
        rij("01Z100"),
        rij("02ZZ00", POSTCODE="9401 SS", BEVOEGD_GEZAG_NUMMER="123"),
        rij("03ZZ00", ""),
        rij("04ZZ00", INSTELLINGSCODE="05ZZ"),
        rij("06ZZ00", GEMEENTENUMMER="12345"),
        [*rij("07ZZ00"), "te veel"],
        rij("08ZZ00", "x" * 201),
        rij("01ZZ00"),
    ]

    found = refusals(tmp_path, *rows)

    assert found == [
        "Rij 3, kolom INSTELLINGSCODE: '01Z1' is geen instellingscode van 2 cijfers en 2 letters, zoals 01AB.",
        "Rij 3, kolom VESTIGINGSCODE: '01Z100' is geen vestigingscode van 6 tekens, zoals 01AB00.",
        "Rij 4, kolom BEVOEGD GEZAG NUMMER: '123' is geen nummer van 5 cijfers, zoals 12345.",
        "Rij 4, kolom POSTCODE: '9401 SS' is geen postcode, zoals 1234 AB.",
        "Rij 5, kolom VESTIGINGSNAAM: Deze cel is leeg.",
        "Rij 6: Vestiging 04ZZ00 hoort niet bij instelling 05ZZ.",
        "Rij 7, kolom GEMEENTENUMMER: '12345' is geen nummer van 4 cijfers, zoals 0106.",
        "Rij 8: Deze rij heeft 33 cellen en de kolomkoppen zijn er 32.",
        f"Rij 9, kolom VESTIGINGSNAAM: '{'x' * 40}…' heeft 201 tekens. Er is plaats voor 200.",
        "Rij 10: 01ZZ00 staat ook op rij 2.",
    ]
    assert Vestiging.objects.get().code == "01ZZ00"


def test_a_refused_row_costs_neither_its_vestiging_nor_its_neighbours_their_place(tmp_path):
    refusals(tmp_path, rij("01ZZ00"), rij("01ZZ01"), rij("02ZZ00"), rij("03ZZ00"), rij("03ZZ01"))

    refusals(
        tmp_path,
        rij("01ZZ00", POSTCODE="?"),
        [*rij("02ZZ00"), "te veel"],
        rij("03ZZ0", INSTELLINGSCODE="03ZZ"),
        rij("04ZZ00"),
    )

    gone = Vestiging.objects.filter(vervallen_datum__isnull=False)
    assert list(gone.values_list("code", flat=True)) == ["01ZZ01"]


def test_a_school_keeps_its_name_when_the_row_that_gave_it_is_refused(tmp_path):
    refusals(tmp_path, rij("01ZZ00", "Het Proeflokaal"), rij("01ZZ01", "Dependance"))

    refusals(tmp_path, rij("01ZZ00", "Het Proeflokaal", POSTCODE="?"), rij("01ZZ01", "Dependance"))

    assert Organisatie.objects.get(instellingscode="01ZZ").naam == "Het Proeflokaal"


def test_a_stray_quote_costs_no_other_row(tmp_path):
    assert refusals(tmp_path, rij("01ZZ00", '"t Proeflokaal'), rij("02ZZ00", 'Het "nieuwe" lokaal')) == []
    assert list(Vestiging.objects.values_list("naam", flat=True)) == ['"t Proeflokaal', 'Het "nieuwe" lokaal']


def test_empty_lines_and_rows_of_spaces_do_not_count(tmp_path):
    assert refusals(tmp_path, [" "] * 32, rij("01ZZ00"), [""], [""] * 32) == []


def test_the_command_says_loudly_which_rows_were_refused_and_still_succeeds(tmp_path):
    path = write_list(tmp_path / "lijst.csv", [rij("01ZZ00"), rij("02ZZ00", POSTCODE="?")])
    err = io.StringIO()

    call_command("import_vestigingen", str(path), stdout=io.StringIO(), stderr=err)

    assert err.getvalue().splitlines() == [
        "LET OP: niet alles is ingelezen. Verbeter deze rijen en lees het bestand opnieuw in.",
        "Geweigerde rijen: 1",
        "  Rij 3, kolom POSTCODE: '?' is geen postcode, zoals 1234 AB.",
    ]


def test_a_list_with_less_than_it_makes_disappear_asks_whether_it_is_complete(tmp_path):
    import_vestigingen(write_list(tmp_path / "lijst.csv", [rij(f"0{number}ZZ00") for number in range(4)]))

    verslag = import_vestigingen(write_list(tmp_path / "half.csv", [rij("00ZZ00")]))

    assert [line.split(".")[0] for line in verslag.warnings()] == [
        "LET OP: Er vervallen meer vestigingen dan er in dit bestand staan"
    ]


def as_list(rows=None, **shape):
    return lambda path: write_list(path, rows if rows is not None else [rij()], **shape)


def as_bytes(content):
    return lambda path: path.write_bytes(content)


WRONG_FILES = {
    "leeg": (as_bytes(b""), "Dit bestand is leeg."),
    "wit": (as_bytes(b"\xef\xbb\xbf\r\n  \r\n"), "Dit bestand is leeg."),
    "webpagina": (as_bytes(b"<!DOCTYPE html>\n<html><body>Niet gevonden</body></html>"), "Dit is een webpagina"),
    "Excel": (as_bytes(b"PK\x03\x04\x14\x00"), "Dit bestand is een Excel-bestand"),
    "UTF-16": (as_bytes("PROVINCIE;".encode("utf-16")), "Dit bestand is opgeslagen als Unicode-tekst"),
    "binair": (as_bytes(b"PROVINCIE;\x00\x01"), "Dit is geen tekstbestand."),
    "geen letters": (as_bytes(b"PROVINCIE;\x81"), "Dit is geen tekst in UTF-8 of Windows-1252."),
    "beschadigd": (as_bytes(b"\xef\xbb\xbfPROVINCIE;\xeb"), "Dit bestand is beschadigd"),
    "te groot": (as_bytes(b"x" * (MAXIMUM_BYTES + 1)), "Dit bestand is groter dan 10 MB."),
    "komma's": (as_list(separator=","), "De kolommen zijn gescheiden door komma's. Nodig zijn puntkomma's."),
    "kolom weg": (as_list([], columns=WITHOUT_POSTCODE), "Deze kolommen ontbreken: POSTCODE."),
    "kolom dubbel": (as_list([], columns=[*COLUMNS, "Postcode"]), "De kolom POSTCODE staat 2 keer in het bestand."),
    "geen rijen": (as_list([]), "Dit bestand heeft kolomkoppen, maar geen rijen."),
    "alles fout": (as_list([rij(POSTCODE="?")]), "Geen enkele rij is goed. Rij 2, kolom POSTCODE:"),
    "map": (lambda path: path.mkdir(), "is een map."),
    "weg": (lambda path: None, "bestaat niet."),
}


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_a_file_that_is_wrong_as_a_whole_writes_nothing_and_says_one_thing(tmp_path, kind):
    make, message = WRONG_FILES[kind]
    path = tmp_path / "lijst.csv"
    make(path)

    with pytest.raises(CommandError) as stopped:
        call_command("import_vestigingen", str(path))

    assert str(stopped.value).startswith("Er is niets ingelezen. ")
    assert message in str(stopped.value)
    assert stopped.value.returncode == 1
    tables = (Vestiging, Organisatie, Gemeente, Bronlijst, Spoor)
    assert [table.objects.count() for table in tables] == [0, 0, 0, 0, 0]


def test_a_wrong_file_marks_nothing_as_gone(tmp_path):
    import_vestigingen(write_list(tmp_path / "lijst.csv", [rij()]))

    with pytest.raises(LijstError):
        import_vestigingen(write_list(tmp_path / "leeg.csv", []))

    assert Vestiging.objects.get().vervallen_datum is None
