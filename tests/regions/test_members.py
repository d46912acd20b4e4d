"""The beheerder adds members to a region and ends their roles; DUS-I only looks."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from regions.models import Lidmaatschap
from sto_portal.sporen.models import Spoor
from tests.cast import join
from tests.factories import UserFactory

ADD = "/regios/STO90001/leden/nieuw/"


@pytest.fixture
def as_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


@pytest.fixture
def piet(db):
    return UserFactory(naam="Piet Post", email="piet@example.nl")


def traces(obj):
    return list(Spoor.objects.of(obj).values_list("wat", flat=True))


def roles(user):
    return list(Lidmaatschap.objects.current().filter(user=user).values_list("regio__nummer", "rol"))


def test_a_member_is_added_by_the_address_of_an_account(as_beheerder, twente, piet):
    response = as_beheerder.post(ADD, {"naam": "P. Post", "email": "PIET@example.nl", "rol": "mede_auteur"})

    assert response.url == "/regios/STO90001/leden/"
    assert roles(piet) == [("STO90001", "mede_auteur")]
    assert traces(twente) == ["add_member", "tell_member"]


@pytest.mark.parametrize(
    ("email", "message"),
    [
        ("lies@example.nl", "Lies is al meelezer van deze regio."),
        ("bas@example.nl", "U kunt uzelf geen rol in een regio geven. Vraag het een ander."),
        ("dicht@example.nl", "Deze gebruiker mag niet inloggen. De beheerder kan weer toegang geven."),
        ("beheer2@example.nl", "Een beheerder kan geen lid van een regio zijn."),
    ],
)
def test_who_cannot_become_a_member_is_refused_with_the_reason(as_beheerder, lies, email, message):
    UserFactory(email="dicht@example.nl", is_active=False)
    UserFactory(email="beheer2@example.nl", rol="beheerder")
    before = Lidmaatschap.objects.count()

    response = as_beheerder.post(ADD, {"naam": "Wie", "email": email, "rol": "mede_auteur"})

    assert response.context["form"].errors == {"email": [message]}
    assert Lidmaatschap.objects.count() == before


def test_a_membership_that_is_ended_holds_no_longer_and_stays_on_record(as_beheerder, twente, piet):
    lid = join(piet, twente, "meelezer")
    Lidmaatschap.objects.filter(pk=lid.pk).update(vanaf=timezone.now() - timedelta(days=1))

    for _ in range(2):
        as_beheerder.post(f"/regios/STO90001/leden/{lid.pk}/beeindigen/")

    page = as_beheerder.get("/regios/STO90001/leden/")
    assert roles(piet) == []
    assert (page.context["leden"], page.context["oud_leden"]) == ([], [lid])
    assert traces(twente) == ["end_membership"]
    assert not get_user_model().objects.get(pk=piet.pk).has_perm("applications.view_aanvraag")


def test_who_was_a_member_can_become_one_again(as_beheerder, twente, piet):
    lid = join(piet, twente, "meelezer")
    as_beheerder.post(f"/regios/STO90001/leden/{lid.pk}/beeindigen/")

    as_beheerder.post(ADD, {"naam": "Piet", "email": piet.email, "rol": "penvoerder"})

    assert roles(piet) == [("STO90001", "penvoerder")]


def test_a_member_is_not_ended_under_the_number_of_another_region(as_beheerder, anna, veluwe, bram):
    lid = Lidmaatschap.objects.get(user=bram)

    assert as_beheerder.post(f"/regios/STO90001/leden/{lid.pk}/beeindigen/").status_code == 404
    assert roles(bram) == [("STO90002", "penvoerder")]


def test_dus_i_reads_who_is_a_member_and_changes_nothing(client, behandelaar, anna):
    client.force_login(behandelaar)

    page = client.get("/regios/STO90001/leden/")

    assert [lid.user.naam for lid in page.context["leden"]] == ["Anna"]
    assert "Nodig iemand uit" not in page.content.decode()
    assert client.post(ADD, {"naam": "Bea", "email": "bea@example.nl", "rol": "penvoerder"}).status_code == 403


def test_the_list_is_searched_and_shows_who_leads(as_beheerder, anna, bram, mia):
    everything = as_beheerder.get("/regios/").context["regios"]
    found = as_beheerder.get("/regios/?zoek=veluwe").context["regios"]

    shown = [(regio.nummer, [lid.user.naam for lid in regio.penvoerders], regio.members) for regio in everything]
    assert shown == [("STO90001", ["Anna"], 2), ("STO90002", ["Bram"], 2)]
    assert [regio.nummer for regio in found] == ["STO90002"]


def test_the_page_of_a_person_shows_the_roles_in_regions(as_beheerder, anna):
    page = as_beheerder.get(f"/gebruikers/{anna.pk}/")

    rows = [(lid.regio.nummer, lid.rol) for lid in page.context["lidmaatschappen"]]
    assert rows == [("STO90001", "penvoerder"), ("STO90002", "meelezer")]
