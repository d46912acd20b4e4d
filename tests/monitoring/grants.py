"""Grants of the regeling of the report, each as far as a test needs it, on the day it says."""

from datetime import datetime

from django.utils import timezone

from applications.models import Aanvraag, Aanvraagronde, Aanvraagstatus, Statuswijziging
from assessment.actions.besluiten import change_besluit, offer_besluit
from assessment.actions.opvolgen import replace_besluit
from assessment.models import Besluit
from monitoring.population import default_population
from tests.assessment.cases import approve_seen, make_advised, make_approved

DAY = default_population().peildatum


def moment(day):
    """Noon of this day."""
    return timezone.make_aware(datetime.combine(day, datetime.min.time())).replace(hour=12)


def grant(regio, drafter, approver, *, day=DAY, ronde=1, cents=None, **fields):
    """A decision on an application of this region, sent on `day`; `cents` was granted, else all that was asked."""
    aanvraag = make_advised(regio, ronde=Aanvraagronde.objects.get(nummer=ronde), **fields)
    besluit = make_approved(aanvraag, drafter=drafter, approver=approver)
    besluit.besluit_datum, besluit.bedrag_cents = day, cents or besluit.bedrag_cents
    besluit.transition("send", by=approver, fields=("besluit_datum", "bedrag_cents"))
    return aanvraag


def revoke(aanvraag, *, by, day=DAY):
    """The grant is taken back on `day`."""
    Statuswijziging.objects.create(
        aanvraag=aanvraag, verb="revoke", van="verleend", naar="verlening_ingetrokken", door=by, op=moment(day)
    )


def correct(aanvraag, drafter, approver, *, cents, day=DAY):
    """The grant is replaced by one of `cents` that is sent on `day`."""
    Aanvraag.objects.filter(pk=aanvraag.pk).update(status=Aanvraagstatus.VERLEEND)
    earlier = Besluit.objects.in_force().get(aanvraag=aanvraag)
    besluit = replace_besluit(earlier, by=drafter, reason="Er stond een fout in.")
    change_besluit(besluit, versie=besluit.versie, by=drafter, bedrag_cents=cents, lager_reden="Een deel vervalt.")
    offer_besluit(besluit, by=drafter)
    approve_seen(besluit, by=approver)
    besluit.refresh_from_db()
    besluit.besluit_datum = day
    besluit.transition("send", by=approver, fields=("besluit_datum",))
