"""Removing a row: what is removed is told in full, and what still needs it is one click away."""

import pytest

from tests.applications.writing import url_of
from tests.factories import (
    AanvraagFactory,
    ActiviteitFactory,
    BegrotingsregelFactory,
    CofinancieringFactory,
    PartnerFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def firm(aanvraag):
    return PartnerFactory(plan=aanvraag.plan, naam="Buis BV")


def ask(client, aanvraag, soort, rij):
    return client.get(url_of(aanvraag, soort, rij.pk, "verwijderen"))


def test_a_partner_in_use_shows_each_row_that_needs_it_with_where_to_change_it(client, anna, aanvraag, firm):
    activiteit = ActiviteitFactory(plan=aanvraag.plan, uitvoerder=firm, titel="Open dag")
    regel = BegrotingsregelFactory(activiteit=activiteit, partner=firm, bedrag_cents=1250_00)
    bijdrage = CofinancieringFactory(partner=firm)
    client.force_login(anna)

    page = ask(client, aanvraag, "partners", firm)

    shown = {each.aantal: each.regels for each in page.context["gebruik"]}
    assert {aantal: [url for _tekst, url in regels] for aantal, regels in shown.items()} == {
        "1 activiteit": [url_of(aanvraag, "activiteiten", activiteit.pk)],
        "1 begrotingsregel": [url_of(aanvraag, "begrotingsregels", regel.pk)],
        "1 bijdrage": [url_of(aanvraag, "bijdragen", bijdrage.pk)],
    }
    ((tekst, url),) = shown["1 begrotingsregel"]
    assert tekst == f"{regel.jaar}, Open dag, Buis BV, {regel.get_kostensoort_display()}, €\u00a01.250,00"
    assert f'<a href="{url}">{tekst}</a>' in page.text
    assert client.get(url).status_code == 200


@pytest.mark.parametrize(("number", "shown", "more"), [(3, 3, 0), (23, 20, 3)])
def test_of_many_rows_the_first_twenty_are_shown(client, anna, aanvraag, firm, number, shown, more):
    activiteit = ActiviteitFactory(plan=aanvraag.plan)
    BegrotingsregelFactory.create_batch(number, activiteit=activiteit, partner=firm)
    client.force_login(anna)

    (gebruik,) = ask(client, aanvraag, "partners", firm).context["gebruik"]

    assert (len(gebruik.regels), gebruik.meer) == (shown, more)


@pytest.mark.parametrize("number", [1, 5])
def test_the_page_takes_as_many_queries_for_one_row_as_for_five(
    client, anna, aanvraag, firm, number, django_assert_num_queries
):
    activiteit = ActiviteitFactory(plan=aanvraag.plan)
    BegrotingsregelFactory.create_batch(number, activiteit=activiteit, partner=firm)
    client.force_login(anna)
    ask(client, aanvraag, "partners", firm)

    with django_assert_num_queries(10):
        ask(client, aanvraag, "partners", firm)


def test_who_removes_a_line_of_the_budget_reads_which_one_it_is(client, anna, aanvraag, firm):
    activiteit = ActiviteitFactory(plan=aanvraag.plan, titel="Open dag")
    regel = BegrotingsregelFactory(activiteit=activiteit, partner=firm, bedrag_cents=99_00)
    client.force_login(anna)

    text = ask(client, aanvraag, "begrotingsregels", regel).text

    assert f"{regel.jaar}, Open dag, Buis BV, {regel.get_kostensoort_display()}, €\u00a099,00" in text
