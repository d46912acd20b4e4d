"""DUO's counts of pupils per vestiging: what is hidden stays an interval, and no pupil of the vmbo is lost unseen."""

import io

import pytest
from django.core.management import CommandError, call_command

from regions.lijsten import LijstError, import_leerlingen
from regions.models import Leerlingtelling, Tellingbron, Vestiging
from sto_portal.sporen.models import Spoor
from tests.regions.duolijst import write_list

pytestmark = pytest.mark.django_db

YEARS = [f"LEER- OF VERBLIJFSJAAR {jaar} - {wie}" for jaar in range(1, 7) for wie in ("MAN", "VROUW")]
COLUMNS = [
    *("INSTELLINGSCODE", "VESTIGINGSCODE", "ELEMENTCODE", "LWOO INDICATIE", "AFDELING", "OPLEIDINGSNAAM"),
    *("ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR", *YEARS),
]
PIE = "Produceren, installeren en energie"


def rij(derde=("10", "2"), vierde=("8", "0"), *, brin="01ZZ", nummer="00", lwoo="J", naam=PIE, soort="VMBO BL"):
    years = [" ", " ", " ", " ", *derde, *vierde, " ", " ", " ", " "]
    return [brin, nummer, "0123", lwoo, " ", naam, soort, *years]


@pytest.fixture
def school():
    return Vestiging.objects.create(code="01ZZ00", naam="Het Proeflokaal")


@pytest.fixture
def imported(tmp_path, school):
    def run(*rows, name="leerlingen-2025.csv", **options):
        shape = {key: options.pop(key) for key in ("columns", "encoding", "separator") if key in options}
        path = write_list(tmp_path / name, rows, **{"columns": COLUMNS} | shape)
        return import_leerlingen(path, **options)

    return run


def counts():
    rows = Leerlingtelling.objects.order_by("profiel", "leerweg", "leerjaar")
    return [(row.profiel, row.leerweg, row.leerjaar, row.laag, row.hoog) for row in rows]


def test_boys_and_girls_with_and_without_lwoo_are_one_number(imported):
    imported(rij(lwoo="J"), rij(("1", "1"), ("1", "0"), lwoo="N"))

    assert counts() == [("PIE", "bb", 3, 14, 14), ("PIE", "bb", 4, 9, 9)]


def test_a_hidden_number_stays_an_interval(imported):
    imported(rij(("<5", "12"), ("<5", "<5")))

    assert counts() == [("PIE", "bb", 3, 13, 16), ("PIE", "bb", 4, 2, 8)]


@pytest.mark.parametrize(
    ("naam", "soort", "profiel", "leerweg"),
    [
        ("Bouwen, wonen en interieur", "VMBO KL", "BWI", "kb"),
        ("Mobiliteit en transport", "VMBO GL", "M&T", "gl"),
        ("Maritiem en techniek", "VMBO basisberoepsgerichte leerweg", "MaT", "bb"),
        ("Media, vormgeving en ICT", "vmbo kader", "MVI-IT", "kb"),
        ("Dienstverlening en producten", "VMBO BL", "D&P", "bb"),
        ("Zorg en Welzijn", "VMBO BL", "Z&W", "bb"),
        ("Groen", "VMBO KL", "Groen", "kb"),
        ("Economie en ondernemen", "VMBO GL", "E&O", "gl"),
        ("Horeca, bakkerij en recreatie", "VMBO BL", "HBR", "bb"),
        ("VMBO TL", "VMBO TL", "", "tl"),
    ],
)
def test_profile_and_leerweg_are_read_from_the_names(imported, naam, soort, profiel, leerweg):
    imported(rij(naam=naam, soort=soort))

    assert {(row[0], row[1]) for row in counts()} == {(profiel, leerweg)}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [";", ","])
