"""What people may choose as a password, and what they read when they may not."""

import re
from datetime import date

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command

from sto_portal.accounts.actions import password_path
from sto_portal.accounts.models import User
from sto_portal.accounts.wachtwoordregels import ADVICE, OWN_NAME, REPEATED, TOO_COMMON
from tests.factories import PASSWORD, UserFactory

ENGLISH = re.compile(r"\b(password|must|character|common|similar|entirely|your)\b", re.IGNORECASE)
YEARS = [date.min.year, 1999, 2026, 2031]
COMMON = [
    *("wachtwoord123", "Wachtwoord123!", "WACHTWOORD!!!!", "wacht­woord123", "wachtwoord 123", "W@chtw00rd123"),
    *("welkom2026!!", "Welkom-2026-01", "welkomwelkom", "We1kom01we1kom", "!!welkom!!!!!!", "wélkom123456"),
    *("Sterktechniek1", "SterkTechniek2026", "$terktechniek1", "sterk_techniek_1", "techniek@school1"),
    *("zomervakantie1", "Winter-januari", "feyenoord1908", "Rotterdam010!", "qwerty123456", "Nederland2026"),
    *("ikhouvanjou12", "mijnwachtwoord", "wachtwoordvanmij", "password1234!", "letmein123456", "Geheim.geheim1"),
]
FINE = [
    *("een lang genoeg wachtwoord", "paard batterij nietje correct", "fiets koffie maandag tulp", "xK9#mQ2$vL7!"),
    *("tien blauwe kachels zingen", "Jh3-kd9-Pq7-zzT", "vergezicht-onder-water", "グリーンの猫が踊る夜空と海"),
]


def said(password, user=None):
    """The messages with which a password is refused."""
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, user)
    return refusal.value.messages


@pytest.mark.parametrize("password", COMMON)
def test_a_word_that_many_choose_is_refused_whatever_is_added(password):
    assert said(password) == [TOO_COMMON]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("pattern", ["welkom{:04}!!", "{:04}december", "Zomer@{:04}!!", "Eindhoven {:04}"])
def test_no_year_makes_a_word_one_of_your_own(year, pattern):
    assert said(pattern.format(year)) == [TOO_COMMON]


@pytest.mark.parametrize("password", FINE)
def test_words_that_do_not_belong_together_are_fine(password):
    validate_password(password)


@pytest.mark.parametrize(
    "password", ["annadevries1", "Anna-de-Vries!", "devries123456", "projectleider12", "anna!!!!!!!!"]
)
def test_the_own_name_function_or_address_is_refused(password):
    anna = User(naam="Anna de Vries", functie="Projectleider", email="anna.devries@example.nl")

    assert OWN_NAME in said(password, anna)


def test_the_others_are_told_in_dutch_too():
    found = [*said("kort"), *said("839201746352"), *said("ababababababab")]

    assert found == [
        f"Dit wachtwoord is te kort. Kies er een van minstens 12 tekens. {ADVICE}",
        REPEATED,
        "Dit wachtwoord bestaat alleen uit cijfers. Gebruik ook letters.",
        REPEATED,
    ]


def test_a_password_of_a_million_signs_is_looked_at_in_no_time():
    validate_password("wachtwoord en nog veel meer dat niemand bedenkt " * 20_000)


@pytest.fixture
def chooses(client, anna):
    """Function that gives the form of each place where Anna chooses a password, after she chose this one."""

    def choose(place, password):
        if place == "wijzigen":
            client.force_login(anna)
            typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
            return client.post("/account/password/change/", typed)
        page = client.get(password_path(anna), follow=True)
        return client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})

    return choose


@pytest.mark.parametrize("place", ["wijzigen", "uitnodiging of vergeten"])
def test_every_place_refuses_and_says_the_rules_before(chooses, anna, place):
    response = chooses(place, "wachtwoord123")

    assert response.context["form"].errors == {"password1": [TOO_COMMON]}
    assert "Kies minstens 12 tekens." in response.text
    assert "zoals een maand met een jaar" in response.text
    assert ENGLISH.findall(re.sub(r"<[^>]+>", " ", response.text)) == []
    assert User.objects.get(pk=anna.pk).check_password(PASSWORD)


def test_two_that_differ_are_told_in_dutch(client, anna):
    client.force_login(anna)
    typed = {"oldpassword": PASSWORD, "password1": FINE[0], "password2": FINE[1]}

    response = client.post("/account/password/change/", typed)

    assert response.context["form"].errors == {"password2": ["Typ twee keer hetzelfde wachtwoord."]}


def test_a_wrong_password_of_now_is_told_in_dutch(client, anna):
    client.force_login(anna)
    typed = {"oldpassword": "verkeerd", "password1": FINE[0], "password2": FINE[0]}

    response = client.post("/account/password/change/", typed)

    assert response.context["form"].errors == {"oldpassword": ["Dit is niet uw huidige wachtwoord."]}


def test_the_first_beheerder_is_made_on_the_server(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", FINE[0])

    call_command("createsuperuser", "--no-input", email="bas@example.nl", naam="Bas", verbosity=0)

    bas = User.objects.get(email="bas@example.nl")
    assert [row.rol for row in bas.aanstellingen.all()] == ["beheerder"]
    assert bas.check_password(FINE[0])


def test_changing_it_on_the_server_asks_the_same(db, monkeypatch, capsys):
    UserFactory(email="bas@example.nl")
    typed = iter(["wachtwoord123", "wachtwoord123"] * 3)
    monkeypatch.setattr("getpass.getpass", lambda *_arguments, **_options: next(typed))

    with pytest.raises(Exception, match="Aborting password change"):
        call_command("changepassword", "bas@example.nl")

    assert TOO_COMMON in capsys.readouterr().err
