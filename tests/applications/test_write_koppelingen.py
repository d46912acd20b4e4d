"""Partners that take part in an activity or a project, and who sits in the organisation."""

import pytest

from applications.models import Activiteit, Betrokkene, LopendProject, Overleg, Projectpartner, Zetel
from tests.applications.plans import complete_aanvraag
from tests.applications.writing import answer, fill_in, url_of
from tests.factories import AanvraagFactory, ActiviteitFactory, PartnerFactory


@pytest.fixture
def aanvraag(twente):
    return AanvraagFactory(regio=twente)


@pytest.fixture
def plan(aanvraag):
    return aanvraag.plan


def names(rows):
    return sorted(rows.values_list("partner__naam", flat=True))


def test_anna_says_which_partners_take_part_in_an_activity(client, anna, aanvraag, plan):
    activiteit = ActiviteitFactory(plan=plan)
    hout, staal, glas = (PartnerFactory(plan=plan, naam=naam) for naam in ("Hout", "Staal", "Glas"))
    client.force_login(anna)
    url = url_of(aanvraag, "activiteiten", activiteit.pk)
    offered = [label for _value, label in client.get(url).context["form"].fields["betrokken"].choices]

    fill_in(client, url, betrokken=[hout.pk, staal.pk])
    kept = Betrokkene.objects.get(partner=staal).sleutel
    fill_in(client, url, betrokken=[staal.pk, glas.pk])

    assert [label for label in offered if label in {"Glas", "Hout", "Staal", "Maak een keuze"}] == [
        "Glas",
        "Hout",
        "Staal",
    ]
    assert names(Betrokkene.objects.filter(plan=plan)) == ["Glas", "Staal"]
    assert Betrokkene.objects.get(partner=staal).sleutel == kept
    assert Activiteit.objects.get(pk=activiteit.pk).betrokken == "Glas, Staal"


def test_a_partner_of_another_plan_cannot_take_part(client, anna, aanvraag, plan):
    activiteit, stranger = ActiviteitFactory(plan=plan), PartnerFactory()
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "activiteiten", activiteit.pk), betrokken=[stranger.pk])

    assert list(response.context["form"].errors) == ["betrokken"]
    assert not Betrokkene.objects.exists()


PROJECT = {"naam": "Samen bouwen", "soort": "rif", "projectnummer": "RIF123"}


def test_anna_adds_a_project_with_its_partners_before_everything_is_known(client, anna, aanvraag, plan):
    partner = PartnerFactory(plan=plan, naam="Mbo")
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "projecten", "nieuw"), **PROJECT, partners=[partner.pk])

    assert response.url == url_of(aanvraag, "regiovisie", "b1-4") + "#tabel-projecten"
    assert LopendProject.objects.values(*PROJECT, "dubbele_bekostiging").get() == PROJECT | {"dubbele_bekostiging": ""}
    assert LopendProject.objects.get().partners == "Mbo"
    assert names(Projectpartner.objects.filter(plan=plan)) == ["Mbo"]


def test_a_rif_project_has_a_number(client, anna, aanvraag):
    client.force_login(anna)

    response = fill_in(client, url_of(aanvraag, "projecten", "nieuw"), **PROJECT | {"projectnummer": ""})

    assert response.context["form"].errors == {"projectnummer": ["Vul het nummer van het RIF-project in."]}


def test_anna_seats_somebody_in_the_stuurgroep(client, anna, aanvraag, plan):
    partner = PartnerFactory(plan=plan)
    client.force_login(anna)

    fill_in(client, url_of(aanvraag, "overleggen", "nieuw"), soort="stuurgroep", naam="Stuurgroep")
    overleg = Overleg.objects.get()
    response = fill_in(
        client, url_of(aanvraag, "zetels", "nieuw"), overleg=overleg.pk, naam="B. Estuur", partner=partner.pk
    )

    assert response.url == url_of(aanvraag, "activiteitenplan", "b2-31") + "#tabel-zetels"
    assert Zetel.objects.values("plan", "overleg", "naam", "partner").get() == {
        "plan": plan.pk,
        "overleg": overleg.pk,
        "naam": "B. Estuur",
        "partner": partner.pk,
    }


def test_who_sits_for_a_partner_keeps_that_partner_from_being_removed(client, anna, aanvraag, plan):
    zetel = Zetel.objects.create(
        plan=plan,
        overleg=Overleg.objects.create(plan=plan, soort="werkgroep", naam="Werkgroep"),
        naam="B. Estuur",
        partner=PartnerFactory(plan=plan),
    )
    client.force_login(anna)

    page = client.get(url_of(aanvraag, "partners", zetel.partner_id, "verwijderen"))

    assert page.context["needed_by"] == ["1 lid van de organisatie"]


def test_what_was_written_before_there_was_a_table_is_still_shown(client, anna, lies, aanvraag, plan):
    answer(plan, "voorwaarde_projecten_bestaan", "ja")
    answer(plan, "b1_4_projecten", "RIF-project Samen bouwen")

    for person, path in ((anna, ("regiovisie", "b1-4")), (lies, ("lezen",))):
        client.force_login(person)
        assert "RIF-project Samen bouwen" in client.get(url_of(aanvraag, *path)).text


def test_the_plan_is_read_with_its_projects_partners_and_organisation(client, lies, twente):
    aanvraag = complete_aanvraag(regio=twente)
    client.force_login(lies)

    text = client.get(url_of(aanvraag, "lezen")).text

    for shown in ("RIF12", "Eigen potje", "Betrokken partners", "B. Estuur", "Leerlingen kunnen het aanbod bereiken"):
        assert text.count(shown) >= 1, shown
