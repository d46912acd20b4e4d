"""A new password for who forgot it: the link leads to our own site, and tells nobody who has an account."""

from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sto_portal.outbox.models import Bericht
from sto_portal.werk.actions import run_waiting

SITE = "https://portaal.example.nl"
STRANGER = "niemand@example.nl"
CHOSEN = "een heel ander lang wachtwoord"


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = SITE


def ask(client, email, **headers):
    return client.post("/account/password/reset/", {"email": email}, headers=headers)


def read_link():
    """The link of the one mail that was sent."""
    run_waiting()
    (letter,) = mail.outbox
    return next(word for word in letter.body.split() if word.startswith("http"))


@pytest.mark.parametrize("host", ["localhost", "localhost:9999", "127.0.0.1"])
def test_the_link_leads_to_the_site_whatever_host_was_asked(client, anna, host):
    ask(client, anna.email, host=host)

    link = read_link()
    assert link.startswith(f"{SITE}/account/password/reset/key/")
    assert mail.outbox[0].subject == "Nieuw wachtwoord voor het STO-portaal"
    assert link not in Bericht.objects.get().tekst


def test_anna_chooses_a_new_password_and_signs_in_at_once_after_wrong_ones(client, anna):
    for _ in range(6):
        client.post("/account/login/", {"login": anna.email, "password": "verkeerd"})
    ask(client, anna.email)

    page = client.get(urlsplit(read_link()).path, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": CHOSEN, "password2": CHOSEN})

    assert client.post("/account/login/", {"login": anna.email, "password": CHOSEN}).url == "/"


@pytest.mark.parametrize("closed", [False, True])
def test_who_may_not_sign_in_gets_no_mail(client, anna, closed):
    anna.is_active = not closed
    anna.save()

    ask(client, anna.email if closed else STRANGER)
    run_waiting()

    assert mail.outbox == []


def test_the_page_does_the_same_for_who_has_an_account_and_who_has_none(client, anna):
    ask(client, STRANGER)

    answers, work = [], []
    for email in (anna.email, STRANGER):
        with CaptureQueriesContext(connection) as queries:
            response = ask(client, email)
        answers.append((response.status_code, response.url))
        work.append([query["sql"].split()[0] for query in queries])

    assert answers[0] == answers[1] == (302, "/account/password/reset/done/")
    assert work[0] == work[1]


def test_a_person_who_was_closed_meanwhile_gets_no_link(client, anna):
    ask(client, anna.email)
    anna.is_active = False
    anna.save()

    run_waiting()

    assert mail.outbox == []


def test_one_office_may_ask_for_many_links(client, db):
    asked = [ask(client, f"mens{number}@example.nl").status_code for number in range(40)]

    assert asked == [302] * 40


def test_who_asks_for_everyone_is_stopped_and_keeps_what_was_typed(client, db, settings):
    settings.LINK_LIMITS = settings.LINK_LIMITS | {"address": (3, 3600)}

    responses = [ask(client, f"mens{number}@example.nl") for number in range(4)]

    assert [response.status_code for response in responses] == [302, 302, 302, 200]
    assert responses[-1].context["form"]["email"].value() == "mens3@example.nl"
    assert responses[-1].context["form"].non_field_errors()[0].startswith("U vroeg te vaak achter elkaar om een link. ")
