from django.db import transaction
from django.utils import timezone

from applications.actions.aanvullen import end_request
from applications.models import Verzoekuitkomst
from applications.zegels import AANVRAAG
from sto_portal.sporen.actions import record


@transaction.atomic
def accept_aanvraag(*, aanvraag, by, reason=""):
    """Take the file into treatment as complete (Awb 4:5); `reason` says why where something is still missing.

    Raises TransitionError when it cannot be accepted now.
    """
    aanvraag.transition("accept", by=by, reason=reason)
    record(by, "accept", aanvraag, {"reden": reason} | AANVRAAG.of(aanvraag))


@transaction.atomic
def withdraw_aanvraag(*, aanvraag, by, reason):
    """The region takes its application back; raises TransitionError once there is a decision."""
    aanvraag.transition("withdraw", by=by, reason=reason)
    if verzoek := aanvraag.aanvulverzoeken.open().first():
        end_request(verzoek, Verzoekuitkomst.INGETROKKEN, at=timezone.now(), by=by, reden=reason)
    record(by, "withdraw", aanvraag, {"reden": reason} | AANVRAAG.of(aanvraag))


def may_set_aside(verzoek):
    """Whether the region had its chance to supplement (Awb 4:5); `verzoek` is the newest Aanvulverzoek or None."""
    return verzoek is not None and verzoek.uitkomst in {Verzoekuitkomst.BEANTWOORD, Verzoekuitkomst.VERLOPEN}
