import io
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone

from regions.lijsten import import_vestigingen
from regions.models import Bronlijst, Gemeente, Lijstsoort, Organisatie, Vestiging
from sto_portal.demo import namen
from sto_portal.sporen.actions import verify_chain
from sto_portal.sporen.models import Spoor
from tests.regions.duolijst import COLUMNS, rij, write_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(tmp_path):
    """Import a list of these rows, and tell what became of them."""

    def run(*rows, soort=Lijstsoort.VO, **shape):
        return import_vestigingen(write_list(tmp_path / "lijst.csv", rows, **shape), soort)

    return run


def counts(verslag):
    """(added, changed, gone, back, unchanged, refused)"""
    return (*map(len, verslag.soorten.values()), verslag.ongewijzigd, verslag.geweigerd)


def snapshot():
    """Every row that an import can write, but for the traces."""
    tables = (Gemeente, Organisatie, Vestiging, Bronlijst)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def test_a_vestiging_comes_with_its_address_school_board_and_municipality(imported):
    imported(rij("01ZZ00", "Het Proeflokaal"))

    vestiging = Vestiging.objects.get()
    assert (vestiging.code, vestiging.naam) == ("01ZZ00", "Het Proeflokaal")
    assert (vestiging.straat_en_nummer, vestiging.postcode, vestiging.plaats) == ("Proefweg 7-A", "9401 AB", "Proefdam")
    gemeente, school = vestiging.gemeente, vestiging.organisatie
    assert (gemeente.code, gemeente.naam, gemeente.provincie) == ("0042", "Proefland", "Fryslân")
    assert (school.soort, school.instellingscode, school.naam) == ("school", "01ZZ", "Het Proeflokaal")
    bestuur = school.bestuur
    assert (bestuur.soort, bestuur.bevoegd_gezag_nummer, bestuur.naam) == ("bestuur", "01234", "Bevoegd gezag 01234")
    assert (vestiging.laatst_in_lijst_datum, vestiging.vervallen_datum) == (timezone.localdate(), None)


def test_vestigingen_of_one_instelling_share_a_school_that_is_called_after_the_first(imported):
    imported(rij("01ZZ05", "Het Proeflokaal Zuid"), rij("01ZZ00", "Het Proeflokaal"), rij("02ZZ00", "Elders"))

    assert list(Organisatie.objects.filter(soort="school").values_list("instellingscode", "naam").order_by("pk")) == [
        ("01ZZ", "Het Proeflokaal"),
        ("02ZZ", "Elders"),
    ]
    assert Organisatie.objects.filter(soort="bestuur").count() == 1


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_letters_with_accents_are_read_in_every_encoding_that_goes_round(imported, encoding):
    imported(rij(naam="Lyceum Één Ï €"), encoding=encoding)

    assert Vestiging.objects.get().naam == "Lyceum Één Ï €"


def test_an_older_release_with_other_names_of_columns_is_read(imported):
    older = {"INSTELLINGSCODE": "BRIN NUMMER", "VESTIGINGSCODE": "Vestigingsnummer"}

    imported(rij("01ZZ03", VESTIGINGSCODE="03"), columns=[older.get(column, column) for column in COLUMNS])

    assert Vestiging.objects.get().code == "01ZZ03"


def test_a_zero_that_a_spreadsheet_dropped_from_a_municipality_comes_back(imported):
    imported(rij(GEMEENTENUMMER="42"))

    assert Gemeente.objects.get().code == "0042"


def test_the_same_list_again_changes_nothing(imported):
    rows = [rij("01ZZ00"), rij("01ZZ01"), rij("02ZZ00")]
    assert counts(imported(*rows)) == (3, 0, 0, 0, 0, 0)
    before = snapshot()

    verslag = imported(*rows)

    assert counts(verslag) == (0, 0, 0, 0, 3, 0)
    assert set(verslag.ook.values()) == {0}
    assert snapshot() == before


