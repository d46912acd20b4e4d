from django.db import transaction

from sto_portal.sporen.actions import record


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
    record(by, "withdraw", aanvraag, {"reden": reason})
