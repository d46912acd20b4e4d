"""Nobody who writes a plan gives the akkoord of the bestuurder on it, at whichever address."""

import pytest
from django.test import Client

from applications.actions import AkkoordError, answer_akkoord, ask_akkoord
from applications.akkoord import akkoord_path
from applications.canonical import checksum, plan_json
from applications.models import Akkoord, Akkoordstatus
from sto_portal.emailadres import is_same_mailbox
from sto_portal.roles import Regiorol
from tests.applications.plans import complete_aanvraag
from tests.cast import join
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

PAGE = "/aanvragen/STO90001-4/akkoord/"
BO = {"naam": "Bo Bestuurder", "functie": "Voorzitter", "email": "bo@example.nl"}
ONESELF = "U kunt uzelf niet om akkoord vragen. Vul het adres van de bestuurder in."
WRITER = (
    "Mail aan dit adres komt bij Mia, die aan deze aanvraag schrijft. Vraag het akkoord aan iemand anders: een "
    "bestuurder die niet meeschrijft."
)


@pytest.fixture
def aanvraag(twente, anna, mia):
    return complete_aanvraag(regio=twente, agreed=False)


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


@pytest.mark.parametrize(
    "email",
    [
        "anna+b@example.nl",
        "Anna+bestuur@EXAMPLE.nl",
        '"anna"@example.nl',
        '"an\\na"@example.nl',
        "an\u200bna@example.nl",
    ],
)
def test_the_penvoerder_cannot_ask_the_own_mailbox(as_anna, aanvraag, email):
    page = as_anna.post(PAGE, BO | {"email": email})

    assert page.context["form"].errors == {"email": [ONESELF]}
    assert page.context["form"]["naam"].value() == "Bo Bestuurder"
    assert not Akkoord.objects.exists()


@pytest.mark.parametrize("email", ["mia@example.nl", "mia+1@example.nl"])
def test_nor_that_of_who_writes_along(as_anna, aanvraag, email):
    page = as_anna.post(PAGE, BO | {"email": email})

    assert page.context["form"].errors == {"email": [WRITER]}


def test_nor_that_of_who_wrote_before(as_anna, twente, aanvraag, mia):
    mia.lidmaatschappen.all().delete()
    was = UserFactory(naam="Wim", email="wim@gmail.com")
    lid = join(was, twente, Regiorol.MEDE_AUTEUR)
    type(lid).objects.filter(pk=lid.pk).update(tot=lid.vanaf.replace(year=lid.vanaf.year + 1))

    page = as_anna.post(PAGE, BO | {"email": "w.im+x@googlemail.com"})

    assert "komt bij Wim" in page.context["form"].errors["email"][0]


def test_the_action_itself_refuses_it_too(aanvraag, anna):
    with pytest.raises(AkkoordError, match="uzelf"):
        ask_akkoord(aanvraag=aanvraag, naam="Bo", functie="Voorzitter", email="anna+b@example.nl", by=anna)


def test_a_bestuurder_who_reads_along_may_be_asked(as_anna, aanvraag, lies):
    as_anna.post(PAGE, BO | {"email": "lies@example.nl"})

    assert Akkoord.objects.get().email == "lies@example.nl"


@pytest.mark.parametrize("name", ["anna", "mia"])
def test_who_writes_and_has_the_link_cannot_answer_while_signed_in(request, as_anna, aanvraag, name):
    as_anna.post(PAGE, BO)
    vraag = Akkoord.objects.get()
    browser, sha256 = Client(), checksum(plan_json(vraag.plan))
    browser.force_login(request.getfixturevalue(name))
    browser.get(akkoord_path(vraag))

    page = browser.get("/akkoord/")
    answer = browser.post("/akkoord/", {"besluit": "ja", "opmerking": "", "sha256": sha256}, follow=True)

    assert ("U kunt hier geen akkoord geven" in page.text, "Verstuur uw antwoord" in page.text) == (True, False)
    assert "U schrijft zelf mee aan deze aanvraag." in answer.text
    assert Akkoord.objects.get().status == Akkoordstatus.GEVRAAGD


def test_who_came_to_write_after_being_asked_cannot_answer_any_more(as_anna, twente, aanvraag):
    as_anna.post(PAGE, BO)
    join(UserFactory(naam="Bo", email="bo@example.nl"), twente, Regiorol.MEDE_AUTEUR)
    vraag = Akkoord.objects.select_related("plan__regio", "plan__ronde").get()

    with pytest.raises(AkkoordError, match="schrijft zelf mee"):
        answer_akkoord(akkoord=vraag, agrees=True, opmerking="", sha256=checksum(plan_json(vraag.plan)))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("anna@example.nl", "ANNA+x@example.nl", True),
        ("anna.b@gmail.com", "annab@googlemail.com", True),
        ("anna.b@example.nl", "annab@example.nl", False),
        ("anna@example.nl", "anna@example.com", False),
        ("anna@münchen.nl", "anna@xn--mnchen-3ya.nl", True),
        ("+x@example.nl", "anna@example.nl", False),
    ],
)
def test_when_two_addresses_are_one_mailbox(one, other, same):
    assert is_same_mailbox(one, other) is same
