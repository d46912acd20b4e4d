import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models.functions import Now

from sto_portal.outbox.actions import SEND, retry
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.outbox.refusal import find_refusal
from sto_portal.werk.periodiek import periodic
from sto_portal.werk.register import work
from sto_portal.werk.taak import WorkError

MAIL_TIMEOUT_SECONDS = 20
FAILURES = (smtplib.SMTPException, OSError, ValueError)
NOT_TAKEN = "De mailserver nam het bericht niet aan."
RETRIED_AT_ONCE = 500
WIPE_SECONDS = 60 * 60

logger = logging.getLogger(__name__)


@work(SEND, title="Bericht versturen")
def send_message(taak):
    """Send one Bericht, at least once and always with its own Message-ID; one already sent stays as it is."""
    bericht = begin_attempt(taak)
    if bericht is None:
        return
    connected = False
    try:
        with connect() as connection:
            connected = True
            compose(bericht, connection).send()
    except FAILURES as error:
        settle_failure(taak, bericht, error, connected=connected)
    settle(taak, bericht, status=Berichtstatus.VERZONDEN, verzonden_op=Now())
    Bericht.objects.with_spent_link().filter(pk=bericht.pk).wipe_links()


@periodic("mail_opnieuw", title="Mislukte mail opnieuw versturen", every=settings.MAIL_RETRY_SECONDS)
def retry_failed_mail():
    """Put back what failed longest ago, if the mail server listens: while it is away each mail would cost a wait."""
    rows = list(Bericht.objects.to_retry().order_by("werk__klaar_op", "pk")[:RETRIED_AT_ONCE])
    if rows and is_mail_server_there():
        count = sum(retry(bericht) for bericht in rows)
        logger.info("%s keer mislukte mail opnieuw klaargezet", count)


@periodic("links_wissen", title="Persoonlijke links uit de berichten wissen", every=WIPE_SECONDS)
def wipe_spent_links():
    """Take the links out of mail that left before, and of mail that never will."""
    if count := Bericht.objects.with_spent_link().wipe_links():
        logger.info("Uit %s berichten is de persoonlijke link gewist", count)


def is_mail_server_there():
    """Whether the mail server can be reached and lets the portal in."""
    try:
        with connect():
            return True
    except FAILURES as error:
        logger.warning("De mailserver is niet bereikbaar; mislukte mail blijft wachten. (%s)", error)
        return False


def connect():
    """A connection to the mail server of the settings, opened by `with`."""
    return get_connection(timeout=MAIL_TIMEOUT_SECONDS)


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


def compose(bericht, connection):
    """The mail as it goes over the line: plain text, no automatic answers wanted."""
    return EmailMessage(
        subject=bericht.onderwerp,
        body=bericht.tekst,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[bericht.aan],
        headers={"Message-ID": bericht.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def settle_failure(taak, bericht, error, *, connected):
    """Write that the attempt failed, then raise WorkError; a line that broke after it was `connected` may have sent it.

    What the server refuses for good is not tried again.
    """
    refusal = find_refusal(error)
    may_have_left = connected and isinstance(error, smtplib.SMTPServerDisconnected | TimeoutError)
    status = Berichtstatus.MISLUKT if taak.is_last_attempt else Berichtstatus.WACHTEND
    settle(
        taak,
        bericht,
        status=Berichtstatus.GEWEIGERD if refusal else status,
        mogelijk_dubbel=bericht.mogelijk_dubbel or may_have_left,
    )
    raise WorkError(refusal or NOT_TAKEN, retry=not refusal) from error


def settle(taak, bericht, **values):
    """Write how the attempt ended, if this worker still holds the work."""
    with taak.fenced():
        Bericht.objects.filter(pk=bericht.pk).update(**values)