def test_the_whole_code_older_names_and_other_encodings_are_read_too(imported, encoding, separator):
    older = {"INSTELLINGSCODE": "BRIN NUMMER", "VESTIGINGSCODE": "VESTIGINGSNUMMER"}
    columns = [older.get(column, column) for column in COLUMNS]

    imported(rij(nummer="01ZZ00", naam="PIE"), columns=columns, encoding=encoding, separator=separator)

    assert len(counts()) == 2


def test_other_education_is_passed_by_and_what_cannot_be_placed_is_refused(imported):
    verslag = imported(
        rij(),
        rij(naam="HAVO", soort="HAVO"),
        rij(naam="Brugjaar", soort="HAVO/MAVO"),
        rij(naam="Toverkunst"),
        rij(brin="09ZZ"),
        rij(("veel", "0")),
    )

    assert verslag.ook == {"rijen van ander onderwijs overgeslagen": 2}
    assert [str(weigering) for weigering in verslag.weigeringen] == [
        "Rij 5: Het profiel is niet herkend in 'VMBO BL Toverkunst'.",
        "Rij 6: Deze vestiging staat niet in de lijst van vestigingen.",
        "Rij 7, kolom LEER- OF VERBLIJFSJAAR 3 - MAN: 'veel' is geen aantal.",
    ]


def test_the_same_year_again_replaces_and_tells_what_changed(imported):
    imported(rij())
    again = imported(rij())
    changed = imported(rij(("9", "9")))

    assert (again.ongewijzigd, again.soorten["Gewijzigd"]) == (1, [])
    assert (changed.ongewijzigd, changed.soorten["Gewijzigd"]) == (0, ["Het Proeflokaal (01ZZ00)"])
    assert counts() == [("PIE", "bb", 3, 18, 18), ("PIE", "bb", 4, 8, 8)]


def test_of_each_school_the_last_year_counts_and_before_all_what_dus_i_established(imported):
    imported(rij(("1", "0"), ("0", "0")), name="leerlingen-2024.csv")
    imported(rij(("2", "0"), ("0", "0")))
    assert [row.laag for row in Leerlingtelling.objects.newest(["01ZZ00"])] == [2]

    imported(rij(("3", "0"), ("0", "0")), jaar=2024, bron=Tellingbron.DUS_I)

    assert [row.laag for row in Leerlingtelling.objects.newest(["01ZZ00"])] == [3]


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ([rij()], {"name": "leerlingen.csv"}, "In de naam van dit bestand staat geen jaar."),
        ([rij()], {"jaar": 1999}, "Het jaar 1999 kan niet."),
        ([rij(naam="HAVO", soort="HAVO")], {}, "In dit bestand staan geen leerlingen van het vmbo in leerjaar 3 of 4."),
        ([rij()], {"separator": "|"}, "Deze kolommen ontbreken:"),
        ([["x"]], {"columns": ["x"]}, "Deze kolommen ontbreken:"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(imported, rows, options, message):
    with pytest.raises(LijstError, match=message.replace(".", r"\.")):
        imported(*rows, **options)
    assert not Leerlingtelling.objects.exists()


def test_the_command_tells_what_it_did(tmp_path, school):
    path = write_list(tmp_path / "leerlingen-2025.csv", [rij(), rij(naam="Toverkunst")], columns=COLUMNS)
    out, err = io.StringIO(), io.StringIO()

    call_command("import_leerlingen", path, stdout=out, stderr=err)

    assert "Leerlingen per vestiging 2025: 2 rijen gelezen" in out.getvalue()
    assert "LET OP: niet alles is ingelezen." in err.getvalue()
    assert Spoor.objects.get(wat="import_leerlingen").data["jaar"] == 2025
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        call_command("import_leerlingen", tmp_path / "geen-2025.csv")


@pytest.mark.parametrize("number", [1, 30])
def test_many_rows_take_as_many_queries(imported, number, django_assert_num_queries):
    for place in range(number):
        Vestiging.objects.create(code=f"02ZZ{place:02d}", naam=f"School {place}")
    rows = [rij(brin="02ZZ", nummer=f"{place:02d}") for place in range(number)]

    with django_assert_num_queries(19):
        imported(*rows)
