"""Adding one row after the other without going back to the table."""

import pytest

from applications.models import Begrotingsregel, Doelstelling
from tests.applications.writing import fields_of, fill_in, url_of
from tests.factories import AanvraagFactory, ActiviteitFactory, BegrotingsregelFactory, PartnerFactory


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


def test_the_next_row_begins_with_the_choices_of_the_last(client, anna, aanvraag):
    activiteit, partner = ActiviteitFactory(plan=aanvraag.plan), PartnerFactory(plan=aanvraag.plan)
    page, jaar = url_of(aanvraag, "begrotingsregels", "nieuw"), aanvraag.ronde.regelingversie.jaren[1]
    client.force_login(anna)
    typed = {"activiteit": activiteit.pk, "partner": partner.pk, "kostensoort": "loon", "jaar": jaar}

    response = fill_in(client, page, **typed, omschrijving="Docent", bedrag_cents="1.000", nog_een="1")

    added = Begrotingsregel.objects.get()
    assert response.url == f"{page}?zoals={added.pk}"
    following = client.get(response.url)
    shown = fields_of(following)
    assert {name: shown[name] for name in typed} == {name: str(value) for name, value in typed.items()}
    assert (shown.get("omschrijving", ""), shown.get("bedrag_cents", "")) == ("", "")
    assert "Begrotingsregel toegevoegd. Vul de volgende in." in following.text


def test_pressed_twice_it_is_one_row_and_the_next_page(client, anna, aanvraag):
    page = url_of(aanvraag, "overleggen", "nieuw")
    client.force_login(anna)
    sent = fields_of(client.get(page)) | {"soort": "stuurgroep", "naam": "Stuurgroep", "nog_een": "1"}

    urls = [client.post(page, sent).url for _ in range(2)]

    assert urls[0] == urls[1]
    assert aanvraag.plan.overleg_set.count() == 1


@pytest.mark.parametrize("zoals", ["x", "999999", "", "²"])
def test_a_row_that_is_not_there_gives_an_empty_form(client, anna, aanvraag, zoals):
    client.force_login(anna)

    response = client.get(url_of(aanvraag, "doelen", "nieuw") + f"?zoals={zoals}")

    assert response.status_code == 200
    assert not Doelstelling.objects.exists()


def test_the_row_of_another_region_tells_nothing(client, anna, aanvraag):
    other = BegrotingsregelFactory()
    client.force_login(anna)

    shown = fields_of(client.get(url_of(aanvraag, "begrotingsregels", "nieuw") + f"?zoals={other.pk}"))

    assert "kostensoort" not in {name for name, value in shown.items() if value == other.kostensoort}
