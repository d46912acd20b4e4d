import pytest
from django.core import mail
from django.db import transaction

from sto_portal.outbox.actions import ResendError, resend, send_mail_later
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.outbox.work import begin_attempt
from sto_portal.sporen.models import Spoor
from sto_portal.werk.actions import claim_next, run_waiting
from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now
from sto_portal.werk.taak import Taak

pytestmark = pytest.mark.django_db


def mail_to_anna(key="receipt:1", subject="Wij hebben uw aanvraag ontvangen"):
    return send_mail_later(to="anna@example.nl", subject=subject, text="Beste Anna,", key=key)


def let_the_worker_die_while_sending():
    begin_attempt(Taak(claim_next()))
    Werk.objects.update(lease_tot=seconds_from_now(-1))


@pytest.fixture
def broken_mail_server(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1


def test_anna_gets_a_plain_mail_from_the_portal(settings):
    bericht = mail_to_anna()

    run_waiting()

    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["anna@example.nl"], bericht.onderwerp, "Beste Anna,")
    assert sent.from_email == settings.DEFAULT_FROM_EMAIL
    assert sent.message()["Message-ID"] == bericht.message_id
    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen, bericht.mogelijk_dubbel) == ("verzonden", 1, False)
    assert bericht.verzonden_op is not None


def test_anna_who_submits_twice_gets_one_mail():
    first, second = mail_to_anna(), mail_to_anna()

    run_waiting()

    assert first == second
    assert len(mail.outbox) == 1


def test_the_mail_of_a_step_that_fails_is_never_sent():
    @transaction.atomic
    def fail():
        mail_to_anna()
        raise ValueError("stap mislukt")

    with pytest.raises(ValueError, match="stap"):
        fail()

    assert run_waiting() == 0
    assert not Bericht.objects.exists()


def test_nobody_adds_a_header_through_the_subject():
    assert mail_to_anna(subject="Besluit\r\nBcc: bram@example.nl").onderwerp == "Besluit Bcc: bram@example.nl"


def test_each_mail_has_an_id_of_its_own_that_never_changes():
    first, other = mail_to_anna("a"), mail_to_anna("b")
    first_id = first.message_id
    Bericht.objects.all().delete()

    assert mail_to_anna("a").message_id == first_id
    assert other.message_id != first_id
    assert first_id.endswith("@example.nl>")


def test_a_mail_waits_for_a_mail_server_that_is_away(broken_mail_server):
    bericht = mail_to_anna()

    run_waiting()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen) == ("wachtend", 1)
    assert bericht.werk.fout == "De mailserver nam het bericht niet aan."


def test_a_mail_found_half_sent_goes_out_with_the_same_id_and_staff_sees_it():
    bericht = mail_to_anna()
    let_the_worker_die_while_sending()
    found = list(Bericht.objects.half_sent())

    run_waiting()

    assert found == [bericht]
    assert [sent.message()["Message-ID"] for sent in mail.outbox] == [bericht.message_id]
    bericht.refresh_from_db()
    assert (bericht.status, bericht.pogingen, bericht.mogelijk_dubbel) == ("verzonden", 2, True)
    assert list(Bericht.objects.needs_attention()) == [bericht]


def test_a_mail_that_is_being_sent_is_not_half_sent():
    mail_to_anna()

    begin_attempt(Taak(claim_next()))

    assert not Bericht.objects.half_sent().exists()


def test_work_that_was_done_but_not_written_down_sends_nothing_again():
    mail_to_anna()
    run_waiting()
    Werk.objects.update(status=Werkstatus.WACHTEND)

    run_waiting()

    assert len(mail.outbox) == 1


def test_staff_sends_a_mail_again_with_the_same_id_and_leaves_a_trace(beheerder):
    bericht = mail_to_anna()
    run_waiting()

    resend(bericht, by=beheerder)
    run_waiting()

    assert {sent.message()["Message-ID"] for sent in mail.outbox} == {bericht.message_id}
    assert len(mail.outbox) == 2
    spoor = Spoor.objects.of(bericht).get()
    assert (spoor.door, spoor.wat, spoor.data) == (beheerder, "resend", {"oud": "verzonden", "nieuw": "wachtend"})
    assert Bericht.objects.get().mogelijk_dubbel is True


def test_staff_cannot_send_again_what_still_waits(beheerder):
    bericht = mail_to_anna()

    with pytest.raises(ResendError, match="staat al klaar"):
        resend(bericht, by=beheerder)

    assert Bericht.objects.get().status == Berichtstatus.WACHTEND
    assert not Spoor.objects.exists()
