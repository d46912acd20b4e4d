import pytest

from applications.models import Partner
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanvraagFactory, PartnerFactory, SchoolFactory

FIRM = {
    "naam": "Bedachte Buis B.V.",
    "adres": "Pijp 1",
    "postcode": "1234ab",
    "plaats": "Verzonnen",
    "kvk_nummer": "12 345 678",
}
SCHOOL = {
    "naam": "Vakcollege",
    "vestigingscode": "01ab00",
    "bevoegd_gezag": "Stichting",
    "bevoegd_gezag_nummer": "12345",
    "kvk_nummer": "12345678",
}


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def new(aanvraag):
    return url_of(aanvraag, "partners", "nieuw")


def test_the_page_first_asks_which_kind(client, anna, aanvraag, new):
    SchoolFactory(plan=aanvraag.plan, soort="penvoerder")
    client.force_login(anna)

    choices = dict(client.get(new).context["form"].fields["soort"].choices)

    assert "vmbo" in choices
    assert "penvoerder" not in choices


@pytest.mark.parametrize("query", ["?soort=", "?soort=onzin"])
def test_without_a_kind_the_page_asks_again(client, anna, new, query):
    client.force_login(anna)

    assert client.get(new + query).context["form"].errors["soort"] == ["Kies de soort partner."]
    assert client.post(new, {"soort": "onzin", "naam": "X"}).status_code == 200
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    ("soort", "typed", "kept"),
    [
        ("bedrijf", FIRM, FIRM | {"postcode": "1234 AB", "kvk_nummer": "12345678"}),
        ("vmbo", SCHOOL, SCHOOL | {"vestigingscode": "01AB00"}),
    ],
)
def test_each_kind_has_the_fields_of_its_block(client, anna, new, soort, typed, kept):
    client.force_login(anna)

    response = fill_in(client, f"{new}?soort={soort}", **typed)

    assert response.status_code == 302
    assert Partner.objects.values("soort", *kept).get() == kept | {"soort": soort}


def test_a_draft_partner_needs_only_a_name(client, anna, new):
    client.force_login(anna)

    codes = [fill_in(client, f"{new}?soort=mbo", naam=naam).status_code for naam in ("", "ROC Nergens")]

    assert codes == [200, 302]
    assert Partner.objects.get().naam == "ROC Nergens"


@pytest.mark.parametrize(
    ("soort", "field", "typed", "message"),
    [
        ("vmbo", "vestigingscode", "1234AB", "Vul 6 tekens in: 2 cijfers, 2 letters en 2 cijfers"),
        ("vmbo", "vestigingscode", "01AB", "Vul 6 tekens in"),
        ("vmbo", "bevoegd_gezag_nummer", "1234", "Vul 5 cijfers in"),
        ("vmbo", "kvk_nummer", "1234567", "Vul 8 cijfers in"),
        ("bedrijf", "postcode", "0000 AA", "Vul een postcode in van 4 cijfers en 2 letters"),
        ("bedrijf", "kvk_nummer", "twaalf", "Vul 8 cijfers in"),
        ("bedrijf", "naam", "x" * 201, "Zorg dat deze waarde niet meer dan 200 tekens bevat"),
        ("bedrijf", "naam", "x\0y", "In uw tekst staat een teken"),
    ],
)
def test_a_wrong_number_is_told_and_stays_in_the_field(client, anna, new, soort, field, typed, message):
    client.force_login(anna)

    form = fill_in(client, f"{new}?soort={soort}", **{"naam": "Naam", field: typed}).context["form"]

    assert list(form.errors) == [field]
    assert form.errors[field][0].startswith(message)
    assert form[field].value() == typed
    assert not Partner.objects.exists()


def test_in_caribisch_nederland_other_numbers_are_taken(client, anna, new):
    client.force_login(anna)
    island = {"naam": "Bonaire Bouw", "postcode": "n.v.t.", "kvk_nummer": "4711"}

    code = fill_in(client, f"{new}?soort=bedrijf", in_caribisch_nederland="on", **island).status_code

    assert code == 302
    assert Partner.objects.values(*island).get() == island


def test_a_site_stands_once_in_a_plan(client, anna, aanvraag, new):
    SchoolFactory(plan=aanvraag.plan, vestigingscode="01AB00", naam="Vakcollege")
    SchoolFactory(vestigingscode="02AB00")
    client.force_login(anna)

    form = fill_in(client, f"{new}?soort=vmbo", naam="Nog een", vestigingscode="01ab00").context["form"]
    other = fill_in(client, f"{new}?soort=vmbo", naam="Nog een", vestigingscode="02ab00")

    assert form.errors["vestigingscode"] == ["Deze vestiging staat al in uw plan: Vakcollege."]
    assert other.status_code == 302


def test_a_plan_has_one_penvoerder(client, anna, aanvraag, new):
    client.force_login(anna)
    page = fields_of(client.get(f"{new}?soort=penvoerder")) | SCHOOL
    SchoolFactory(plan=aanvraag.plan, soort="penvoerder")

    form = client.post(new, page).context["form"]

    assert form.non_field_errors() == ["Uw plan heeft al een penvoerder. Een plan heeft er één."]


def test_a_partner_keeps_its_kind_when_it_is_changed(client, anna, aanvraag):
    partner = PartnerFactory(plan=aanvraag.plan)
    client.force_login(anna)

    fill_in(client, url_of(aanvraag, "partners", partner.pk), naam="Nieuwe naam", soort="overheid")

    partner.refresh_from_db()
    assert (partner.naam, partner.soort, partner.versie) == ("Nieuwe naam", "bedrijf", 2)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(client, anna, aanvraag, number, django_assert_num_queries):
    PartnerFactory.create_batch(number, plan=aanvraag.plan)
    client.force_login(anna)

    with django_assert_num_queries(5):
        assert len(client.get(url_of(aanvraag, "partners")).context["tabel"].rijen) == number
