import pytest

from applications.models import Aanvraagstatus
from assessment.actions.toewijzen import AssignmentError, assign_beoordelaars, decline
from assessment.models import Beoordeling, Beoordelingstatus, Commissielid, Verhindering
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.workflow import TransitionError
from tests.assessment.cases import make_filed
from tests.assessment.committee import fill, make_assigned
from tests.factories import RegioFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_the_coordinator_assigns_three_members_who_each_get_a_mail(client, twente, leden, coordinator):
    aanvraag = make_filed(twente)
    client.force_login(coordinator)

    response = client.post(f"/beoordeling/{aanvraag.nummer}/toewijzen/", {"leden": [lid.pk for lid in leden]})

    assert response.status_code == 302
    assert list(aanvraag.beoordelingen.values_list("status", flat=True)) == [Beoordelingstatus.TOEGEWEZEN] * 3
    mails = Bericht.objects.filter(sleutel__startswith="beoordeling_toegewezen")
    assert sorted(mails.values_list("aan", flat=True)) == ["ben@example.nl", "carla@example.nl", "dina@example.nl"]
    assert Spoor.objects.of(aanvraag).filter(wat="assign_beoordelaars").count() == 1


def test_assigning_twice_has_one_effect(twente, leden, coordinator):
    aanvraag, _beoordelingen = make_assigned(twente, leden, by=coordinator)

    fresh = assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=coordinator)

    assert fresh == []
    assert aanvraag.beoordelingen.count() == 3
    assert Bericht.objects.filter(sleutel__startswith="beoordeling_toegewezen").count() == 3


@pytest.mark.parametrize("number", [0, 1, 2, 4])
def test_any_other_number_than_three_is_refused_at_the_field(client, twente, leden, evert, coordinator, number):
    aanvraag = make_filed(twente)
    client.force_login(coordinator)
    chosen = [lid.pk for lid in [*leden, evert][:number]]

    response = client.post(f"/beoordeling/{aanvraag.nummer}/toewijzen/", {"leden": chosen})

    assert response.status_code == 200
    assert response.context["form"].errors["leden"][0].startswith("Kies precies drie beoordelaars.")
    assert not aanvraag.beoordelingen.exists()


@pytest.mark.parametrize("value", ["x", "999999", "\0", "1; drop table"])
def test_a_member_who_does_not_exist_is_refused_at_the_field(client, twente, coordinator, value):
    aanvraag = make_filed(twente)
    client.force_login(coordinator)

    response = client.post(f"/beoordeling/{aanvraag.nummer}/toewijzen/", {"leden": [value]})

    assert list(response.context["form"].errors) == ["leden"]


@pytest.mark.parametrize("status", sorted(set(Aanvraagstatus) - {Aanvraagstatus.IN_BEHANDELING}))
def test_only_a_case_in_behandeling_is_assigned(twente, leden, coordinator, status):
    aanvraag = make_filed(twente)
    type(aanvraag).objects.filter(pk=aanvraag.pk).update(status=status)

    with pytest.raises(TransitionError):
        assign_beoordelaars(aanvraag=aanvraag, leden=leden, by=coordinator)

    assert not aanvraag.beoordelingen.exists()


def test_a_member_who_withdraws_no_longer_sees_the_case_and_the_coordinator_reads_why(client, case, coordinator):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    response = client.post(f"/beoordeling/{aanvraag.nummer}/verhinderd/", {"reden": "Mijn zus werkt daar."})

    assert (response.status_code, response.url) == (302, "/beoordeling/")
    assert client.get(f"/beoordeling/{aanvraag.nummer}/").status_code == 404
    assert list(client.get("/beoordeling/").context["object_list"]) == []
    client.force_login(coordinator)
    assert "Mijn zus werkt daar." in client.get(f"/beoordeling/{aanvraag.nummer}/toewijzen/").content.decode()


def test_withdrawing_twice_has_one_effect(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)
    address = f"/beoordeling/{aanvraag.nummer}/verhinderd/"

    codes = [client.post(address, {"reden": "Ziek."}).status_code for _click in range(2)]

    assert codes == [302, 302]
    assert Verhindering.objects.count() == 1


