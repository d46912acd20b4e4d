import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models.functions import Now

from sto_portal.outbox.actions import SEND
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.werk.register import work
from sto_portal.werk.taak import WorkError

MAIL_TIMEOUT_SECONDS = 20
PERHAPS_ARRIVED = (TimeoutError, smtplib.SMTPServerDisconnected)


@work(SEND, title="Bericht versturen")
def send_message(taak):
    """Send one Bericht, at least once and always with its own Message-ID; one already sent stays as it is."""
    bericht = begin_attempt(taak)
    if bericht is None:
        return
    try:
        compose(bericht).send()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        perhaps = bericht.mogelijk_dubbel or isinstance(error, PERHAPS_ARRIVED)
        status = Berichtstatus.MISLUKT if taak.is_last_attempt else Berichtstatus.WACHTEND
        settle(taak, bericht, status=status, mogelijk_dubbel=perhaps)
        raise WorkError("De mailserver nam het bericht niet aan.") from error
    settle(taak, bericht, status=Berichtstatus.VERZONDEN, verzonden_op=Now())


def begin_attempt(taak):
    """The Bericht, marked as being sent, or None if it was sent; found half sent it is marked as perhaps double."""
    with taak.fenced():
        bericht = Bericht.objects.select_for_update().get(werk_id=taak.pk)
        if bericht.status == Berichtstatus.VERZONDEN:
            return None
        if bericht.status == Berichtstatus.BEZIG:
            bericht.mogelijk_dubbel = True
        bericht.status = Berichtstatus.BEZIG
        bericht.pogingen += 1
        bericht.save(update_fields=["status", "pogingen", "mogelijk_dubbel"])
    return bericht


def compose(bericht):
    """The mail as it goes over the line: plain text, no automatic answers wanted."""
    return EmailMessage(
        subject=bericht.onderwerp,
        body=bericht.tekst,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[bericht.aan],
        headers={"Message-ID": bericht.message_id, "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=MAIL_TIMEOUT_SECONDS),
    )


def settle(taak, bericht, **values):
    """Write how the attempt ended, if this worker still holds the work."""
    with taak.fenced():
        Bericht.objects.filter(pk=bericht.pk).update(**values)
