import io

import pytest
from django.core.management import CommandError, call_command

from regions.lijsten import import_besturen, import_vestigingen
from regions.models import Bronlijst, Organisatie
from sto_portal.sporen.models import Spoor
from tests.regions.duolijst import rij, write_besturen, write_list

pytestmark = pytest.mark.django_db

PROEF = ("01234", "Stichting Proef, onderwijs", "Proefdam", "1234567")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "besturen.csv"


def test_a_board_comes_with_its_name_and_the_zero_of_its_kvk_number(path):
    import_besturen(write_besturen(path, [PROEF]))

    bestuur = Organisatie.objects.get()
    assert (bestuur.soort, bestuur.bevoegd_gezag_nummer) == ("bestuur", "01234")
    assert (bestuur.naam, bestuur.kvk_nummer) == ("Stichting Proef, onderwijs", "01234567")


def test_the_board_of_an_imported_school_gets_its_name(path, tmp_path):
    import_vestigingen(write_list(tmp_path / "lijst.csv", [rij()]))

    verslag = import_besturen(write_besturen(path, [PROEF]))

    assert verslag.soorten["Gewijzigd"] == ["01234 Stichting Proef, onderwijs: naam, KvK-nummer"]
    assert Organisatie.objects.get(instellingscode="01ZZ").bestuur.naam == "Stichting Proef, onderwijs"
    again = import_vestigingen(tmp_path / "lijst.csv")
    assert set(again.ook.values()) == {0}


def test_the_same_boards_again_change_nothing(path):
    import_besturen(write_besturen(path, [PROEF]))
    before = Organisatie.objects.values().get()

    verslag = import_besturen(path)

    assert (verslag.ongewijzigd, *map(len, verslag.soorten.values())) == (1, 0, 0, 0)
    assert Organisatie.objects.values().get() == before


def test_a_board_that_people_entered_is_told_and_not_overwritten(path):
    Organisatie.objects.create(naam="Eigen naam", soort="bestuur", bevoegd_gezag_nummer="01234")

    verslag = import_besturen(write_besturen(path, [PROEF]))

    assert verslag.soorten["Zelf ingevoerd en niet overschreven"] == [
        "01234 Eigen naam (in de lijst: Stichting Proef, onderwijs)"
    ]
    assert Organisatie.objects.get().naam == "Eigen naam"


def test_bad_boards_are_refused_with_row_column_and_reason(path):
    rows = [PROEF, ("1", "Te kort", "", ""), ("01235", " ", "", "123456789"), ("01234", "Nog eens", "", "")]
    err = io.StringIO()

    call_command("import_besturen", str(write_besturen(path, rows)), stdout=io.StringIO(), stderr=err)

    assert err.getvalue().splitlines()[1:] == [
        "Geweigerde rijen: 3",
        "  Rij 3, kolom BEVOEGD GEZAG NUMMER: '1' is geen nummer van 5 cijfers, zoals 12345.",
        "  Rij 4, kolom BEVOEGD GEZAG NAAM: Deze cel is leeg.",
        "  Rij 4, kolom KVK-NUMMER: '123456789' is geen nummer van 8 cijfers, zoals 12345678.",
        "  Rij 5: 01234 staat ook op rij 2.",
    ]
    assert Organisatie.objects.count() == 1


def test_a_list_of_something_else_is_refused_and_nothing_is_written(path):
    columns = ("BEVOEGD GEZAG NUMMER", "PLAATSNAAM")

    with pytest.raises(CommandError, match="Deze kolommen ontbreken: BEVOEGD GEZAG NAAM, KVK-NUMMER"):
        call_command("import_besturen", str(write_besturen(path, [("01234", "Proefdam")], columns=columns)))
    assert Organisatie.objects.count() == 0


def test_an_import_of_boards_leaves_a_trace(path):
    verslag = import_besturen(write_besturen(path, [PROEF]))

    spoor = Spoor.objects.of(Bronlijst.objects.get(soort="besturen")).get()
    assert (spoor.wat, spoor.data["sha256"]) == ("import_besturen", verslag.bestand.sha256)
    assert (spoor.data["toegevoegd"], spoor.data["geweigerd"]) == (1, 0)