def test_what_the_list_has_otherwise_now_is_changed_and_told(imported):
    imported(rij("01ZZ00", "Oude naam"), rij("02ZZ00"))

    verslag = imported(rij("01ZZ00", "Nieuwe naam", POSTCODE="9402AB"), rij("02ZZ00"))

    assert counts(verslag) == (0, 1, 0, 0, 1, 0)
    assert verslag.soorten["Gewijzigd"] == ["Nieuwe naam (01ZZ00): naam, postcode"]
    assert Vestiging.objects.get(code="01ZZ00").postcode == "9402 AB"
    assert Organisatie.objects.get(instellingscode="01ZZ").naam == "Nieuwe naam"


def test_a_vestiging_that_left_the_list_is_gone_since_that_day_and_back_when_it_returns(imported):
    imported(rij("01ZZ00"), rij("01ZZ01"))

    gone = imported(rij("01ZZ00"))
    assert counts(gone) == (0, 0, 1, 0, 1, 0)
    assert Vestiging.objects.get(code="01ZZ01").vervallen_datum == timezone.localdate()

    back = imported(rij("01ZZ00"), rij("01ZZ01"))
    assert counts(back) == (0, 0, 0, 1, 1, 0)
    assert Vestiging.objects.filter(vervallen_datum__isnull=False).count() == 0


def test_a_vestiging_stays_gone_since_the_first_day(imported):
    imported(rij("01ZZ00"), rij("01ZZ01"))
    imported(rij("01ZZ00"))
    Vestiging.objects.filter(code="01ZZ01").update(vervallen_datum=date(2026, 3, 1))

    verslag = imported(rij("01ZZ00"))

    assert counts(verslag) == (0, 0, 0, 0, 1, 0)
    assert Vestiging.objects.get(code="01ZZ01").vervallen_datum == date(2026, 3, 1)


def test_what_people_and_the_demo_entered_survives(imported):
    gemeente = Gemeente.objects.create(code="2000", naam="Demostad")
    eigen = Organisatie.objects.create(naam="Eigen bestuur", soort="bestuur", bevoegd_gezag_nummer="90000")
    demo = {"organisatie": eigen, "gemeente": gemeente, "plaats": "Demostad"}
    Vestiging.objects.create(code=namen.vestigingscode(0), naam="Demoschool", **demo)
    before = Vestiging.objects.values().get()

    imported(rij("01ZZ00"))
    verslag = imported(rij("02ZZ00"))

    assert verslag.soorten["Vervallen"] == ["Het Proeflokaal (01ZZ00), Proefdam"]
    assert Vestiging.objects.values().get(code=namen.vestigingscode(0)) == before
    assert Organisatie.objects.get(bevoegd_gezag_nummer="90000").naam == "Eigen bestuur"


def test_a_board_that_people_entered_is_used_and_keeps_its_name(imported):
    eigen = Organisatie.objects.create(naam="Stichting Proef", soort="bestuur", bevoegd_gezag_nummer="01234")

    imported(rij("01ZZ00"))

    assert Vestiging.objects.get().organisatie.bestuur == eigen
    assert Organisatie.objects.get(soort="bestuur").naam == "Stichting Proef"


def test_a_vestiging_that_people_tied_to_their_own_organisation_stays_tied_to_it(imported):
    eigen = Organisatie.objects.create(naam="Eigen school", soort="school")
    Vestiging.objects.create(code="01ZZ00", naam="Oud", organisatie=eigen)

    verslag = imported(rij("01ZZ00", "Nieuw"))

    assert counts(verslag) == (0, 1, 0, 0, 0, 0)
    vestiging = Vestiging.objects.get()
    assert (vestiging.naam, vestiging.organisatie) == ("Nieuw", eigen)


def test_a_municipality_that_people_write_with_other_capitals_stays_as_it_is(imported):
    Gemeente.objects.create(code="0042", naam="'s-Proefland", provincie="Fryslân")

    verslag = imported(rij(GEMEENTENAAM="S PROEFLAND"))

    assert verslag.ook["gemeenten gewijzigd"] == 0
    assert Gemeente.objects.get().naam == "'s-Proefland"


