from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from applications.models import Onderdeel, Vraag
from applications.voortgang import Voortgang, measure
from applications.vragenlijsten import read_paragrafen
from regions.models import Regiosoort
from tests.applications.writing import answer, url_of
from tests.factories import (
    AanvraagFactory,
    ActiviteitFactory,
    BegrotingsregelFactory,
    CofinancieringFactory,
    PartnerFactory,
    SchoolFactory,
    sign,
)


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


def tasks(client, aanvraag):
    """{label: (status, hint)} of the task list."""
    found = client.get(aanvraag.get_absolute_url()).context["tasks"]
    return {task["label"]: (task["status_label"], task["hint"]) for task in found}


def test_an_empty_draft_shows_what_is_to_be_done(client, anna, aanvraag):
    client.force_login(anna)

    assert tasks(client, aanvraag) == {
        "Regiovisie": ("Nog niet begonnen", "0 van 44 vragen"),
        "Partners": ("Nog niet begonnen", "0 partners"),
        "Activiteitenplan": ("Nog niet begonnen", "0 van 32 vragen, 0 doelen, 0 activiteiten"),
        "Meerjarenbegroting": ("Nog niet begonnen", "0 begrotingsregels, 0 bijdragen van partners"),
        "Samenwerkingsovereenkomst": ("Nog niet begonnen", "0 van 12 vragen, 0 van 0 handtekeningen"),
        "Controleren": ("81 punten open", "Zie wat er nog nodig is, met een link naar de plek."),
        "Akkoord van de bestuurder": (
            "Nog niet gevraagd",
            "Vraag dit als alles klaar is: na een wijziging geldt het akkoord niet meer.",
        ),
        "Indienen": ("Nog niet ingediend", "Een concept is geen aanvraag. Dien op tijd in."),
    }


def test_what_was_done_is_counted(client, anna, aanvraag):
    plan = aanvraag.plan
    answer(plan, "b1_1_samenvatting", "Kort.")
    sign(SchoolFactory(plan=plan))
    SchoolFactory(plan=plan, soort="penvoerder")
    SchoolFactory(plan=plan, soort="mbo")
    BegrotingsregelFactory(activiteit=ActiviteitFactory(plan=plan))
    CofinancieringFactory(partner=PartnerFactory(plan=plan))
    client.force_login(anna)

    shown = tasks(client, aanvraag)

    assert shown["Regiovisie"] == ("Bezig", "1 van 44 vragen")
    assert shown["Partners"] == ("Bezig", "5 partners")  # of none it is told what they do
    assert shown["Meerjarenbegroting"] == ("Bezig", "1 begrotingsregel, 1 bijdrage van een partner")
    assert shown["Samenwerkingsovereenkomst"] == ("Bezig", "4 van 12 vragen, 2 van 7 handtekeningen")


def test_a_condition_that_holds_adds_its_questions(aanvraag):
    before = measure(aanvraag.plan).of_onderdeel(Onderdeel.REGIOVISIE)
    answer(aanvraag.plan, "voorwaarde_projecten_bestaan", "ja")

    after = measure(aanvraag.plan).of_onderdeel(Onderdeel.REGIOVISIE)

    assert (after.gedaan - before.gedaan, after.totaal - before.totaal) == (1, 3)


def test_a_techniekarme_regio_has_more_to_answer(aanvraag):
    before = measure(aanvraag.plan).of_onderdeel(Onderdeel.REGIOVISIE).totaal
    aanvraag.plan.regio.soort = Regiosoort.TECHNIEKARM

    assert measure(aanvraag.plan).of_onderdeel(Onderdeel.REGIOVISIE).totaal - before == 3


@pytest.mark.parametrize(
    ("done", "label"),
    [
        (Voortgang(0, 3), "Nog niet begonnen"),
        (Voortgang(1, 3), "Bezig"),
        (Voortgang(3, 3), "Klaar"),
        (Voortgang(0, 0), "Alleen lezen"),
        (Voortgang(0, 0, 1), "Niet verplicht"),
    ],
)
def test_how_far_something_is_has_a_word(done, label):
    assert done.label == label


def test_the_deadline_is_told_to_the_last_minute_in_dutch_time(client, anna, aanvraag):
    ronde = aanvraag.ronde
    ronde.sluit_op = datetime(2099, 1, 3, tzinfo=ZoneInfo("Europe/Amsterdam"))
    ronde.save()
    client.force_login(anna)

    text = " ".join(client.get(aanvraag.get_absolute_url()).text.split())

    assert "U kunt indienen tot en met <strong>2 januari 2099, 23.59 uur</strong> (Nederlandse tijd)." in text


@pytest.mark.parametrize(("name", "may_submit"), [("anna", True), ("mia", False), ("lies", False)])
def test_only_the_penvoerder_is_led_to_filing(client, request, aanvraag, name, may_submit):
    client.force_login(request.getfixturevalue(name))

    text = client.get(aanvraag.get_absolute_url()).text

    assert (f'href="{url_of(aanvraag, "indienen")}"' in text) is may_submit
    assert ("Alleen de penvoerder kan indienen." in text) is not may_submit


def test_everybody_reads_who_belongs_to_the_application(client, anna, mia, lies, aanvraag):
    client.force_login(lies)

    leden = client.get(aanvraag.get_absolute_url()).context["leden"]

    assert [(lid["label"], lid["value"]) for lid in leden] == [
        ("Anna", "Penvoerder"),
        ("Mia", "Mede-auteur"),
        ("Lies", "Meelezer"),
    ]


def test_a_filed_application_shows_its_way(client, anna, aanvraag):
    aanvraag.transition("submit", by=anna)
    client.force_login(anna)

    response = client.get(aanvraag.get_absolute_url())

    assert [(step["title"], step["state"]) for step in response.context["timeline"]] == [
        ("Aanvraag ingediend", "done"),
        ("Controle of de aanvraag compleet is", "current"),
        ("Beoordeling door de commissie", "todo"),
        ("Besluit", "todo"),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_the_task_list_takes_as_many_queries_for_one_as_for_three(
    client, anna, aanvraag, number, django_assert_num_queries
):
    for vraag in Vraag.objects.filter(invoer="tekst")[:number]:
        answer(aanvraag.plan, vraag.code, "Tekst")
    PartnerFactory.create_batch(number, plan=aanvraag.plan)
    client.force_login(anna)
    read_paragrafen(aanvraag.ronde)  # every page of any plan reads that

    with django_assert_num_queries(23):
        client.get(aanvraag.get_absolute_url())
