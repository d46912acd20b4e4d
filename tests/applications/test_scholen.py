"""Of every vmbo school in the region's municipalities the penvoerder tells that it takes part, or why not."""

import pytest

from applications.contents import Planinhoud
from applications.controles import check
from applications.models import Nietdeelnemer
from applications.reading.lezen import read_plan
from applications.vragenlijsten import read_paragrafen
from regions.models import Gemeente, Regiovestiging, Vestiging
from tests.applications.plans import complete_aanvraag
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanvraagFactory, SchoolFactory


@pytest.fixture
def gemeente(twente):
    found = Gemeente.objects.create(code="0042", naam="Proefland")
    twente.gemeenten.add(found)
    return found


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def page(aanvraag):
    return url_of(aanvraag, "scholen")


@pytest.fixture
def new(aanvraag):
    return url_of(aanvraag, "scholen", "nieuw")


def make_school(gemeente, code="04AB00", naam="De Vierde", structuur="VBO/MAVO", **fields):
    return Vestiging.objects.create(code=code, naam=naam, gemeente=gemeente, onderwijsstructuur=structuur, **fields)


def stands(response):
    """{code: partner, reden, elders or open} of the schools on the page."""
    found = {}
    for stand in response.context["standen"]:
        known = {"partner": stand.partner, "reden": stand.rij, "elders": stand.elders, "open": stand.is_open}
        (found[stand.vestiging.code],) = [name for name, value in known.items() if value]
    return found


@pytest.mark.parametrize(
    ("structuur", "shown"),
    [("VBO", True), ("PRO/VBO/MAVO/HAVO", True), ("VMBO", True), ("MAVO/HAVO/VWO", False), ("PRO", False), ("", False)],
)
def test_a_school_for_vmbo_in_a_municipality_of_the_region_is_shown(client, anna, gemeente, page, structuur, shown):
    make_school(gemeente, structuur=structuur)
    client.force_login(anna)

    assert stands(client.get(page)) == ({"04AB00": "open"} if shown else {})


def test_a_school_elsewhere_is_not_shown(client, anna, gemeente, page):
    make_school(Gemeente.objects.create(code="0043", naam="Verland"))
    client.force_login(anna)

    assert stands(client.get(page)) == {}


def test_each_school_tells_how_it_stands_and_the_open_ones_come_first(client, anna, aanvraag, veluwe, gemeente, page):
    for number, naam in enumerate(["Aan zee", "Bergen", "Cuijk", "Dorp"]):
        make_school(gemeente, f"0{number}AB00", naam)
    SchoolFactory(plan=aanvraag.plan, vestigingscode="00AB00")
    Nietdeelnemer.objects.create(plan=aanvraag.plan, naam="Bergen", vestigingscode="01AB00", reden="wil_niet")
    Regiovestiging.objects.create(
        regeling=aanvraag.ronde.regelingversie.regeling,
        vestiging=Vestiging.objects.get(code="02AB00"),
        regio=veluwe,
        vanaf_datum="2020-01-01",
    )
    client.force_login(anna)

    found = stands(client.get(page))

    assert found == {"03AB00": "open", "00AB00": "partner", "01AB00": "reden", "02AB00": "elders"}
    assert next(iter(found)) == "03AB00"


def test_a_school_from_the_list_comes_with_its_name_and_a_reason_is_kept(client, anna, gemeente, new, page):
    vestiging = make_school(gemeente, plaats="Proefdam")
    client.force_login(anna)

    sent = fields_of(client.get(f"{new}?vestiging=04AB00")) | {"reden": "geen_antwoord"}
    response = client.post(new, sent)

    assert response.url == page
    assert Nietdeelnemer.objects.values("naam", "vestigingscode", "plaats", "reden", "vestiging").get() == {
        "naam": "De Vierde",
        "vestigingscode": "04AB00",
        "plaats": "Proefdam",
        "reden": "geen_antwoord",
        "vestiging": vestiging.pk,
    }


def test_a_school_without_a_code_is_typed(client, anna, new, page):
    client.force_login(anna)

    fill_in(client, new, naam="Vso De Boog", reden="anders", toelichting="Bestaat pas sinds kort.")

    assert [row.naam for row in client.get(page).context["tabel"].rijen] == ["Vso De Boog"]


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"naam": "X", "reden": "anders"}, "toelichting", "Schrijf op waarom deze school niet meedoet."),
        ({"naam": "X"}, "reden", "Maak een keuze."),
        ({"reden": "wil_niet"}, "naam", "Vul dit in."),
        ({"naam": "X", "reden": "wil_niet", "vestigingscode": "1"}, "vestigingscode", "Vul 6 tekens in"),
        ({"naam": "X", "reden": "wil_niet", "vestigingscode": "01AB00"}, "vestigingscode", "Deze school is al partner"),
        ({"naam": "X", "reden": "wil_niet", "vestigingscode": "02AB00"}, "vestigingscode", "Deze school staat al in"),
        ({"naam": "X\0", "reden": "wil_niet"}, "naam", "In uw tekst staat een teken"),
    ],
)
def test_what_is_missing_or_stands_twice_is_told(client, anna, aanvraag, new, typed, field, message):
    SchoolFactory(plan=aanvraag.plan, vestigingscode="01AB00")
    Nietdeelnemer.objects.create(plan=aanvraag.plan, naam="Bergen", vestigingscode="02AB00", reden="wil_niet")
    client.force_login(anna)

    errors = fill_in(client, new, **typed).context["form"].errors

    assert list(errors) == [field]
    assert errors[field][0].startswith(message)


def test_the_regiovisie_shows_the_schools_with_their_reasons(twente):
    plan = complete_aanvraag(regio=twente).plan

    leesplan = read_plan(plan, Planinhoud(plan))

    (vraag,) = [
        vraag
        for onderdeel in leesplan.onderdelen
        for paragraaf in onderdeel.paragrafen
        for vraag in paragraaf.vragen
        if vraag.code == "b1_2_afzien_scholen"
    ]
    (tabel,) = vraag.tabellen
    assert [[cel.tekst for cel in rij] for rij in tabel.rijen] == [
        ["De Derde", "", "", "De school wil niet meedoen", ""],
    ]


@pytest.mark.parametrize("number", [1, 30])
def test_many_schools_are_told_in_one_sentence_and_take_as_many_queries(
    twente, gemeente, number, django_assert_num_queries
):
    plan = complete_aanvraag(regio=twente).plan
    for place in range(number):
        make_school(gemeente, f"{place:02d}AC00", f"School {place:02d}")
    plan = type(plan).objects.select_related("regio", "ronde__regelingversie__regeling").get(pk=plan.pk)
    read_paragrafen(plan.ronde)

    with django_assert_num_queries(17):
        (found,) = [bevinding for bevinding in check(plan) if bevinding.code == "school-zonder-reden"]

    assert ("en nog 27" in found.tekst) is (number == 30)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    client, anna, gemeente, page, number, django_assert_num_queries
):
    for place in range(number):
        make_school(gemeente, f"0{place}AC00")
    client.force_login(anna)

    with django_assert_num_queries(9):
        assert len(client.get(page).context["standen"]) == number
