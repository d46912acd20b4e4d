"""A plan as large as they come: 108 partners, 60 activities, 500 budget lines."""

import pytest

from applications.contents import Planinhoud
from applications.models import Activiteit, Begrotingsregel, Partner
from applications.voortgang import measure, measure_inhoud
from regions.models import Regiosoort
from tests.applications.plans import answer, complete_aanvraag
from tests.factories import AanvraagFactory, ActiviteitFactory, BegrotingsregelFactory, PartnerFactory

PARTNERS, ACTIVITEITEN, REGELS = 108, 60, 500


def make_large(regio):
    """A complete draft with so many partners, activities and budget lines."""
    aanvraag = complete_aanvraag(regio=regio)
    plan = aanvraag.plan
    doel = plan.doelstelling_set.first()
    partners = [PartnerFactory.build(plan=plan) for _ in range(PARTNERS - plan.partner_set.count())]
    Partner.objects.bulk_create(partners)
    made = [
        ActiviteitFactory.build(plan=plan, doelstelling=doel, uitvoerder=partners[number % len(partners)])
        for number in range(ACTIVITEITEN - plan.activiteit_set.count())
    ]
    Activiteit.objects.bulk_create(made)
    Begrotingsregel.objects.bulk_create(
        BegrotingsregelFactory.build(plan=plan, activiteit=made[number % len(made)], partner=partners[0])
        for number in range(REGELS - plan.begrotingsregel_set.count())
    )
    return aanvraag


@pytest.mark.parametrize(("path", "queries"), [("", 24), ("controle/", 22)])
def test_task_list_and_control_page_read_a_large_plan_in_few_queries(
    client, anna, twente, path, queries, django_assert_num_queries
):
    aanvraag = make_large(twente)
    client.force_login(anna)
    address = f"{aanvraag.get_absolute_url()}{path}"
    client.get(address)  # the questionnaire is kept for a minute

    with django_assert_num_queries(queries):
        response = client.get(address)

    assert response.status_code == 200
    sizes = (aanvraag.plan.partner_set, aanvraag.plan.activiteit_set, aanvraag.plan.begrotingsregel_set)
    assert [rows.count() for rows in sizes] == [PARTNERS, ACTIVITEITEN, REGELS]


def test_the_task_list_counts_what_is_not_in_order_and_leads_there(client, anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    answer(aanvraag.plan, "b1_1_samenvatting", "")
    answer(aanvraag.plan, "b1_2_afbakening", "")
    aanvraag.plan.risico_set.all().delete()
    client.force_login(anna)

    tasks = {task["label"]: task for task in client.get(aanvraag.get_absolute_url()).context["tasks"]}

    assert {label: task["note"] for label, task in tasks.items() if task.get("note")} == {
        "Regiovisie": "2 punten nog niet in orde",
        "Activiteitenplan": "1 punt nog niet in orde",
    }
    assert tasks["Regiovisie"]["note_url"] == f"{aanvraag.get_absolute_url()}controle/#groep-regiovisie"
    assert (tasks["Controleren"]["status"], tasks["Partners"]["status_label"]) == ("warning", "Klaar")


def test_a_part_with_something_wrong_in_it_is_not_done(client, anna, twente):
    aanvraag = complete_aanvraag(regio=twente)
    aanvraag.plan.cofinanciering_set.update(bedrag_cents=50_00)
    client.force_login(anna)

    tasks = {task["label"]: task for task in client.get(aanvraag.get_absolute_url()).context["tasks"]}

    assert (tasks["Meerjarenbegroting"]["status"], tasks["Meerjarenbegroting"]["status_label"]) == ("bezig", "Bezig")


def plans(regio, other):
    """A complete plan, an empty one, and one of a techniekarme regio."""
    complete, empty = complete_aanvraag(regio=regio), AanvraagFactory(regio=other)
    arm = AanvraagFactory()
    arm.plan.regio.soort = Regiosoort.TECHNIEKARM
    return [complete.plan, empty.plan, arm.plan]


@pytest.mark.parametrize("place", range(3))
def test_how_far_a_plan_is_does_not_depend_on_how_it_was_read(twente, veluwe, place):
    plan = plans(twente, veluwe)[place]

    assert measure_inhoud(Planinhoud(plan)) == measure(plan)
