"""Decisions that are ready to be sent, and the HTML of their letters."""

from django.db import connection

from applications.models import Aanvraag, Aanvraagstatus
from assessment.brief import make_document, write_letter
from assessment.models import Besluit, Besluitstatus
from assessment.work import find_besluit
from sto_portal.accounts.models import User


def signer():
    """The person of the demo who approves and sends."""
    return User.objects.get(email="tekenbevoegde@example.nl")


def ready_besluiten(count):
    """At most `count` Besluiten as they were just before they were sent: approved, dated, without a letter.

    Those that the demo sent, put back; the triggers that guard a sent decision are off for that one moment.
    """
    sent = Besluit.objects.filter(status=Besluitstatus.VERZONDEN).order_by("pk")
    pks = list(sent.values_list("pk", flat=True)[:count])
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Besluit.objects.filter(pk__in=pks).update(
            status=Besluitstatus.VASTGESTELD, sjabloonversie=None, onderwerp="", brief="", pdf=None
        )
        Aanvraag.objects.filter(besluit__in=pks).update(status=Aanvraagstatus.IN_BEHANDELING)
        cursor.execute("SET session_replication_role = DEFAULT")
    return [find_besluit(pk) for pk in pks]


def documents(besluiten):
    """The HTML document of each letter, as the portal hands it to WeasyPrint."""
    found = []
    for besluit in besluiten:
        besluit.sjabloonversie, besluit.onderwerp, besluit.brief = write_letter(besluit)
        found.append(make_document(besluit))
    return found
