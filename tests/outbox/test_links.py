"""The link in a mail stands in the database no longer than the mail needs it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models.functions import Now

from sto_portal.accounts.actions import invite_user
from sto_portal.outbox.actions import WIPED, ResendError, resend, send_mail_later
from sto_portal.outbox.models import Bericht, Berichtstatus, seconds_from_now
from sto_portal.outbox.work import wipe_spent_links
from sto_portal.werk.actions import run_waiting
from sto_portal.werk.models import Werk

pytestmark = pytest.mark.django_db

LINK = "https://portaal.example.nl/account/password/reset/key/1-abc/"


def write(key="a"):
    return send_mail_later(to="anna@example.nl", subject="Kom", text=f"Open {LINK} nu.", key=key, secret=LINK)


def kept(bericht):
    """(text, secret, whether it was wiped) as they now stand in the database."""
    return Bericht.objects.values_list("tekst", "geheim", "is_gewist").get(pk=bericht.pk)


def test_the_mail_has_the_link_and_once_it_left_the_database_has_not():
    bericht = write()

    run_waiting()

    assert mail.outbox[0].body == f"Open {LINK} nu."
    assert kept(bericht) == ("Open [persoonlijke link] nu.", "", True)


def test_an_invitation_leaves_no_link_behind(beheerder):
    invite_user(naam="Nina", functie="", email="nina@example.nl", by=beheerder)

    run_waiting()

    assert "/account/password/reset/key/" in mail.outbox[0].body
    assert not Bericht.objects.filter(tekst__contains="/account/password/reset/key/").exists()


def test_a_mail_that_did_not_leave_keeps_its_link_and_has_it_when_it_is_tried_again(settings):
    bericht, works = write(), settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    run_waiting()
    meanwhile = kept(bericht)
    settings.EMAIL_BACKEND = works
    Werk.objects.update(beschikbaar_op=Now())
    run_waiting()

    assert meanwhile == (f"Open {LINK} nu.", LINK, False)
    assert (mail.outbox[0].body, kept(bericht)) == (
        f"Open {LINK} nu.",
        ("Open [persoonlijke link] nu.", "", True),
    )


def test_links_of_mail_that_left_before_or_never_will_are_wiped_every_hour(settings):
    sent, refused, waiting = write("verzonden"), write("geweigerd"), write("wacht")
    long_ago = seconds_from_now(-timedelta(days=15).total_seconds())
    Bericht.objects.filter(pk=sent.pk).update(status=Berichtstatus.VERZONDEN, verzonden_op=Now())
    Bericht.objects.filter(pk=refused.pk).update(status=Berichtstatus.GEWEIGERD, aangemaakt_op=long_ago)
    settings.AKKOORD_DAYS = settings.AANMELDLINK_DAYS = 14

    wipe_spent_links()

    assert [kept(bericht)[1:] for bericht in (sent, refused, waiting)] == [("", True), ("", True), (LINK, False)]


def test_nobody_sends_a_mail_again_whose_link_was_wiped(client, beheerder):
    bericht = write()
    run_waiting()
    client.force_login(beheerder)

    page = client.get(f"/berichten/{bericht.pk}/").text
    answer = client.post(f"/berichten/{bericht.pk}/opnieuw/", follow=True)

    assert ("De persoonlijke link is gewist." in page, "Verstuur opnieuw" in page) == (True, False)
    assert [str(message) for message in answer.context["messages"]] == [WIPED]
    with pytest.raises(ResendError):
        resend(bericht, by=beheerder)
    assert len(mail.outbox) == 1
