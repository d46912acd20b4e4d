import pytest

from applications.models import Kostensoort
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import (
    AanvraagFactory,
    ActiviteitFactory,
    BegrotingsregelFactory,
    CofinancieringFactory,
    PartnerFactory,
    SchoolFactory,
)


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def page(aanvraag):
    return url_of(aanvraag, "begroting")


def test_the_page_adds_up_costs_and_income(client, anna, aanvraag, page):
    plan = aanvraag.plan
    activiteit = ActiviteitFactory(plan=plan)
    jaren = plan.ronde.regelingversie.jaren
    for jaar in jaren:
        BegrotingsregelFactory(activiteit=activiteit, jaar=jaar, bedrag_cents=100_000_00)
    BegrotingsregelFactory(activiteit=activiteit, jaar=jaren[0], kostensoort=Kostensoort.INHUUR, bedrag_cents=50)
    CofinancieringFactory(partner=PartnerFactory(plan=plan), bedrag_cents=40_000_00)
    CofinancieringFactory(partner=SchoolFactory(plan=plan), bedrag_cents=20_000_00)
    client.force_login(anna)
    fill_in(client, page, gevraagde_subsidie="€ 340.000,50")

    context = client.get(page).context

    totals = context["cijfers"]
    assert (totals.kosten_cents, totals.inkomsten_cents, totals.tekort_cents) == (400_000_50, 400_000_50, 0)
    assert (totals.cofinanciering_cents, totals.eigen_bijdrage_cents) == (40_000_00, 20_000_00)
    assert context["is_enough"] is False
    text = client.get(page).text
    assert "€\xa0100.000,50" in text
    assert "10,0\xa0%" in text


def test_a_subsidy_saved_by_two_people_is_told_to_the_second(client, anna, mia, aanvraag, page):
    client.force_login(anna)
    sent_by_anna = fields_of(client.get(page)) | {"gevraagde_subsidie": "100"}
    client.force_login(mia)
    fill_in(client, page, gevraagde_subsidie="200")
    client.force_login(anna)

    response = client.post(page, sent_by_anna)

    aanvraag.plan.refresh_from_db()
    assert (response.status_code, aanvraag.plan.gevraagde_subsidie_cents) == (409, 200_00)
    assert fields_of(response)["gevraagde_subsidie"] == "100"
    assert client.post(page, fields_of(response)).status_code == 302


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Vul het bedrag in."),
        ("-1", "Vul een bedrag in van € 0 of hoger."),
        ("100.000.000.000", "Dit bedrag is te hoog."),
        ("1\0", "Vul een bedrag in, bijvoorbeeld 1.234,56."),
    ],
)
def test_a_wrong_subsidy_is_told_at_the_field(client, anna, aanvraag, page, typed, message):
    client.force_login(anna)

    form = fill_in(client, page, gevraagde_subsidie=typed).context["form"]

    aanvraag.plan.refresh_from_db()
    assert form.errors["gevraagde_subsidie"][0].startswith(message)
    assert aanvraag.plan.gevraagde_subsidie_cents == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_as_many_queries_for_one_line_as_for_three(
    client, anna, aanvraag, page, number, django_assert_num_queries
):
    for _ in range(number):
        BegrotingsregelFactory(activiteit=ActiviteitFactory(plan=aanvraag.plan))
        CofinancieringFactory(partner=PartnerFactory(plan=aanvraag.plan))
    client.force_login(anna)

    with django_assert_num_queries(14):
        response = client.get(page)

    assert len(response.context["regels"].rijen) == number


def test_a_long_budget_is_shown_in_pages(client, anna, aanvraag, page):
    BegrotingsregelFactory.create_batch(51, activiteit=ActiviteitFactory(plan=aanvraag.plan))
    client.force_login(anna)

    lengths = [len(client.get(f"{page}?page={number}").context["regels"].rijen) for number in (1, 2, "x")]

    assert lengths == [50, 1, 50]
