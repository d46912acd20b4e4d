import uuid
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction

from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.sporen.actions import record
from sto_portal.werk.actions import enqueue, restart
from sto_portal.werk.models import Werkstatus

SEND = "bericht_versturen"
WIPED = (
    "De persoonlijke link in dit bericht is gewist. U kunt het niet opnieuw versturen. Laat de ontvanger een nieuwe "
    "link vragen."
)


class ResendError(Exception):
    """This mail cannot be sent again now; the text says why."""


@transaction.atomic
def send_mail_later(*, to, subject, text, key, secret=""):
    """Write one mail in the caller's transaction, to be sent by a worker; the same `key` never makes a second one.

    `secret` is the part of `text` that only the recipient may read, such as a link that works without a password.
    Returns the Bericht, the existing one if there was one: its text stays as it was first written.
    """
    existing = Bericht.objects.filter(sleutel=key).first()
    if existing is not None:
        return existing
    bericht, _created = Bericht.objects.get_or_create(
        sleutel=key,
        defaults={
            "aan": to,
            "onderwerp": " ".join(subject.split())[:200],
            "tekst": text,
            "geheim": secret,
            "message_id": stable_message_id(key),
            "werk": enqueue(SEND, sleutel=key, invoer={"sleutel": key}),
        },
    )
    return bericht


def find_written(keys):
    """Those of `keys` of which the mail was written before, as a set."""
    return set(Bericht.objects.filter(sleutel__in=keys).values_list("sleutel", flat=True))


@transaction.atomic
def resend(bericht, *, by):
    """Send a mail again as user `by`, with the same Message-ID; raises ResendError while it is still being sent."""
    bericht = Bericht.objects.select_for_update().get(pk=bericht.pk)
    if bericht.is_gewist:
        raise ResendError(WIPED)
    before = bericht.status
    if not put_back(bericht, sources=(Werkstatus.KLAAR, Werkstatus.MISLUKT, Werkstatus.BEZIG)):
        raise ResendError("Dit bericht staat al klaar om te versturen of wordt nu verstuurd.")
    record(by, "resend", bericht, {"oud": before, "nieuw": bericht.status})
    return bericht


@transaction.atomic
def retry(bericht):
    """Give a mail that all attempts failed for new attempts; whether it was still to be retried."""
    bericht = Bericht.objects.select_for_update(of=("self",)).to_retry().filter(pk=bericht.pk).first()
    return bericht is not None and put_back(bericht, sources=(Werkstatus.MISLUKT,))


def put_back(bericht, *, sources):
    """Let a locked mail wait for a worker again if its Werk stood in one of `sources`; whether it did.

    Perhaps double is what left before, or may have left.
    """
    if not restart(bericht.werk, sources=sources):
        return False
    may_have_left = bericht.status in {Berichtstatus.BEZIG, Berichtstatus.VERZONDEN}
    bericht.mogelijk_dubbel = bericht.mogelijk_dubbel or may_have_left
    bericht.status = Berichtstatus.WACHTEND
    bericht.save(update_fields=["status", "mogelijk_dubbel"])
    return True


def stable_message_id(key):
    """The Message-ID of the mail with this key: the same whenever and by whomever it is sent."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<{uuid.uuid5(uuid.NAMESPACE_URL, settings.SITE_URL + '#' + key)}@{domain}>"
