"""Tables as people paste them: a title above the headings, merged cells, a place where the portal keeps none."""

import pytest

from applications.models import Partner
from tests.applications.writing import url_of
from tests.factories import AanvraagFactory

pytestmark = pytest.mark.django_db
KOP = "Soort partner\tNaam\tKvK\tPlaats"
AS_ABOVE = "Dit is leeg. Is het ook {}, zoals de rij erboven? Neem lege soorten dan over met de knop hierboven."


@pytest.fixture
def page(client, anna, twente):
    """Anna hands in a table on the page that she opened."""
    client.force_login(anna)
    url = url_of(AanvraagFactory(regio=twente), "partners", "tabel")
    sleutel = str(client.get(url).context["form"].initial["sleutel"])
    return lambda tekst, actie="controleren": client.post(url, {"tekst": tekst, "actie": actie, "sleutel": sleutel})


def partners():
    return list(Partner.objects.order_by("pk").values_list("soort", "naam"))


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_a_title_above_the_headings_is_no_heading_and_no_partner(page, separator):
    row = "Bedrijf\tBuis BV\t12345678\tProefdam"
    tekst = f"Partners van regio Twente, versie 3\n\n{KOP}\n{row}".replace("\t", separator)

    shown = page(tekst)
    page(tekst, "toevoegen")

    voorbeeld = shown.context["voorbeeld"]
    assert (voorbeeld.goed, voorbeeld.fout) == (1, 0)
    assert "Partners van regio Twente" in " ".join(voorbeeld.boven)
    assert "Wat boven de kolomkoppen staat, gaat niet mee" in shown.text
    assert partners() == [("bedrijf", "Buis BV")]


def test_a_table_of_which_no_heading_is_known_says_so(page):
    response = page("Lijst\nBedrijf\tBuis BV")

    assert "De kolomkoppen zijn niet herkend." in response.text


MERGED = (
    f"{KOP}\nBedrijf\tBuis BV\t12345678\t\n\tDraad BV\t23456789\t\nMbo\tROC Proef\t34567890\t\n\tROC Twee\t45678901\t"
)


def test_an_empty_cell_under_a_merged_one_asks_whether_it_is_the_same(page):
    response = page(MERGED)

    assert [fout["label"] for fout in response.context["voorbeeld"].fouten] == [
        f"Rij 3, Soort partner: {AS_ABOVE.format('bedrijf')}",
        f"Rij 5, Soort partner: {AS_ABOVE.format('mbo-instelling')}",
    ]
    assert "Neem 2 lege soorten over van de rij erboven" in " ".join(response.text.split())
    assert partners() == []


def test_one_click_takes_the_kind_of_the_row_above_and_the_next_adds_all(page):
    filled = page(MERGED, "overnemen")
    tekst = filled.context["form"].initial["tekst"]
    page(tekst, "toevoegen")

    assert (filled.context["voorbeeld"].goed, filled.context["voorbeeld"].als_boven) == (4, 0)
    assert partners() == [
        ("bedrijf", "Buis BV"), ("bedrijf", "Draad BV"), ("mbo", "ROC Proef"), ("mbo", "ROC Twee"),
    ]  # fmt: skip


def test_the_first_row_without_a_kind_has_none_to_take_over(page):
    response = page(f"{KOP}\n\tBuis BV\t12345678\t")

    assert [fout["label"] for fout in response.context["voorbeeld"].fouten] == [
        "Rij 2, Soort partner: Dit is leeg. Vul de soort partner in."
    ]
    assert response.context["voorbeeld"].als_boven == 0


def test_a_place_that_is_not_kept_is_told_and_does_not_vanish(page):
    response = page(f"{KOP}\nVmbo\tDe School\t12345678\tProefdam")

    assert [fout["label"] for fout in response.context["voorbeeld"].fouten] == [
        "Rij 2, Plaats: Het adres van een school komt uit de lijst van DUO. Vul het BRIN in, of maak dit leeg."
    ]


def test_a_column_without_a_name_is_told_where_it_has_something_in_it(page):
    response = page("Soort\tNaam\t\t\nmbo\tROC\t\tiets")

    assert response.context["voorbeeld"].onbekend == ["kolom D (zonder naam)"]


def test_the_kind_of_a_row_that_stays_is_still_that_of_the_row_above_it(page):
    tekst = f"{KOP}\nMbo\t\t\t\nBedrijf\tBuis BV\t12345678\t\n\tDraad BV\t23456789\t"

    response = page(tekst, "goede")

    assert response.context["form"]["tekst"].value().splitlines()[1:] == ["Mbo", "Bedrijf\tDraad BV\t23456789"]
    assert "Waar de soort leeg was, staat nu de soort van de rij erboven." in response.text


@pytest.mark.parametrize(
    ("text", "told"),
    [("Bonaire", ["Rij 2, Gevestigd in Caribisch Nederland: Vul ja of nee in."]), ("Nee", []), ("x", [])],
)
def test_a_word_that_is_neither_yes_nor_no_is_not_taken_for_no(page, text, told):
    response = page(f"Soort\tNaam\tCaribisch\nbedrijf\tBuis BV\t{text}")

    assert [fout["label"] for fout in response.context["voorbeeld"].fouten] == told
