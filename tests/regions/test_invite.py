"""The penvoerder invites colleagues, changes what they may do and ends it; nobody else in the region does."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from regions.models import Lidmaatschap
from sto_portal.outbox.models import Bericht
from sto_portal.sporen.models import Spoor
from sto_portal.termijnen import today
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk
from tests.cast import join
from tests.factories import UserFactory

LEDEN = "/regios/STO90001/leden/"
ADD = f"{LEDEN}nieuw/"
NEW = {"naam": "Noor Nieuw", "email": "Noor@Example.nl", "rol": "mede_auteur"}


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


def roles(email):
    rows = Lidmaatschap.objects.current().filter(user__email=email)
    return list(rows.order_by("regio__nummer").values_list("regio__nummer", "rol"))


def lid_of(user, nummer="STO90001"):
    return Lidmaatschap.objects.current().get(user=user, regio__nummer=nummer)


def traces(regio):
    return list(Spoor.objects.of(regio).values_list("wat", flat=True))


def test_a_colleague_without_an_account_gets_one_and_a_link_to_choose_a_password(as_anna, twente):
    response = as_anna.post(ADD, NEW)
    run_waiting()

    (sent,) = mail.outbox
    link = re.search(r"https?://\S+/account/password/reset/key/\S+", sent.body)[0]
    assert response.url == LEDEN
    assert roles("noor@example.nl") == [("STO90001", "mede_auteur")]
    assert sent.to == ["noor@example.nl"]
    assert "Anna nodigt u uit voor Regio Twente (test)." in sent.body
    assert "Dat betekent: u schrijft mee aan de aanvraag." in sent.body
    page = Client().get(f"/account/{link.partition('/account/')[2]}", follow=True)
    assert list(page.context["form"].fields) == ["password1", "password2"]
    assert traces(twente) == ["add_member", "tell_member"]


def test_a_colleague_who_signed_in_before_gets_no_link_that_works_without_a_password(as_anna):
    piet = UserFactory(naam="Piet", email="piet@example.nl")
    Client().login(username=piet.email, password="demo")

    as_anna.post(ADD, NEW | {"email": "piet@example.nl", "rol": "meelezer"})
    run_waiting()

    (sent,) = mail.outbox
    assert roles("piet@example.nl") == [("STO90001", "meelezer")]
    assert "/account/password/reset/" not in sent.body
    assert "Dat betekent: u kunt de aanvraag lezen. U kunt er niets in veranderen." in sent.body
    assert get_user_model().objects.get(email="piet@example.nl").naam == "Piet"
    assert Bericht.objects.get().geheim == ""


def test_the_one_time_link_is_marked_as_what_only_the_recipient_reads(as_anna):
    as_anna.post(ADD, NEW)

    bericht = Bericht.objects.get()
    assert bericht.tekst.count(bericht.geheim) == 1
    assert "/account/password/reset/key/" in bericht.geheim


def test_inviting_twice_gives_one_account_and_one_mail(as_anna):
    as_anna.post(ADD, NEW)

    again = as_anna.post(ADD, NEW)

    assert again.context["form"].errors == {"email": ["Noor Nieuw is al mede-auteur van deze regio."]}
    assert (roles("noor@example.nl"), Bericht.objects.count()) == ([("STO90001", "mede_auteur")], 1)


def test_an_invitation_goes_again_once_a_day(as_anna):
    as_anna.post(ADD, NEW)
    again = f"{LEDEN}{lid_of(get_user_model().objects.get(email='noor@example.nl')).pk}/uitnodigen/"
    Bericht.objects.all().delete()
    Werk.objects.all().delete()

    as_anna.post(again)
    response = as_anna.post(again, follow=True)

    said = [str(message) for message in response.context["messages"]]
    assert said[1:] == ["De uitnodiging gaat naar noor@example.nl. Er gaat er hoogstens één per dag uit."] * 2
    assert Bericht.objects.get().sleutel.endswith(f"{today():%Y-%m-%d}")


@pytest.mark.parametrize("missing", ["naam", "email", "rol"])
def test_what_is_left_out_is_told_and_the_rest_stays(as_anna, missing):
    page = as_anna.post(ADD, NEW | {missing: ""})

    assert list(page.context["form"].errors) == [missing]
    assert [page.context["form"][name].value() for name in NEW if name != missing] == [
        value for name, value in NEW.items() if name != missing
    ]
    assert not Bericht.objects.exists()


def test_a_penvoerder_makes_no_other_penvoerder(as_anna, mia):
    invited = as_anna.post(ADD, NEW | {"rol": "penvoerder"})
    changed = as_anna.post(f"{LEDEN}{lid_of(mia).pk}/rol/", {"rol": "penvoerder"})

    assert (list(invited.context["form"].errors), list(changed.context["form"].errors)) == (["rol"], ["rol"])
    assert [value for value, _label in as_anna.get(ADD).context["form"].fields["rol"].choices] == [
        "mede_auteur",
        "meelezer",
    ]
    assert roles("mia@example.nl") == [("STO90001", "mede_auteur")]


def test_who_works_for_dus_i_or_the_committee_is_not_invited_by_a_region(as_anna, dina):
    page = as_anna.post(ADD, NEW | {"email": "dina@example.nl"})

    assert page.context["form"].errors == {
        "email": ["Deze persoon kan geen lid van uw regio worden. Vraag het aan DUS-I."]
    }
    assert roles("dina@example.nl") == []


def test_another_role_holds_at_once_and_the_old_one_stays_on_record(as_anna, mia, twente):
    old = lid_of(mia)

    as_anna.post(f"{LEDEN}{old.pk}/rol/", {"rol": "meelezer"})

    assert roles("mia@example.nl") == [("STO90001", "meelezer")]
    assert not get_user_model().objects.get(pk=mia.pk).has_perm("applications.change_plan", twente)
    spoor = Spoor.objects.of(twente).get()
    assert (spoor.wat, spoor.data["oud"]["rol"], spoor.data["nieuw"]["rol"]) == (
        "change_role",
        "mede_auteur",
        "meelezer",
    )


def test_a_role_that_was_ended_meanwhile_does_not_change(as_anna, mia):
    lid = lid_of(mia)
    Lidmaatschap.objects.filter(pk=lid.pk).update(vanaf=timezone.now() - timedelta(days=1))
    Lidmaatschap.objects.filter(pk=lid.pk).end()

    page = as_anna.post(f"{LEDEN}{lid.pk}/rol/", {"rol": "meelezer"})

    assert page.context["form"].non_field_errors() == ["Deze rol is al beëindigd."]
    assert roles("mia@example.nl") == []


def test_the_last_penvoerder_stays(as_anna, anna):
    response = as_anna.post(f"{LEDEN}{lid_of(anna).pk}/beeindigen/", follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Dit is de enige penvoerder van deze regio. Geef eerst iemand anders die rol.",
    ]
    assert ("STO90001", "penvoerder") in roles("anna@example.nl")


def test_one_of_two_penvoerders_goes_after_being_asked(as_anna, anna, twente):
    join(UserFactory(naam="Otto"), twente, "penvoerder")
    address = f"{LEDEN}{lid_of(anna).pk}/beeindigen/"

    asked = as_anna.get(address)
    response = as_anna.post(address)

    assert asked.context["title"] == "Uw eigen rol beëindigen?"
    assert response.url == "/"
    assert roles("anna@example.nl") == [("STO90002", "meelezer")]


def test_nobody_changes_the_own_role(as_anna, anna):
    page = as_anna.post(f"{LEDEN}{lid_of(anna).pk}/rol/", {"rol": "meelezer"})

    assert page.context["form"].non_field_errors() == ["U kunt uw eigen rol niet veranderen. Vraag het een ander."]


@pytest.mark.parametrize(("name", "code"), [("mia", 403), ("lies", 403), ("bram", 404), ("behandelaar", 403)])
def test_only_the_penvoerder_of_the_region_invites(client, request, twente, lies, name, code):
    client.force_login(request.getfixturevalue(name))
    lid = lid_of(lies).pk

    answers = [
        client.post(ADD, NEW).status_code,
        client.post(f"{LEDEN}{lid}/rol/", {"rol": "mede_auteur"}).status_code,
        client.post(f"{LEDEN}{lid}/beeindigen/").status_code,
        client.post(f"{LEDEN}{lid}/uitnodigen/").status_code,
    ]

    assert answers == [code] * 4
    assert roles("lies@example.nl") == [("STO90001", "meelezer")]
    assert not get_user_model().objects.filter(email="noor@example.nl").exists()


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_takes_as_many_queries_for_twelve_members_as_for_one(as_anna, twente, count):
    for _ in range(count):
        join(UserFactory(), twente, "meelezer")
    as_anna.get(LEDEN)

    with CaptureQueriesContext(connection) as queries:
        as_anna.get(LEDEN)

    assert len(queries) == 6
