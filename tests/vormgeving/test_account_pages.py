"""The sign-in pages that django-allauth serves, in the look and the words of the portal."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail

from sto_portal.accounts.actions import password_path
from sto_portal.werk.actions import run_waiting

ENGLISH = re.compile(r"\b(password|sign|your|please|email address)\b", re.IGNORECASE)
INFORMAL = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
OPEN_PAGES = ["login/", "password/reset/", "password/reset/done/", "password/reset/key/done/", "signup/", "inactive/"]
PASSWORD = "een lang genoeg wachtwoord"
TWICE = {"password1": f"nieuw {PASSWORD}", "password2": f"anders {PASSWORD}"}


@pytest.fixture
def anna(db):
    return get_user_model().objects.create_user(email="anna@example.nl", password=PASSWORD)


def visible_text(response):
    """What a reader sees of the main part of a page."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.django_db
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_an_account_page_is_dutch_and_in_our_look(client, path):
    response = client.get(f"/account/{path}", follow=True)

    assert response.status_code == 200
    assert ENGLISH.findall(visible_text(response)) == []
    assert response.content.count(b"<h1") == 1
    assert b" style=" not in response.content


@pytest.mark.parametrize("path", ["password/change/", "logout/", "reauthenticate/"])
def test_a_page_of_someone_who_is_signed_in_is_dutch_too(client, anna, path):
    client.force_login(anna)

    response = client.get(f"/account/{path}")

    assert ENGLISH.findall(visible_text(response)) == []


def test_a_forgotten_password_is_renewed_by_a_link_in_dutch(client, anna):
    client.post("/account/password/reset/", {"email": anna.email})
    run_waiting()
    (letter,) = mail.outbox
    link = re.search(r"https?://\S+", letter.body).group()

    form_page = client.get(link, follow=True)
    done = client.post(
        form_page.request["PATH_INFO"], {"password1": f"nieuw {PASSWORD}", "password2": f"nieuw {PASSWORD}"}
    )

    assert letter.subject == "Nieuw wachtwoord voor het STO-portaal"
    assert ENGLISH.findall(letter.body.replace(link, "")) == []
    assert visible_text(form_page).startswith("Nieuw wachtwoord kiezen")
    assert done.status_code == 302


@pytest.mark.django_db
def test_who_leaves_the_form_empty_reads_what_is_missing(client):
    response = client.post("/account/login/", {"login": "", "password": ""})

    assert "Wachtwoord – Dit veld is verplicht." in visible_text(response)


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        ("login/", {"login": "anna@example.nl", "password": "fout"}, "Dit e-mailadres en dit wachtwoord horen niet"),
        ("password/change/", {"oldpassword": "fout"}, "Dit is niet uw huidige wachtwoord."),
        ("password/change/", {"oldpassword": PASSWORD} | TWICE, "Typ twee keer hetzelfde wachtwoord."),
        ("reauthenticate/", {"password": "fout"}, "Dit is niet uw wachtwoord."),
    ],
)
def test_what_is_wrong_is_said_to_u(client, anna, path, sent, said):
    if path != "login/":
        client.post("/account/login/", {"login": anna.email, "password": PASSWORD})

    text = visible_text(client.post(f"/account/{path}", sent))

    assert said in text
    assert INFORMAL.findall(text) == []


def test_a_new_password_by_mail_that_is_typed_wrong_the_second_time_is_said_to_u(client, anna):
    form_page = client.get(password_path(anna), follow=True)

    response = client.post(form_page.request["PATH_INFO"], TWICE)

    assert "Typ twee keer hetzelfde wachtwoord." in visible_text(response)
    assert INFORMAL.findall(visible_text(response)) == []


@pytest.mark.django_db
def test_a_wrong_address_gives_a_page_in_our_look(client):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert visible_text(response).startswith("Deze pagina is niet gevonden")
