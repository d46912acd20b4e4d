from django.db import transaction
from django.utils import timezone

from applications.actions.aanvullen import end_request, newest_request, send_brief
from applications.actions.melden import tell_set_aside
from applications.actions.submit import locked
from applications.brieven import write_set_aside
from applications.models import Verzoekuitkomst
from sto_portal.sporen.actions import record
from sto_portal.workflow import TransitionError


@transaction.atomic
def accept_aanvraag(*, aanvraag, by, reason=""):
    """Take the file into treatment as complete (Awb 4:5); `reason` says why where something is still missing.

    Raises TransitionError when it cannot be accepted now.
    """
    aanvraag.transition("accept", by=by, reason=reason)
    record(by, "accept", aanvraag, {"reden": reason})


@transaction.atomic
def withdraw_aanvraag(*, aanvraag, by, reason):
    """The region takes its application back; raises TransitionError once there is a decision."""
    aanvraag.transition("withdraw", by=by, reason=reason)
    if verzoek := aanvraag.aanvulverzoeken.open().first():
        end_request(verzoek, Verzoekuitkomst.INGETROKKEN, at=timezone.now(), reden=reason)
    record(by, "withdraw", aanvraag, {"reden": reason})


@transaction.atomic
def set_aside_aanvraag(*, aanvraag, by, reason):
    """Decide not to treat an incomplete application, with a letter; the Dossierbrief (Awb 4:5).

    Raises TransitionError unless the region was asked to supplement and did not, or not enough.
    """
    aanvraag = locked(aanvraag)
    verzoek = newest_request(aanvraag)
    if not may_set_aside(verzoek):
        raise TransitionError("Vraag de regio eerst om de aanvraag aan te vullen.")
    aanvraag.transition("set_aside", by=by, reason=reason)
    written = write_set_aside(aanvraag, verzoek=verzoek, reden=reason, by=by)
    brief = send_brief(aanvraag, written, by=by, at=timezone.now())
    record(by, "set_aside", aanvraag, {"reden": reason})
    tell_set_aside(aanvraag, brief)
    return brief


def may_set_aside(verzoek):
    """Whether the region had its chance to supplement (Awb 4:5); `verzoek` is the newest Aanvulverzoek or None."""
    return verzoek is not None and verzoek.uitkomst in {Verzoekuitkomst.BEANTWOORD, Verzoekuitkomst.VERLOPEN}
