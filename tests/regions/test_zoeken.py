"""Vestigingen are found by name, place and code, as people type them."""

import pytest

from regions.lijsten import import_vestigingen
from regions.models import Vestiging
from sto_portal.namen import name_key
from tests.regions.duolijst import rij, write_list

pytestmark = pytest.mark.django_db

SCHOOLS = [
    ("01ZZ00", "École Één", "'S-GRAVENDAM"),
    ("01ZZ01", "Het Proeflokaal", "PROEFDAM"),
    ("02ZZ00", "Lokaal 100% Techniek", "PROEFDAM"),
]


@pytest.fixture
def schools():
    return [Vestiging.objects.create(code=code, naam=naam, plaats=plaats) for code, naam, plaats in SCHOOLS]


def found(text):
    return list(Vestiging.objects.search(text).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("ecole", ["01ZZ00"]),
        ("ÉCOLE een", ["01ZZ00"]),
        ("'s gravendam", ["01ZZ00"]),
        ("01zz", ["01ZZ00", "01ZZ01"]),
        ("proefdam lokaal", ["01ZZ01", "02ZZ00"]),
        ("techniek proefdam 02ZZ00", ["02ZZ00"]),
        ("100%", ["02ZZ00"]),
        ("proef_dam", ["01ZZ01", "02ZZ00"]),
        ("nergens", []),
    ],
)
def test_every_word_is_looked_for_in_name_place_and_code(schools, typed, codes):
    assert found(typed) == codes


def test_a_folded_text_has_small_letters_and_digits_alone():
    assert name_key("  Ö\0lands-School (nr. 2)\n") == "o lands school nr 2"


def test_a_vestiging_is_found_by_its_new_name(schools):
    schools[0].naam = "Atelier"
    schools[0].save()

    assert (found("atelier"), found("ecole")) == (["01ZZ00"], [])


def test_what_an_import_brings_and_changes_is_found(tmp_path):
    path = tmp_path / "lijst.csv"
    import_vestigingen(write_list(path, [rij("01ZZ00", "École", PLAATSNAAM="Fijnaart", ONDERWIJSSTRUCTUUR="PRO/VBO")]))
    assert (found("ecole fijnaart"), Vestiging.objects.get().onderwijsstructuur) == (["01ZZ00"], "PRO/VBO")

    import_vestigingen(write_list(path, [rij("01ZZ00", "Atelier", PLAATSNAAM="Fijnaart")]))

    assert (found("atelier fijnaart"), found("ecole")) == (["01ZZ00"], [])
