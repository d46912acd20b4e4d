"""A school that becomes partner is looked up in the register, which fills what it knows."""

import pytest

from applications.models import Partner
from regions.models import Bronlijst, Lijstsoort, Organisatie, Organisatiesoort, Regiovestiging, Vestiging
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanvraagFactory, SchoolFactory


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def new(aanvraag):
    return url_of(aanvraag, "partners", "nieuw")


@pytest.fixture
def search(client, anna, aanvraag):
    """What the register answers while Anna types."""
    client.force_login(anna)
    url = url_of(aanvraag, "partners", "zoeken")

    def run(zoek, soort="vmbo"):
        return client.get(url, {"zoek": zoek, "soort": soort}).context["gevonden"]

    return run


def make_bestuur(naam="Stichting Proef", nummer="01234"):
    return Organisatie.objects.create(
        naam=naam, soort=Organisatiesoort.BESTUUR, bevoegd_gezag_nummer=nummer, kvk_nummer="87654321"
    )


def make_vestiging(code="01ZZ00", naam="École Proef", **fields):
    school = Organisatie.objects.create(
        naam=naam, soort=Organisatiesoort.SCHOOL, bestuur=fields.pop("bestuur", None), instellingscode=code[:4]
    )
    address = {"straat_en_nummer": "Proefweg 7", "postcode": "9401 AB", "plaats": "PROEFDAM"}
    return Vestiging.objects.create(code=code, naam=naam, organisatie=school, **address | fields)


def test_a_search_by_part_of_the_name_gives_the_school(search):
    vestiging = make_vestiging()

    gevonden = search("ecole")

    assert [treffer.vestiging for treffer in gevonden.treffers] == [vestiging]
    assert gevonden.melding == "1 school gevonden."


def test_more_than_ten_are_counted_and_not_shown(search):
    for number in range(34):
        Vestiging.objects.create(code=f"{number:02d}ZZ00", naam=f"Proefschool {number:02d}")

    gevonden = search("proefschool")

    assert (len(gevonden.treffers), gevonden.aantal, gevonden.meer) == (10, 34, 24)
    assert gevonden.melding == "34 scholen gevonden, de eerste 10 staan hieronder."


@pytest.mark.parametrize(
    ("typed", "melding"),
    [
        ("", ""),
        ("e", "Typ ten minste 2 letters of cijfers van de naam, de plaats of de code."),
        ("\0-%", "Typ ten minste 2 letters of cijfers van de naam, de plaats of de code."),
        ("nergens", "Geen school gevonden. Zoek op een ander woord, of vul de gegevens zelf in."),
        ("x " * 5000, "Geen school gevonden. Zoek op een ander woord, of vul de gegevens zelf in."),
    ],
)
def test_a_search_that_finds_nothing_says_what_to_do(search, typed, melding):
    assert search(typed).melding == melding


def test_a_school_that_left_the_list_is_not_offered(search):
    lijst = Bronlijst.objects.create(soort=Lijstsoort.VO)
    make_vestiging(bronlijst=lijst, vervallen_datum="2026-01-01")

    assert search("ecole").treffers == []


def test_a_school_that_is_partner_already_is_told_and_cannot_be_chosen(client, anna, aanvraag, new):
    make_vestiging()
    partner = SchoolFactory(plan=aanvraag.plan, vestigingscode="01ZZ00")
    client.force_login(anna)

    response = client.get(f"{new}?soort=vmbo&zoek=ecole")

    assert [treffer.partner for treffer in response.context["register"]["gevonden"].treffers] == [partner]
    assert "Staat al in uw plan" in response.text
    assert "vestiging=01ZZ00" not in response.text


