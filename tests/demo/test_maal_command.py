"""load_demo --maal: what it takes, what it says, and that it runs once."""

import csv

import pytest
from django.core.management import CommandError

from regions.models import Regio
from sto_portal.accounts.models import User
from sto_portal.demo.regios import KOLOMMEN
from tests.demo.loading import SMALL, load


@pytest.fixture
def small(tmp_path):
    """The path of a file with two small regions."""
    path = tmp_path / "regios.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, KOLOMMEN)
        writer.writeheader()
        writer.writerows(SMALL | {"region": f"T{number}"} for number in range(2))
    return str(path)


@pytest.mark.parametrize("maal", ["0", "-1", "drie", "", "1.5", "³"])
def test_what_is_no_whole_number_is_refused(db, maal):
    with pytest.raises(CommandError, match=r"geen heel getal van 1 of meer"):
        load("--maal", maal)

    assert not User.objects.exists()


@pytest.mark.parametrize("maal", ["193", "1000000", "9" * 5000])
def test_more_regions_than_there_are_numbers_is_refused(db, maal):
    with pytest.raises(CommandError, match=r"is te veel. Met 78 regio's is 192 het hoogste"):
        load("--maal", maal)

    assert not User.objects.exists()


def test_a_file_is_loaded_as_often_as_was_asked_and_then_no_more(own_database, small):
    told = load("--regios", small, "--maal", "4")
    again = load("--regios", small, "--maal", "4")

    assert "4 van de 4 keer: 8 regio's.\n" in told
    assert again == "De demo staat al in de database.\n"
    assert Regio.objects.count() == 8
    with pytest.raises(CommandError, match=r"geladen met --maal 4"):
        load("--regios", small)
    with pytest.raises(CommandError, match=r"ander bestand"):
        load("--maal", "4")
    assert Regio.objects.count() == 8


def test_once_is_what_it_was(demo):
    assert load("--maal", "1") == "De demo staat al in de database.\n"

    with pytest.raises(CommandError, match=r"geladen met --maal 1"):
        load("--maal", "2")
    assert Regio.objects.count() == 78
