"""Staff reads what the portal mailed, sends it again, and is told of what waits too long."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sto_portal.gezondheid.alarm import warn_of_late_mail
from sto_portal.outbox.actions import send_mail_later
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import seconds_from_now
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST = "/berichten/"
MINUTE = 60


@pytest.fixture
def as_beheerder(client, beheerder):
    client.force_login(beheerder)
    return client


def write(key, *, to="anna@example.nl", subject="Ontvangen", secret="", minutes=0, **fields):
    text = f"Beste Anna,\n\nOpen deze link: {secret}\n"
    bericht = send_mail_later(to=to, subject=subject, text=text, key=key, secret=secret)
    Bericht.objects.filter(pk=bericht.pk).update(aangemaakt_op=seconds_from_now(-minutes * MINUTE), **fields)
    return bericht


def shown(page):
    return [bericht.sleutel for bericht in page.context["berichten"]]


def test_the_list_is_filtered_by_words_state_and_day(as_beheerder):
    write("oud", minutes=3 * 24 * 60)
    write("bram", to="bram@example.nl", subject="Uitstel")
    write("weg", status=Berichtstatus.GEWEIGERD)

    assert shown(as_beheerder.get(LIST)) == ["weg", "bram", "oud"]
    assert shown(as_beheerder.get(f"{LIST}?zoek=uitstel")) == ["bram"]
    assert shown(as_beheerder.get(f"{LIST}?zoek=bram@")) == ["bram"]
    assert shown(as_beheerder.get(f"{LIST}?status=te_laat")) == ["oud"]
    assert shown(as_beheerder.get(f"{LIST}?status=aandacht")) == ["weg"]
    assert shown(as_beheerder.get(f"{LIST}?sorteer=oud&status=wachtend")) == ["oud", "bram"]
    assert shown(as_beheerder.get(f"{LIST}?tot=2020-01-01")) == []
    assert shown(as_beheerder.get(f"{LIST}?vanaf=onzin&tot=9999-12-31&status=x")) == ["weg", "bram", "oud"]


def test_staff_reads_a_mail_but_not_the_link_that_works_without_a_password(as_beheerder):
    secret = "https://portaal.example.nl/account/password/reset/key/1-abc/"

    page = as_beheerder.get(f"{LIST}{write('a', secret=secret).pk}/").content.decode()

    assert "Open deze link: [persoonlijke link]" in page
    assert secret not in page


def test_staff_sends_a_mail_again_and_leaves_a_trace(as_beheerder, beheerder):
    bericht = write("a")
    run_waiting()

    answer = as_beheerder.post(f"{LIST}{bericht.pk}/opnieuw/", follow=True)
    run_waiting()

    assert [str(message) for message in answer.context["messages"]] == [
        "Het bericht aan anna@example.nl gaat zo opnieuw weg."
    ]
    assert len(mail.outbox) == 2
    assert (Spoor.objects.of(bericht).get().door, Spoor.objects.of(bericht).get().wat) == (beheerder, "resend")


def test_what_still_waits_is_not_sent_again(as_beheerder):
    bericht = write("a")

    answer = as_beheerder.post(f"{LIST}{bericht.pk}/opnieuw/", follow=True)

    assert "Verstuur opnieuw" not in answer.content.decode()
    assert "staat al klaar om te versturen" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "codes"), [("coordinator", (200, 403)), ("behandelaar", (403, 403)), ("anna", (403, 403))]
)
def test_who_reads_mail_and_who_sends_it_again(client, request, name, codes):
    bericht = write("a")
    client.force_login(request.getfixturevalue(name))

    answers = client.get(LIST).status_code, client.post(f"{LIST}{bericht.pk}/opnieuw/").status_code

    assert answers == codes


@pytest.mark.parametrize("count", [1, 60])
def test_the_list_takes_as_many_queries_for_many_as_for_one(as_beheerder, count):
    for number in range(count):
        write(f"{number}")

    with CaptureQueriesContext(connection) as queries:
        as_beheerder.get(LIST)

    assert len(queries) == 6


@pytest.mark.parametrize(
    ("minutes", "status", "warned"),
    [
        (59, Berichtstatus.WACHTEND, 0),
        (61, Berichtstatus.WACHTEND, 1),
        (61, Berichtstatus.BEZIG, 1),
        (61, Berichtstatus.MISLUKT, 1),
        (61, Berichtstatus.GEWEIGERD, 0),
    ],
)
def test_mail_that_waits_an_hour_warns_the_beheerder(beheerder, coordinator, minutes, status, warned):
    write("a", minutes=minutes, status=status)

    assert warn_of_late_mail() == warned
    assert Bericht.objects.filter(aan="bas@example.nl").count() == warned


def test_the_warning_comes_once_a_day_and_does_not_warn_of_itself(beheerder):
    UserFactory(rol="beheerder", is_active=False)
    for number in range(3):
        write(f"{number}", minutes=90)
    warn_of_late_mail()
    warn_of_late_mail()
    Bericht.objects.filter(aan="anna@example.nl").delete()
    Bericht.objects.update(aangemaakt_op=seconds_from_now(-90 * MINUTE))

    again = warn_of_late_mail()

    bericht = Bericht.objects.get()
    assert (bericht.aan, again) == ("bas@example.nl", 0)
    assert "3 berichten wachten al langer dan 60 minuten op verzending." in bericht.tekst


def test_the_page_says_how_much_is_late(as_beheerder):
    write("a", minutes=61)

    assert "1 bericht is langer dan 60 minuten geleden geschreven" in " ".join(
        as_beheerder.get(LIST).content.decode().split()
    )