def test_withdrawing_asks_a_reason(client, case):
    aanvraag, (own, *_others) = case
    client.force_login(own.lid.user)

    response = client.post(f"/beoordeling/{aanvraag.nummer}/verhinderd/", {"reden": " "})

    assert response.context["form"].errors == {"reden": ["Schrijf de reden op."]}
    assert not Verhindering.objects.exists()


def test_nobody_withdraws_after_handing_in(case):
    _aanvraag, (own, *_others) = case
    Beoordeling.objects.filter(pk=own.pk).update(status=Beoordelingstatus.INGELEVERD)

    with pytest.raises(TransitionError):
        decline(beoordeling=own, reden="Toch niet.", by=own.lid.user)

    assert not Verhindering.objects.exists()


def test_the_coordinator_replaces_a_member_who_is_ill(client, case, evert, coordinator):
    aanvraag, (own, *others) = case
    client.force_login(coordinator)

    client.post(f"/beoordeling/{aanvraag.nummer}/toewijzen/{own.lid_id}/verhinderd/", {"reden": "Ziek."})
    group = [*[row.lid_id for row in others], evert.pk]
    client.post(f"/beoordeling/{aanvraag.nummer}/toewijzen/", {"leden": group})

    active = aanvraag.beoordelingen.active()
    assert sorted(active.values_list("lid__user__naam", flat=True)) == ["Ben", "Carla", "Evert"]
    assert Verhindering.objects.get().gemeld_door == coordinator


def test_who_judges_already_is_not_silently_replaced(case, evert, coordinator):
    aanvraag, (own, *others) = case

    with pytest.raises(AssignmentError, match="Dina beoordeelt deze aanvraag al"):
        assign_beoordelaars(aanvraag=aanvraag, leden=[*[row.lid for row in others], evert], by=coordinator)

    assert own.lid_id in aanvraag.beoordelingen.active().values_list("lid", flat=True)


def test_who_withdrew_is_not_chosen_again(case, coordinator):
    aanvraag, beoordelingen = case
    decline(beoordeling=beoordelingen[0], reden="Ziek.", by=coordinator)

    with pytest.raises(AssignmentError, match="Dina is verhinderd"):
        assign_beoordelaars(aanvraag=aanvraag, leden=[row.lid for row in beoordelingen], by=coordinator)


def test_the_coordinator_sees_the_load_of_each_member(client, case, coordinator):
    _aanvraag, (own, *_others) = case
    fill(own)
    Beoordeling.objects.filter(pk=own.pk).update(status=Beoordelingstatus.INGELEVERD)
    make_assigned(RegioFactory(), [row.lid for row in case[1]], by=coordinator)
    client.force_login(coordinator)

    response = client.get("/beoordeling/toewijzen/")

    loads = [(str(load.lid), load.open, load.handed_in) for load in response.context["belasting"]]
    assert loads == [("Ben", 2, 0), ("Carla", 2, 0), ("Dina", 1, 1)]


@pytest.mark.parametrize("path", ["/beoordeling/toewijzen/", "/beoordeling/{}/toewijzen/"])
@pytest.mark.parametrize(
    ("name", "code"), [("coordinator", 200), ("dina", 403), ("vera", 403), ("behandelaar", 403), ("anna", 403)]
)
def test_only_the_coordinator_assigns(client, request, twente, path, name, code):
    aanvraag = make_filed(twente)
    client.force_login(request.getfixturevalue(name))

    assert client.get(path.format(aanvraag.nummer)).status_code == code


def test_who_was_given_the_role_can_be_chosen_at_once(client, twente, coordinator):
    fresh = UserFactory(naam="Nieuwe Noor", rol="beoordelaar")
    aanvraag = make_filed(twente)
    client.force_login(coordinator)

    content = client.get(f"/beoordeling/{aanvraag.nummer}/toewijzen/").content.decode()

    assert fresh.naam in content
    assert Commissielid.objects.filter(user=fresh).count() == 1
