"""The time line of the activities, and the risks by chance and impact."""

from datetime import date

import pytest

from applications.models import Betrokkene, Risico
from applications.planning import make_matrix
from applications.vragenlijsten import read_paragrafen
from sto_portal.vormgeving.planning import planning_chart
from tests.applications.writing import url_of
from tests.factories import AanvraagFactory, ActiviteitFactory, DoelstellingFactory, PartnerFactory

RISK = {"maatregel": "Bijsturen", "verantwoordelijke": "Anna"}


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def plan(aanvraag):
    return aanvraag.plan


def test_activities_stand_under_their_goal_with_who_takes_part(client, lies, aanvraag, plan):
    first, second = DoelstellingFactory(plan=plan, titel="Instroom"), DoelstellingFactory(plan=plan, titel="Docenten")
    late = ActiviteitFactory(plan=plan, doelstelling=first, titel="Laat")
    ActiviteitFactory(plan=plan, doelstelling=second, titel="Werven")
    early = ActiviteitFactory(plan=plan, doelstelling=first, titel="Vroeg", uitvoerder=late.uitvoerder)
    type(late).objects.filter(pk=late.pk).update(begin_datum=late.eind_datum)
    DoelstellingFactory(plan=plan, titel="Zonder activiteit")
    for naam in ("Staal", "Hout"):
        Betrokkene.objects.create(plan=plan, activiteit=early, partner=PartnerFactory(plan=plan, naam=naam))
    client.force_login(lies)

    planning = client.get(url_of(aanvraag, "tijdlijn")).context["planning"]

    assert [(groep.doel.titel, [(r.activiteit.titel, r.betrokken) for r in groep.regels]) for groep in planning] == [
        ("Instroom", [("Vroeg", "Hout, Staal"), ("Laat", "")]),
        ("Docenten", [("Werven", "")]),
    ]


def test_the_time_line_takes_as_many_queries_for_more_activities(
    client, lies, aanvraag, plan, django_assert_num_queries
):
    client.force_login(lies)
    for _ in range(4):
        ActiviteitFactory(plan=plan)
    read_paragrafen(aanvraag.ronde)  # every page of any plan reads that

    with django_assert_num_queries(7):
        client.get(url_of(aanvraag, "tijdlijn"))


def test_bars_lie_within_the_years_and_are_cut_off_at_their_ends():
    groepen = [("Doel", [("Heel", date(2026, 5, 1), date(2031, 1, 1)), ("Half", date(2028, 1, 1), date(2028, 12, 31))])]

    chart = planning_chart(groepen, date(2027, 1, 1), date(2030, 12, 31), title="Tijdlijn")

    assert [jaar["label"] for jaar in chart["jaren"]] == ["2027", "2028", "2029", "2030"]
    whole, half = chart["groepen"][0]["balken"]
    assert (whole["x"], whole["width"]) == ("0.00", "100.00")
    assert (half["x"], half["width"]) == (chart["jaren"][1]["x"], "25.05")
    assert chart["desc"] == (
        "Doel: Heel van 01-05-2026 tot en met 01-01-2031; Half van 01-01-2028 tot en met 31-12-2028."
    )


def test_a_long_name_is_cut_off_in_the_picture_only():
    naam = "Een heel lange naam " * 10

    chart = planning_chart([(naam, [])], date(2027, 1, 1), date(2030, 12, 31), title="Tijdlijn")

    assert len(chart["groepen"][0]["label"]) == 89
    assert naam in chart["desc"]


def test_risks_stand_by_chance_and_impact_and_tell_in_words_how_bad_it_is(plan):
    for kans, impact in (("groot", "groot"), ("groot", "groot"), ("klein", "middel")):
        Risico.objects.create(plan=plan, omschrijving=f"{kans} {impact}", kans=kans, impact=impact, **RISK)

    matrix = make_matrix(Risico.objects.filter(plan=plan))

    assert [(str(regel.kans), [(vak.ernst, len(vak.risicos)) for vak in regel.vakken]) for regel in matrix] == [
        ("groot", [("middel", 0), ("hoog", 0), ("hoog", 2)]),
        ("middel", [("laag", 0), ("middel", 0), ("hoog", 0)]),
        ("klein", [("laag", 0), ("laag", 1), ("middel", 0)]),
    ]


@pytest.mark.parametrize(("name", "may_change"), [("anna", True), ("lies", False)])
def test_the_matrix_leads_to_each_risk_and_who_writes_may_change_it(client, request, aanvraag, plan, name, may_change):
    risico = Risico.objects.create(plan=plan, omschrijving="Uitloop", kans="klein", impact="groot", **RISK)
    client.force_login(request.getfixturevalue(name))

    text = client.get(url_of(aanvraag, "risicomatrix")).text

    assert f'href="#risico-{risico.pk}"' in text
    assert (f'href="{url_of(aanvraag, "risicos", risico.pk)}"' in text) is may_change