def test_what_came_in_capitals_before_is_written_out_once(imported):
    imported(rij("01ZZ00"), rij("02ZZ00"))
    Vestiging.objects.update(plaats="PROEFDAM")
    Gemeente.objects.update(naam="PROEFLAND")

    first = imported(rij("01ZZ00"), rij("02ZZ00"))
    second = imported(rij("01ZZ00"), rij("02ZZ00"))

    assert (counts(first), first.ook["gemeenten gewijzigd"]) == ((0, 2, 0, 0, 0, 0), 1)
    assert (counts(second), second.ook["gemeenten gewijzigd"]) == ((0, 0, 0, 0, 2, 0), 0)
    assert set(Vestiging.objects.values_list("plaats", flat=True)) == {"Proefdam"}
    assert Gemeente.objects.get().naam == "Proefland"


def test_a_place_street_school_and_municipality_in_capitals_are_written_out(imported):
    capitals = {
        "STRAATNAAM": "VAN DER PROEFSTRAAT",
        "PLAATSNAAM": "'S-PROEFHAGE",
        "GEMEENTENAAM": "PROEF AAN DEN IJSSEL",
    }

    imported(rij("01ZZ00", "CSG HET PROEFLOKAAL", **capitals))

    vestiging = Vestiging.objects.get()
    assert (vestiging.naam, vestiging.straat_en_nummer) == ("CSG het Proeflokaal", "Van der Proefstraat 7-A")
    assert (vestiging.plaats, vestiging.gemeente.naam) == ("'s-Proefhage", "Proef aan den IJssel")
    assert Vestiging.objects.search("s proefhage").get() == vestiging


def test_the_islands_have_a_list_of_their_own_without_postcodes(imported):
    imported(rij("01ZZ00"))
    columns = ["INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM", "STRAATNAAM", "PLAATSNAAM"]

    verslag = imported(
        ["30ZZ", "30ZZ00", "Eilandschool", "Kaya 1", "KRALENDIJK"], soort=Lijstsoort.CARIBISCH, columns=columns
    )

    assert counts(verslag) == (1, 0, 0, 0, 0, 0)
    assert Vestiging.objects.filter(vervallen_datum__isnull=True).count() == 2
    assert Vestiging.objects.get(code="30ZZ00").postcode == ""


def test_an_import_leaves_one_trace_with_the_file_and_the_counts(imported, tmp_path):
    verslag = imported(rij("01ZZ00"), rij("02ZZ00", POSTCODE="onbekend"))

    spoor = Spoor.objects.of(Bronlijst.objects.get(soort="vo")).get()
    assert spoor.wat == "import_vestigingen"
    assert (spoor.data["bestand"], spoor.data["sha256"]) == ("lijst.csv", verslag.bestand.sha256)
    assert (spoor.data["rijen"], spoor.data["toegevoegd"], spoor.data["geweigerd"]) == (2, 1, 1)
    assert list(verify_chain()) == []


def test_more_rows_take_no_more_queries(imported, django_assert_num_queries):
    codes = [f"{first:02d}ZZ{site:02d}" for first in range(8) for site in range(5)]
    imported(rij(codes[0]))

    with django_assert_num_queries(15):
        imported(*map(rij, codes[4:6]))
    with django_assert_num_queries(15):
        imported(*map(rij, codes[6:]))


def test_the_command_tells_the_total_and_the_first_twenty_of_each_kind(tmp_path):
    rows = [rij(f"{number:02d}ZZ00", f"School {number}") for number in range(25)]
    out, err = io.StringIO(), io.StringIO()

    call_command("import_vestigingen", str(write_list(tmp_path / "lijst.csv", rows)), stdout=out, stderr=err)

    lines = out.getvalue().splitlines()
    assert lines[0] == "Vestigingen vo: 25 rijen gelezen uit lijst.csv."
    start = lines.index("Toegevoegd: 25")
    assert lines[start + 20 : start + 23] == ["  School 19 (19ZZ00), Proefdam", "  … en nog 5", "Gewijzigd: 0"]
    assert err.getvalue() == ""


def test_a_very_long_list_of_kinds_of_education_does_not_cost_a_row(imported):
    verslag = imported(rij(ONDERWIJSSTRUCTUUR="VBO/" + "BRUGJAAR 1-3/" * 40))

    assert verslag.geweigerd == 0
    assert [vestiging.onderwijsstructuur[:4] for vestiging in Vestiging.objects.of_vmbo()] == ["VBO/"]
