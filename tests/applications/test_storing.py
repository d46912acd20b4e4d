"""What was away during a round stands on its page, and gives everyone the same extension in two steps."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Uitstel
from sto_portal.beschikbaarheid.actions import record_storing
from sto_portal.beschikbaarheid.models import Periode
from tests.factories import RondeFactory

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def ronde():
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return RondeFactory(nummer=7, naam="Ronde 7", sluit_op=midnight + 3 * DAY)


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client


def typed(begin, end, **values):
    """The form of an outage between two moments."""
    begin, end = timezone.localtime(begin), timezone.localtime(end)
    return {
        "wat": "eHerkenning",
        "begin_datum": begin.date().isoformat(),
        "begin_tijd": begin.strftime("%H:%M"),
        "eind_datum": end.date().isoformat(),
        "eind_tijd": end.strftime("%H:%M"),
    } | values


def make_storing(coordinator, hours_ago=5, lasted=HOUR):
    begin = timezone.now() - hours_ago * HOUR
    return record_storing(wat="eHerkenning", begin_op=begin, eind_op=begin + lasted, toelichting="", by=coordinator)


def shown(client):
    """What of the round's interruptions are outages."""
    rows = client.get("/rondes/7/").context["onderbrekingen"]
    return [row.storing for row in rows if row.storing]


def test_the_coordinator_records_an_outage_of_something_else(as_coordinator, coordinator, ronde):
    end = timezone.now().replace(second=0, microsecond=0) - HOUR

    response = as_coordinator.post("/rondes/7/storing/", typed(end - HOUR, end))

    storing = Periode.objects.get()
    assert (response.status_code, response.url) == (302, "/rondes/7/")
    assert (storing.wat, storing.begin_op, storing.eind_op, storing.door) == (
        "eHerkenning",
        end - HOUR,
        end,
        coordinator,
    )
    assert shown(as_coordinator) == [storing]


def test_an_outage_outside_the_round_is_not_shown(as_coordinator, coordinator, ronde):
    make_storing(coordinator, hours_ago=24 * 100)

    assert shown(as_coordinator) == []


@pytest.mark.parametrize(
    ("begin", "end", "told"),
    [
        (-HOUR, -2 * HOUR, "De storing moet later voorbij zijn dan zij begon."),
        (-HOUR, HOUR, "Leg een storing pas vast als zij voorbij is."),
    ],
)
def test_an_outage_that_cannot_be_is_told_at_the_field(as_coordinator, ronde, begin, end, told):
    now = timezone.now()

    response = as_coordinator.post("/rondes/7/storing/", typed(now + begin, now + end))

    assert response.context["form"].errors == {"eind_datum": [told]}
    assert not Periode.objects.exists()


def test_an_outage_offers_everyone_its_length_more(as_coordinator, coordinator, ronde):
    storing = make_storing(coordinator, lasted=timedelta(minutes=29, seconds=5))

    form = as_coordinator.get(f"/rondes/7/uitstel/?storing={storing.pk}").context["form"]

    assert form["voor"].value() == "allen"
    assert form["datum"].value() == timezone.localtime(ronde.sluit_op).date()
    assert form["tijd"].value().strftime("%H:%M") == "00:29"
    assert form["reden"].value().startswith("eHerkenning was niet bereikbaar van ")


def test_what_is_offered_can_be_given_as_it_is(as_coordinator, coordinator, ronde):
    storing = make_storing(coordinator, lasted=90 * timedelta(minutes=1))
    form = as_coordinator.get(f"/rondes/7/uitstel/?storing={storing.pk}").context["form"]
    offered = {name: form[name].value() for name in ("voor", "datum", "reden")}

    as_coordinator.post(
        "/rondes/7/uitstel/", offered | {"tijd": form["tijd"].value().strftime("%H:%M"), "verlenen": "1"}
    )

    uitstel = Uitstel.objects.get()
    assert (uitstel.regio, uitstel.sluit_op - ronde.sluit_op) == (None, 90 * timedelta(minutes=1))


@pytest.mark.parametrize("asked", ["", "nee", "0", "²", "9" * 30])
def test_an_outage_that_is_not_there_gives_the_empty_form(as_coordinator, ronde, asked):
    response = as_coordinator.get(f"/rondes/7/uitstel/?storing={asked}")

    assert (response.status_code, response.context["form"].initial) == (200, {"tijd": "23:59"})


@pytest.mark.parametrize(("name", "offers"), [("coordinator", True), ("behandelaar", False)])
def test_only_the_coordinator_is_offered_to_do_something_about_it(client, request, coordinator, ronde, name, offers):
    make_storing(coordinator)
    client.force_login(request.getfixturevalue(name))

    text = client.get("/rondes/7/").content.decode()

    assert ("Geef allen die dit trof hetzelfde uitstel" in text, "Storing vastleggen" in text) == (offers, offers)
