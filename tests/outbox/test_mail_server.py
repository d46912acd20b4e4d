"""Mail and a real mail server: one that is away and comes back, one that refuses, one that hangs up."""

import pytest
from django.db.models.functions import Now

from sto_portal.outbox.actions import resend, send_mail_later
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.outbox.work import begin_attempt, retry_failed_mail
from sto_portal.werk.actions import claim_next, give_up_exhausted, run_waiting
from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now
from sto_portal.werk.taak import Taak

pytestmark = pytest.mark.django_db

HOUR = 3600
NOT_NOW, NO_SUCH_PERSON = b"451 4.3.0 Nu even niet", b"550 5.1.1 Anna is\r hier niet bekend"
NO_RELAY = b"554 5.7.1 Relay access denied"


def mail_to_anna(key="receipt:1", to="anna@example.nl"):
    return send_mail_later(to=to, subject="Ontvangen", text="Beste Anna,", key=key)


def try_every_time():
    """Let the worker use all attempts at once, without the pauses between them."""
    while run_waiting():
        Werk.objects.filter(status=Werkstatus.WACHTEND).update(beschikbaar_op=Now())


def state_of(bericht):
    bericht.refresh_from_db()
    return bericht.status, bericht.pogingen, bericht.mogelijk_dubbel


def test_a_mail_is_sent_when_the_mail_server_comes_back_after_hours(mail_server):
    bericht = mail_to_anna()
    try_every_time()
    before = state_of(bericht)
    Bericht.objects.update(aangemaakt_op=seconds_from_now(-2 * HOUR))

    mail_server.start()
    retry_failed_mail()
    try_every_time()

    assert before == ("mislukt", 5, False)
    assert state_of(bericht) == ("verzonden", 6, False)
    assert [sent["Message-ID"] for sent in mail_server.received] == [bericht.message_id]
    assert not Bericht.objects.needs_attention().exists()


def test_no_mail_is_put_back_while_the_mail_server_is_away(mail_server):
    bericht = mail_to_anna()
    try_every_time()

    retry_failed_mail()

    assert run_waiting() == 0
    assert state_of(bericht) == ("mislukt", 5, False)


def test_people_are_asked_to_look_only_when_the_portal_no_longer_tries(mail_server, settings):
    bericht = mail_to_anna()
    try_every_time()
    while_trying = list(Bericht.objects.needs_attention())

    Bericht.objects.update(aangemaakt_op=seconds_from_now(-settings.MAIL_RETRY_HOURS * HOUR - 1))
    mail_server.start()
    retry_failed_mail()

    assert while_trying == []
    assert list(Bericht.objects.needs_attention()) == [bericht]
    assert run_waiting() == 0


def test_how_long_the_portal_tries_is_a_setting(mail_server, settings):
    settings.MAIL_RETRY_HOURS = 1
    mail_to_anna()
    try_every_time()
    Bericht.objects.update(aangemaakt_op=seconds_from_now(-2 * HOUR))

    assert not Bericht.objects.to_retry().exists()


def test_a_mail_that_the_server_does_not_take_now_is_tried_again_later(mail_server):
    mail_server.answers["rcpt"] = NOT_NOW
    mail_server.start()
    bericht = mail_to_anna()
    try_every_time()
    before = state_of(bericht)

    del mail_server.answers["rcpt"]
    retry_failed_mail()
    try_every_time()

    assert before == ("mislukt", 5, False)
    assert state_of(bericht) == ("verzonden", 6, False)


@pytest.mark.parametrize("verb", ["rcpt", "text"])
def test_a_mail_that_is_refused_for_good_is_given_up_at_once_with_the_reason(mail_server, verb):
    mail_server.answers[verb] = NO_SUCH_PERSON
    mail_server.start()
    bericht = mail_to_anna()

    try_every_time()
    retry_failed_mail()

    assert run_waiting() == 0
    assert state_of(bericht) == ("geweigerd", 1, False)
    assert Werk.objects.get().fout == (
        "De mailserver weigert dit bericht voorgoed. Controleer het e-mailadres. "
        "Antwoord van de mailserver: 550 5.1.1 Anna is hier niet bekend"
    )
    assert list(Bericht.objects.needs_attention()) == [bericht]


@pytest.mark.parametrize("verb", ["rcpt", "mail"])
def test_a_server_that_lets_the_portal_send_nothing_is_tried_again_until_someone_mends_that(mail_server, verb):
    mail_server.answers[verb] = NO_RELAY
    mail_server.start()
    mail_to_anna()

    try_every_time()

    assert [bericht.pogingen for bericht in Bericht.objects.to_retry()] == [5]


def test_an_address_that_no_mail_can_go_to_is_given_up_at_once(mail_server):
    mail_server.start()
    bericht = mail_to_anna(to="anna@" + "a" * 64 + "é.nl")

    try_every_time()

    assert state_of(bericht) == ("geweigerd", 1, False)
    assert Werk.objects.get().fout == "Dit bericht kan niet als mail worden verstuurd. Controleer het e-mailadres."


def test_one_refused_mail_does_not_keep_others_from_being_sent(mail_server):
    mail_server.start()
    refused, sent = mail_to_anna("a", to="anna@" + "a" * 64 + "é.nl"), mail_to_anna("b")

    try_every_time()

    assert (state_of(refused)[0], state_of(sent)[0]) == ("geweigerd", "verzonden")


def test_a_mail_after_which_the_server_hung_up_is_sent_again_as_perhaps_double(mail_server):
    mail_server.hangs_up = True
    mail_server.start()
    bericht = mail_to_anna()
    try_every_time()
    before = state_of(bericht)

    mail_server.hangs_up = False
    retry_failed_mail()
    try_every_time()

    assert before == ("mislukt", 5, True)
    assert state_of(bericht) == ("verzonden", 6, True)
    assert [sent["Message-ID"] for sent in mail_server.received] == [bericht.message_id]


def let_the_last_worker_die(*, while_sending):
    Werk.objects.update(pogingen=4)
    werk = claim_next()
    if while_sending:
        begin_attempt(Taak(werk))
    Werk.objects.update(lease_tot=seconds_from_now(-1))
    give_up_exhausted()


def test_a_mail_whose_last_worker_died_before_sending_is_tried_again(mail_server):
    bericht = mail_to_anna()
    let_the_last_worker_die(while_sending=False)

    mail_server.start()
    retry_failed_mail()
    try_every_time()

    assert state_of(bericht) == ("verzonden", 1, False)


def test_a_mail_whose_last_worker_died_while_sending_is_left_to_people(mail_server):
    bericht = mail_to_anna()
    let_the_last_worker_die(while_sending=True)

    mail_server.start()
    retry_failed_mail()

    assert run_waiting() == 0
    assert list(Bericht.objects.half_sent()) == list(Bericht.objects.needs_attention()) == [bericht]


def test_staff_sends_a_refused_mail_again(mail_server, beheerder):
    mail_server.answers["rcpt"] = NO_SUCH_PERSON
    mail_server.start()
    bericht = mail_to_anna()
    try_every_time()

    del mail_server.answers["rcpt"]
    resend(bericht, by=beheerder)
    try_every_time()

    assert state_of(bericht) == (Berichtstatus.VERZONDEN, 2, False)
