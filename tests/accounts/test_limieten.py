"""Wrong passwords slow down who guesses, and nobody else: by account and address together."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password

from sto_portal.accounts import limieten
from sto_portal.accounts.models import User
from tests.factories import PASSWORD

OFFICE, HOME, GUESSER = "192.0.2.10", "203.0.113.20", "198.51.100.30"
USUAL, _ = settings.LOGIN_LIMITS["usual"]
OFTEN, _ = settings.LOGIN_LIMITS["often"]
FEWER, _ = settings.LOGIN_LIMITS["fewer"]
MISMATCH = "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk of beide goed zijn."
WAIT = (
    "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht nog {} en probeer het dan opnieuw. "
    "Of kies eerst een nieuw wachtwoord: dan kunt u meteen weer inloggen."
)


@pytest.fixture
def people(db):
    """The forty people of one office."""
    password = make_password(PASSWORD)
    rows = [User(email=f"mens{number}@example.nl", naam=f"Mens {number}", password=password) for number in range(40)]
    return User.objects.bulk_create(rows)


@pytest.fixture
def sign_in(client):
    """Function that types a password at an address; '' where it lets in, else what the page says."""

    def post(email, password=PASSWORD, *, address=OFFICE, **headers):
        sent = {"login": email, "password": password}
        response = client.post("/account/login/", sent, REMOTE_ADDR=address, headers=headers)
        if response.status_code == 302:
            client.logout()
            return ""
        form = response.context["form"]
        assert form["login"].value() == email
        return form.non_field_errors()[0]

    return post


def guess(sign_in, emails, *, address):
    return [sign_in(email, "verkeerd", address=address) for email in emails]


def test_forty_people_of_one_office_sign_in_within_a_minute(people, sign_in):
    assert [sign_in(person.email) for person in people] == [""] * 40


def test_forty_people_who_each_typed_wrong_once_still_sign_in(people, sign_in):
    guess(sign_in, [person.email for person in people], address=OFFICE)

    assert [sign_in(person.email) for person in people] == [""] * 40


def test_who_guesses_one_account_waits_and_its_owner_elsewhere_does_not(people, sign_in):
    anna = people[0].email

    said = guess(sign_in, [anna] * 2 * USUAL, address=GUESSER)

    assert [text.startswith("U hebt te vaak") for text in said] == [False] * USUAL + [True] * USUAL
    assert sign_in(anna, address=GUESSER) == WAIT.format("5 minuten")
    assert sign_in(anna, address=HOME) == ""


def test_who_guesses_in_the_office_keeps_no_colleague_out(people, sign_in):
    guess(sign_in, [f"onbekend{number}@example.nl" for number in range(3 * OFTEN)], address=OFFICE)
    guess(sign_in, [people[0].email] * 2 * USUAL, address=OFFICE)

    assert [sign_in(person.email) == "" for person in people] == [False] + [True] * 39


def test_from_an_address_that_often_fails_each_account_gets_fewer_tries(people, sign_in):
    anna = people[0].email
    guess(sign_in, [f"onbekend{number}@example.nl" for number in range(OFTEN)], address=GUESSER)

    said = guess(sign_in, [anna] * (FEWER + 1), address=GUESSER)

    assert said[-1] == WAIT.format("30 minuten")
    assert sign_in(anna, address=HOME) == ""


def test_many_addresses_that_guess_one_account_get_fewer_tries_each_and_the_owner_signs_in(people, sign_in):
    anna = people[0].email
    crowd = [f"198.51.100.{number}" for number in range(OFTEN)]
    for address in crowd:
        guess(sign_in, [anna], address=address)

    more = [text for address in crowd for text in guess(sign_in, [anna] * USUAL, address=address)]

    assert sum(not text.startswith("U hebt te vaak") for text in more) == OFTEN * (FEWER - 1)
    assert sign_in(anna, "verkeerd", address=HOME) == MISMATCH
    assert sign_in(anna, address=HOME) == ""


def test_a_machine_that_tries_all_addresses_is_stopped(people, sign_in, settings):
    settings.LOGIN_LIMITS = settings.LOGIN_LIMITS | {"flood": (10, 60)}

    said = guess(sign_in, [f"onbekend{number}@example.nl" for number in range(12)], address=GUESSER)

    assert [text == WAIT.format("1 minuut") for text in said] == [False] * 10 + [True] * 2
    assert sign_in(people[0].email, address=HOME) == ""


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_a_header_of_the_guesser_gives_no_new_tries(people, sign_in, name):
    anna = people[0].email

    said = [
        sign_in(anna, "verkeerd", address=GUESSER, **{name: f"for=203.0.113.{number}" if name == "Forwarded" else HOME})
        for number in range(USUAL + 1)
    ]

    assert said[-1] == WAIT.format("5 minuten")


@pytest.mark.parametrize("spelling", ["MENS0@example.nl", "mens0@example.nl\u200b", " mens0@example.nl"])
def test_another_spelling_of_the_account_gives_no_new_tries(people, client, sign_in, spelling):
    guess(sign_in, [people[0].email] * USUAL, address=GUESSER)

    response = client.post("/account/login/", {"login": spelling, "password": PASSWORD}, REMOTE_ADDR=GUESSER)

    assert response.context["form"].non_field_errors() == [WAIT.format("5 minuten")]


def test_another_name_of_the_site_gives_no_new_tries(people, sign_in):
    for number in range(USUAL):
        sign_in(people[0].email, "verkeerd", host=f"localhost:{9000 + number}")

    assert sign_in(people[0].email) == WAIT.format("5 minuten")


def test_who_chooses_a_new_password_by_mail_may_sign_in_at_once(people, client, sign_in, rf):
    anna = people[0].email
    guess(sign_in, [anna] * USUAL, address=HOME)

    limieten.Inlogpoging(rf.get("/", REMOTE_ADDR=HOME), anna).forget()

    assert sign_in(anna, address=HOME) == ""


def test_signing_in_asks_the_database_no_more_for_being_counted(people, client, django_assert_max_num_queries):
    sign_in = {"login": people[0].email, "password": PASSWORD}

    with django_assert_max_num_queries(20):
        response = client.post("/account/login/", sign_in)

    assert response.status_code == 302


def test_the_page_to_sign_in_asks_the_database_nothing(db, client, django_assert_num_queries):
    client.get("/account/login/")

    with django_assert_num_queries(0):
        client.get("/account/login/")
