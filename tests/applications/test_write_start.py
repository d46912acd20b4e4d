from datetime import timedelta

import pytest
from django.utils import timezone

from applications.actions import start_aanvraag
from applications.controles import check
from applications.models import Aanvraag, Partner, Uitstel
from regions.models import Regiovestiging, Vestiging
from sto_portal.workflow import TransitionError
from tests.applications.plans import file_plan, filed_aanvraag
from tests.factories import AanvraagFactory, RondeFactory, open_ronde

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


def test_a_new_region_begins_with_the_schools_that_were_accepted(anna, twente, veluwe, ronde):
    held = {"regeling": ronde.regelingversie.regeling, "vanaf_datum": timezone.localdate()}
    for code, structure, regio, tot in (
        ("01AB00", "VBO/MAVO", twente, None),
        ("02AB00", "PRO", twente, None),
        ("03AB00", "VBO", twente, timezone.localdate()),
        ("04AB00", "VBO", veluwe, None),
    ):
        school = Vestiging.objects.create(
            code=code, naam=f"School {code}", plaats="Almelo", onderwijsstructuur=structure
        )
        Regiovestiging.objects.create(vestiging=school, regio=regio, tot_datum=tot, **held)

    aanvraag = start_aanvraag(regio=twente, ronde=ronde, by=anna)

    partners = Partner.objects.filter(plan=aanvraag.plan).order_by("vestigingscode")
    assert list(partners.values_list("soort", "naam", "vestigingscode", "vestiging__code", "plaats")) == [
        ("vmbo", "School 01AB00", "01AB00", "01AB00", "Almelo"),
        ("vso_pro", "School 02AB00", "02AB00", "02AB00", "Almelo"),
    ]


def test_a_region_that_filed_before_begins_as_it_chose(anna, twente, ronde):
    filed = AanvraagFactory(regio=twente)
    file_plan(filed, anna)
    school = Vestiging.objects.create(code="01AB00", naam="School")
    regeling = ronde.regelingversie.regeling
    Regiovestiging.objects.create(vestiging=school, regio=twente, regeling=regeling, vanaf_datum=timezone.localdate())

    aanvraag = start_aanvraag(regio=twente, ronde=RondeFactory(), by=anna)

    assert not Partner.objects.filter(plan=aanvraag.plan).exists()


def test_what_was_signed_and_declared_for_an_earlier_round_is_asked_again(anna, twente):
    earlier = filed_aanvraag(anna, regio=twente).plan
    draft = start_aanvraag(regio=twente, ronde=RondeFactory(), by=anna, vorige=earlier).plan

    told = {bevinding.code for bevinding in check(draft)}
    assert (earlier.ondertekening_set.exists(), draft.ondertekening_set.exists()) == (True, False)
    assert told >= {"allen-getekend", "verklaring-gegeven", "akkoord-bestuurder"}
    assert draft.antwoord_set.get(vraag__code="b1_1_samenvatting").tekst == "Antwoord op Samenvatting."


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
