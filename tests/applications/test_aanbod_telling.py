"""The counted pupils are shown beside the plan first, and fill it without taking what people typed."""

import pytest

from applications.models import Aanbod
from regions.models import Leerlingtelling, Tellingbron, Vestiging
from sto_portal.sporen.models import Spoor
from tests.applications.writing import url_of
from tests.factories import AanbodFactory, AanvraagFactory, SchoolFactory


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def school(aanvraag):
    return SchoolFactory(plan=aanvraag.plan, vestigingscode="01ZZ00", naam="Het Proeflokaal")


@pytest.fixture
def page(aanvraag):
    return url_of(aanvraag, "aanbod", "telling")


def count(leerjaar, laag, hoog=None, *, code="01ZZ00", profiel="PIE", leerweg="bb", jaar=2025, bron=Tellingbron.DUO):
    vestiging, _ = Vestiging.objects.get_or_create(code=code, defaults={"naam": code})
    Leerlingtelling.objects.create(
        vestiging=vestiging,
        jaar=jaar,
        bron=bron,
        profiel=profiel,
        leerweg=leerweg,
        leerjaar=leerjaar,
        laag=laag,
        hoog=hoog or laag,
    )


def shown(response):
    return [(v.school.naam, v.vak, v.telling, v.nu, str(v.gevolg)) for v in response.context["voorstellen"]]


def rows():
    return list(Aanbod.objects.order_by("profiel").values_list("profiel", "leerweg", "leerlingen"))


def test_both_upper_years_are_one_number_and_what_is_hidden_an_interval(client, anna, school, page):
    count(3, 10)
    count(4, 1, 4)
    client.force_login(anna)

    assert shown(client.get(page)) == [
        ("Het Proeflokaal", "Produceren, installeren en energie (PIE), bb", "11 tot en met 14", None, "nieuw")
    ]


def test_filling_adds_what_the_plan_lacks_and_leaves_what_was_typed(client, anna, school, page):
    count(3, 10)
    count(3, 20, profiel="BWI")
    AanbodFactory(partner=school, profiel="BWI", leerlingen=99)
    client.force_login(anna)

    response = client.post(page, {})

    assert response.status_code == 302
    assert rows() == [("BWI", "bb", 99), ("PIE", "bb", 10)]
    assert Spoor.objects.get(wat="fill").data == {"soort": "aanbod", "nieuw": 1, "gewijzigd": 0}


def test_what_was_typed_is_replaced_when_that_is_asked(client, anna, school, page):
    count(3, 20, profiel="BWI")
    typed = AanbodFactory(partner=school, profiel="BWI", leerlingen=99)
    client.force_login(anna)

    client.post(page, {"overschrijf": "on"})

    typed.refresh_from_db()
    assert (typed.leerlingen, typed.versie) == (20, 2)


def test_a_number_within_the_interval_is_right_already(client, anna, school, page):
    count(3, 1, 4)
    AanbodFactory(partner=school, leerlingen=3)
    client.force_login(anna)

    client.post(page, {"overschrijf": "on"})

    assert rows() == [("PIE", "bb", 3)]
    assert not Spoor.objects.filter(wat="fill").exists()


def test_a_second_click_changes_nothing(client, anna, school, page):
    count(3, 10)
    client.force_login(anna)

    client.post(page, {})
    client.post(page, {})

    assert rows() == [("PIE", "bb", 10)]
    assert Spoor.objects.filter(wat="fill").count() == 1


def test_what_dus_i_established_goes_before_the_published_number(client, anna, school, page):
    count(3, 10)
    count(3, 12, bron=Tellingbron.DUS_I)
    client.force_login(anna)

    (voorstel,) = client.get(page).context["voorstellen"]

    assert (voorstel.telling, voorstel.bron_label) == ("12", "DUS-I, vastgestelde aantallen, 2025")


def test_a_school_of_another_plan_and_one_without_a_code_are_not_shown(client, anna, aanvraag, page):
    SchoolFactory(plan=aanvraag.plan, vestigingscode="")
    count(3, 10)
    client.force_login(anna)

    assert shown(client.get(page)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    client, anna, aanvraag, page, number, django_assert_num_queries
):
    for place in range(number):
        SchoolFactory(plan=aanvraag.plan, vestigingscode=f"0{place}AB00")
        count(3, 10, code=f"0{place}AB00")
    client.force_login(anna)

    with django_assert_num_queries(7):
        assert len(client.get(page).context["voorstellen"]) == number


def test_the_instroom_and_the_schooljaar_come_along(client, anna, school, page):
    count(3, 10)
    count(4, 12)
    client.force_login(anna)

    client.post(page, {})

    assert list(Aanbod.objects.values_list("leerlingen", "instroom", "schooljaar")) == [(22, 10, 2025)]


def test_a_number_that_was_right_gets_the_instroom_it_lacks(client, anna, school, page):
    count(3, 10)
    AanbodFactory(partner=school, leerlingen=10, instroom=None, schooljaar=None)
    client.force_login(anna)

    assert shown(client.get(page))[0][-1] == "aanvulling"
    client.post(page, {})

    assert list(Aanbod.objects.values_list("leerlingen", "instroom", "schooljaar")) == [(10, 10, 2025)]


def test_a_row_that_only_tells_what_is_wanted_gets_its_pupils(client, anna, school, page):
    count(3, 10)
    AanbodFactory(partner=school, leerlingen=None, instroom=None, streef_leerlingen=30)
    client.force_login(anna)

    client.post(page, {})

    assert list(Aanbod.objects.values_list("leerlingen", "streef_leerlingen")) == [(10, 30)]
