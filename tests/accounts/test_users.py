"""The beheerder gives people an account and access, and leaves a trace of each act."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from sto_portal.accounts.models import User
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import run_waiting
from tests.factories import PASSWORD, UserFactory

NEW = {"naam": "Noor de Wit", "functie": "Projectleider", "email": "Noor@Example.nl"}
CHOSEN = "een lang genoeg wachtwoord"


@pytest.fixture
def as_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


@pytest.fixture
def piet(db):
    """Someone without any role."""
    return UserFactory(naam="Piet Post", email="piet@example.nl")


def traces(obj):
    return list(Spoor.objects.of(obj).values_list("wat", flat=True))


def names(response):
    return [person.naam for person in response.context["people"]]


def test_who_is_invited_chooses_a_password_and_signs_in(as_beheerder, client):
    response = as_beheerder.post("/gebruikers/nieuw/", NEW)
    run_waiting()

    noor = User.objects.get(email="noor@example.nl")
    (letter,) = mail.outbox
    link = re.search(r"https?://[^/\s]+(\S+)", letter.body).group(1)
    client.logout()
    form_page = client.get(link, follow=True)
    client.post(form_page.request["PATH_INFO"], {"password1": CHOSEN, "password2": CHOSEN})
    signed_in = client.post("/account/login/", {"login": "noor@example.nl", "password": CHOSEN})
    assert response.url == f"/gebruikers/{noor.pk}/"
    assert (letter.to, letter.subject) == (["noor@example.nl"], "Uw account voor het STO-portaal")
    assert "3 dagen" in letter.body
    assert signed_in.status_code == 302
    assert traces(noor) == ["invite_user", "send_invitation", "change_password", "sign_in"]


def test_before_that_nobody_signs_in_with_the_new_account(as_beheerder):
    as_beheerder.post("/gebruikers/nieuw/", NEW)

    assert not User.objects.get(email="noor@example.nl").has_usable_password()


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"email": "PIET@example.nl"}, "email", "Er is al een gebruiker met dit e-mailadres."),
        ({"email": "noor"}, "email", "Voer een geldig e-mailadres in."),
        ({"naam": ""}, "naam", "Dit veld is verplicht."),
        ({"naam": "No\0or"}, "naam", "Null-tekens zijn niet toegestaan."),
    ],
)
def test_a_wrong_invitation_says_why_and_makes_nobody(as_beheerder, piet, change, field, message):
    response = as_beheerder.post("/gebruikers/nieuw/", NEW | change)

    assert response.context["form"].errors == {field: [message]}
    assert not User.objects.filter(naam__startswith="No").exists()
    assert Bericht.objects.count() == 0


def test_an_invitation_goes_out_at_most_once_a_day(as_beheerder, piet):
    for _ in range(2):
        as_beheerder.post(f"/gebruikers/{piet.pk}/uitnodigen/")

    assert Bericht.objects.filter(aan=piet.email).count() == 1


def test_who_has_signed_in_gets_no_second_invitation(as_beheerder, piet):
    User.objects.filter(pk=piet.pk).update(last_login=timezone.now())

    response = as_beheerder.post(f"/gebruikers/{piet.pk}/uitnodigen/", follow=True)

    assert "heeft al ingelogd" in response.content.decode()
    assert Bericht.objects.count() == 0


def test_a_mistake_in_the_address_can_be_mended_until_the_first_sign_in(as_beheerder, piet):
    EmailAddress.objects.create(user=piet, email=piet.email, primary=True)

    as_beheerder.post(f"/gebruikers/{piet.pk}/wijzigen/", NEW | {"email": "pieter@example.nl"})

    piet.refresh_from_db()
    assert (piet.naam, piet.email) == ("Noor de Wit", "pieter@example.nl")
    assert list(Bericht.objects.values_list("aan", flat=True)) == ["pieter@example.nl"]
    assert not EmailAddress.objects.filter(email="piet@example.nl").exists()
    assert traces(piet) == ["change_user", "send_invitation"]


def test_after_the_first_sign_in_the_beheerder_cannot_take_over_by_another_address(as_beheerder, tekenbevoegde):
    User.objects.filter(pk=tekenbevoegde.pk).update(last_login=timezone.now())

    as_beheerder.post(f"/gebruikers/{tekenbevoegde.pk}/wijzigen/", NEW)

    tekenbevoegde.refresh_from_db()
    assert (tekenbevoegde.naam, tekenbevoegde.email) == ("Noor de Wit", "tess@example.nl")


def test_who_loses_access_is_out_at_once_and_comes_back_with_the_same_roles(as_beheerder, behandelaar):
    browser = Client()
    browser.force_login(behandelaar)

    as_beheerder.post(f"/gebruikers/{behandelaar.pk}/blokkeren/")
    closed = browser.get("/aanvragen/")
    refused = browser.post("/account/login/", {"login": behandelaar.email, "password": PASSWORD})
    as_beheerder.post(f"/gebruikers/{behandelaar.pk}/deblokkeren/")
    browser.post("/account/login/", {"login": behandelaar.email, "password": PASSWORD})

    assert (closed.status_code, closed.url) == (302, "/account/login/?next=/aanvragen/")
    assert refused.url == "/account/inactive/"
    assert browser.get("/aanvragen/").status_code == 200
    assert traces(behandelaar) == ["close_account", "open_account", "sign_in"]


def test_a_session_of_before_does_not_open_again_with_the_account(as_beheerder, behandelaar):
    browser = Client()
    browser.force_login(behandelaar)

    as_beheerder.post(f"/gebruikers/{behandelaar.pk}/blokkeren/")
    as_beheerder.post(f"/gebruikers/{behandelaar.pk}/deblokkeren/")

    assert browser.get("/aanvragen/").url == "/account/login/?next=/aanvragen/"


def test_closing_twice_leaves_one_trace(as_beheerder, piet):
    for _ in range(2):
        as_beheerder.post(f"/gebruikers/{piet.pk}/blokkeren/")

    assert traces(piet) == ["close_account"]


@pytest.mark.parametrize(
    ("path", "title"), [("blokkeren", "Account afsluiten?"), ("deblokkeren", "Weer toegang geven?")]
)
def test_asking_changes_nothing(as_beheerder, piet, path, title):
    page = as_beheerder.get(f"/gebruikers/{piet.pk}/{path}/")

    assert title in page.content.decode()
    assert traces(piet) == []


def test_nobody_closes_the_own_account(as_beheerder, beheerder):
    response = as_beheerder.post(f"/gebruikers/{beheerder.pk}/blokkeren/", follow=True)

    beheerder.refresh_from_db()
    assert beheerder.is_active
    assert "U kunt uw eigen toegang niet veranderen." in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Bas", "Bea", "Coen", "Piet Post"]),
        ("?zoek=POST", ["Piet Post"]),
        ("?zoek=coen@", ["Coen"]),
        ("?rol=behandelaar", ["Bea"]),
        ("?rol=geen", ["Piet Post"]),
        ("?toegang=nee", ["Coen"]),
        ("?sorteer=email&rol=geen", ["Piet Post"]),
        ("?rol=onzin&sorteer=onzin&page=99", ["Bas", "Bea", "Coen", "Piet Post"]),
    ],
)
def test_the_list_is_searched_and_filtered(as_beheerder, behandelaar, coordinator, piet, query, found):
    User.objects.filter(pk=coordinator.pk).update(is_active=False)

    assert names(as_beheerder.get(f"/gebruikers/{query}")) == found


def test_the_list_can_begin_with_who_signed_in_last(as_beheerder, piet):
    User.objects.filter(pk=piet.pk).update(last_login=timezone.now() + timedelta(hours=1))

    assert names(as_beheerder.get("/gebruikers/?sorteer=ingelogd"))[0] == "Piet Post"


def test_a_long_list_has_pages(as_beheerder):
    UserFactory.create_batch(55)

    first, second = (as_beheerder.get(f"/gebruikers/?zoek=persoon&page={number}") for number in (1, 2))

    assert (len(names(first)), len(names(second))) == (50, 5)
    assert "zoek=persoon&amp;page=2" in first.content.decode()
