from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import start_aanvraag
from applications.models import Aanvraag, Uitstel
from sto_portal.workflow import TransitionError
from tests.factories import AanvraagFactory, open_ronde

START = "/aanvragen/nieuw/"


@pytest.fixture
def ronde(db):
    return open_ronde()


def key(regio, ronde):
    return {"keuze": f"{regio.pk}-{ronde.pk}"}


@pytest.mark.parametrize(("name", "code"), [("anna", 200), ("mia", 403), ("lies", 403), ("dina", 403)])
def test_only_a_penvoerder_is_offered_to_start(client, request, ronde, name, code):
    client.force_login(request.getfixturevalue(name))

    assert client.get(START).status_code == code


def test_anna_starts_the_application_of_her_region(client, anna, twente, ronde):
    client.force_login(anna)

    response = client.post(START, key(twente, ronde))

    aanvraag = Aanvraag.objects.get()
    assert response.url == f"/aanvragen/{aanvraag.nummer}/" == "/aanvragen/STO90001-4/"
    assert [(s.verb, s.naar, s.door) for s in aanvraag.statuswijzigingen.all()] == [("start", "concept", anna)]


def test_starting_twice_gives_one_application(client, anna, twente, ronde):
    client.force_login(anna)

    urls = [client.post(START, key(twente, ronde)).url for _ in range(2)]

    assert urls == ["/aanvragen/STO90001-4/"] * 2
    assert Aanvraag.objects.count() == 1
    assert start_aanvraag(regio=twente, ronde=ronde, by=anna) == Aanvraag.objects.get()


@pytest.mark.parametrize("keuze", ["", "x", "1-2-3", "999999-1", "99999999999999999999-1", "\0-1"])
def test_a_choice_that_was_not_offered_is_told(client, anna, ronde, keuze):
    client.force_login(anna)

    response = client.post(START, {"keuze": keuze})

    assert response.status_code == 200
    assert len(response.context["form"].errors["keuze"]) == 1
    assert not Aanvraag.objects.exists()


def test_anna_does_not_start_for_a_region_she_only_reads(client, anna, veluwe, ronde):
    client.force_login(anna)

    response = client.post(START, key(veluwe, ronde))

    assert response.context["form"].errors["keuze"] == ["Voor deze regio kunt u nu geen aanvraag starten."]
    assert not Aanvraag.objects.exists()


def test_a_closed_round_cannot_be_started(client, anna, twente, ronde):
    ronde.sluit_op = timezone.now() - timedelta(minutes=1)
    ronde.save()
    client.force_login(anna)

    assert client.get(START).context["form"].mogelijk == {}
    with pytest.raises(TransitionError):
        start_aanvraag(regio=twente, ronde=ronde, by=anna)


def test_more_time_opens_the_round_again_for_that_region_alone(anna, bram, twente, veluwe, ronde, client):
    ronde.sluit_op = timezone.now() - timedelta(minutes=1)
    ronde.save()
    Uitstel.objects.create(ronde=ronde, regio=twente, sluit_op=timezone.now() + timedelta(days=1), reden="Storing")

    offered = []
    for user in (anna, bram):
        client.force_login(user)
        offered.append([regio for regio, _ronde in client.get(START).context["form"].mogelijk.values()])

    assert offered == [[twente], []]


def test_who_has_an_application_is_not_offered_to_start(client, anna, twente, ronde):
    AanvraagFactory(regio=twente)
    client.force_login(anna)

    assert client.get("/aanvragen/").context["can_start"] is False