def test_a_school_of_another_region_is_told_and_can_still_be_chosen(client, anna, aanvraag, veluwe, new):
    regeling = aanvraag.ronde.regelingversie.regeling
    held = {"regeling": regeling, "regio": veluwe, "vanaf_datum": "2020-01-01"}
    Regiovestiging.objects.create(vestiging=make_vestiging(), **held)
    client.force_login(anna)

    text = client.get(f"{new}?soort=vmbo&zoek=ecole").text

    assert "Doet mee in een andere regio" in text
    assert "vestiging=01ZZ00" in text


def test_without_javascript_the_page_itself_lists_what_was_found(client, anna, new):
    make_vestiging(bestuur=make_bestuur())
    client.force_login(anna)

    response = client.get(f"{new}?soort=vmbo&zoek=proefdam")

    assert f'href="{new}?soort=vmbo&amp;vestiging=01ZZ00"' in response.text
    assert "Stichting Proef" in response.text


def test_choosing_fills_the_form_and_saving_keeps_all_that_is_known(client, anna, new):
    vestiging = make_vestiging(bestuur=make_bestuur())
    client.force_login(anna)

    page = fields_of(client.get(f"{new}?soort=vmbo&vestiging=01ZZ00"))
    client.post(f"{new}?soort=vmbo&vestiging=01ZZ00", page)

    known = {
        "naam": "École Proef",
        "vestigingscode": "01ZZ00",
        "bevoegd_gezag": "Stichting Proef",
        "bevoegd_gezag_nummer": "01234",
        "kvk_nummer": "87654321",
    }
    assert {name: page.get(name) for name in known} == known
    address = {"adres": "Proefweg 7", "postcode": "9401 AB", "plaats": "PROEFDAM"}
    tied = {"vestiging": vestiging.pk, "organisatie": vestiging.organisatie_id}
    assert Partner.objects.values(*known, *address, *tied).get() == known | address | tied


def test_a_board_of_which_only_the_number_is_known_leaves_its_name_open(client, anna, new):
    make_vestiging(bestuur=make_bestuur(naam="Bevoegd gezag 01234"))
    client.force_login(anna)

    page = fields_of(client.get(f"{new}?soort=vmbo&vestiging=01ZZ00"))

    assert (page.get("bevoegd_gezag"), page["bevoegd_gezag_nummer"]) == (None, "01234")


def test_a_school_on_an_island_brings_its_own_numbers(client, anna, new):
    make_vestiging(bronlijst=Bronlijst.objects.create(soort=Lijstsoort.CARIBISCH), postcode="")
    client.force_login(anna)

    assert client.get(f"{new}?soort=vmbo&vestiging=01ZZ00").context["form"].initial["in_caribisch_nederland"] is True


@pytest.mark.parametrize("code", ["99ZZ99", "", "%00", "<script>", "01zz0"])
def test_a_code_that_the_register_does_not_have_gives_the_empty_form(client, anna, new, code):
    client.force_login(anna)

    response = client.get(f"{new}?soort=vmbo&vestiging={code}")

    assert response.status_code == 200
    assert "naam" not in response.context["form"].initial


def test_firms_are_not_looked_up(client, anna, new):
    client.force_login(anna)

    assert client.get(f"{new}?soort=bedrijf").context["register"] == {}


def test_the_address_of_another_school_does_not_stay_behind(client, anna, aanvraag):
    partner = SchoolFactory(plan=aanvraag.plan, vestigingscode="01ZZ00", vestiging=make_vestiging())
    client.force_login(anna)

    fill_in(client, url_of(aanvraag, "partners", partner.pk), vestigingscode="02ZZ00")

    partner.refresh_from_db()
    assert (partner.vestigingscode, partner.vestiging, partner.adres) == ("02ZZ00", None, "")


@pytest.mark.parametrize("number", [1, 10])
def test_a_search_takes_as_many_queries_for_one_as_for_ten(search, number, django_assert_num_queries):
    bestuur = make_bestuur()
    for index in range(number):
        make_vestiging(f"{index:02d}ZZ00", bestuur=bestuur)

    with django_assert_num_queries(7):
        search("ecole")
