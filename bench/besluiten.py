"""Decisions that are ready to be sent, and the HTML of their letters."""

from django.db import connection

from applications.models import Aanvraag, Aanvraagstatus
from assessment.brief import make_document
from assessment.models import Besluit, Besluitsoort, Besluitstatus
from assessment.work import find_besluit
from sto_portal.accounts.models import User
from sto_portal.termijnen import today


def signer():
    """The person of the demo who approves and sends."""
    return User.objects.get(email="tekenbevoegde@example.nl")


def ready_besluiten(count):
    """At most `count` Besluiten as they were just before they were sent: approved, with the letter, not dated.

    Those that the demo sent, put back; the triggers that guard a sent decision are off for that one moment.
    """
    sent = (
        Besluit.objects.in_force().filter(vervangt=None).exclude(soort=Besluitsoort.BUITEN_BEHANDELING).order_by("pk")
    )
    pks = list(sent.values_list("pk", flat=True)[:count])
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        Besluit.objects.filter(pk__in=pks).update(status=Besluitstatus.VASTGESTELD, besluit_datum=None, pdf=None)
        Aanvraag.objects.filter(besluiten__in=pks).update(status=Aanvraagstatus.IN_BEHANDELING)
        cursor.execute("SET session_replication_role = DEFAULT")
    return [find_besluit(pk) for pk in pks]


def documents(besluiten):
    """The HTML document of each letter, as the portal hands it to WeasyPrint."""
    return [make_document(besluit, day=today()) for besluit in besluiten]
