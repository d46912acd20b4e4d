"""What django-allauth offers and this portal does not, and how it answers to too many tries."""

import pytest

from tests.factories import PASSWORD

TRIES = 5


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "confirm-email/abc:def/", "password/set/", "login/code/confirm/"]
)
@pytest.mark.parametrize("name", [None, "anna"])
def test_what_has_no_use_here_does_not_exist(client, request, db, path, name):
    if name:
        client.force_login(request.getfixturevalue(name))

    assert client.get(f"/account/{path}").status_code == 404


def test_nobody_signs_up(client, db, django_user_model):
    page = client.get("/account/signup/")
    client.post("/account/signup/", {"email": "x@example.nl", "password1": PASSWORD * 4, "password2": PASSWORD * 4})

    assert "U kunt hier geen account maken" in page.content.decode()
    assert not django_user_model.objects.exists()


def test_after_five_wrong_passwords_even_the_right_one_waits(client, anna):
    for _ in range(TRIES):
        client.post("/account/login/", {"login": anna.email, "password": "verkeerd"})

    response = client.post("/account/login/", {"login": anna.email, "password": PASSWORD})

    assert response.context["form"].non_field_errors() == [
        (
            "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht nog 5 minuten en probeer het dan opnieuw. "
            "Of kies eerst een nieuw wachtwoord: dan kunt u meteen weer inloggen."
        )
    ]


def test_a_wrong_password_does_not_tell_whether_the_account_exists(client, anna):
    messages = [
        client.post("/account/login/", {"login": email, "password": "verkeerd"}).context["form"].non_field_errors()
        for email in (anna.email, "niemand@example.nl")
    ]

    assert messages[0] == messages[1]


def test_who_asks_too_many_links_reads_how_long_to_wait_and_keeps_what_was_typed(client, db):
    for _ in range(TRIES):
        client.post("/account/password/reset/", {"email": "niemand@example.nl"})

    form = client.post("/account/password/reset/", {"email": "niemand@example.nl"}).context["form"]

    assert form["email"].value() == "niemand@example.nl"
    assert form.non_field_errors() == [
        (
            "U vroeg te vaak achter elkaar om een link. Wacht nog 15 minuten en probeer het dan opnieuw. "
            "Is er al een e-mail? De link daarin werkt nog. Kijk ook bij uw ongewenste e-mail."
        )
    ]
