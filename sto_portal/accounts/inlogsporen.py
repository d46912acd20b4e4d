"""What the sporen keep of signing in: who came in and from where, and that someone tried in vain.

Of one account each kind of failure leaves one spoor an hour, of accounts that are not there one an hour together: who
guesses fills no table, and does not keep the end of the chain locked.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sto_portal.accounts.models import User
from sto_portal.accounts.sessies import browser_of
from sto_portal.accounts.tweestaps.plicht import gave_factor
from sto_portal.bezoeker import visitor_address
from sto_portal.sporen.actions import record
from sto_portal.sporen.models import Spoor

NOBODY = User(pk=0, naam="Onbekend account")
WRONG_PASSWORD, TOO_MANY_PASSWORDS = "sign_in_failed", "sign_in_blocked"
WRONG_CODE, TOO_MANY_CODES = "second_step_failed", "second_step_blocked"


def place_of(request):
    """From where someone came: the visitor's address and browser."""
    return {"adres": visitor_address(request), "browser": browser_of(request.headers.get("User-Agent", ""))}


def note_sign_in(request, user):
    """Leave a spoor that `user` signed in just now."""
    record(user, "sign_in", user, place_of(request) | {"tweede_stap": gave_factor(request)})


def note_failure(request, user, verb):
    """Leave a spoor that someone did `verb` at the account of `user` (None: of nobody), unless there is one already."""
    subject = user or NOBODY
    if was_noted(subject, verb):
        return
    with transaction.atomic():
        User.objects.select_for_update().filter(pk=subject.pk).first()
        if not was_noted(subject, verb):
            record(None, verb, subject, place_of(request))


def was_noted(subject, verb):
    since = timezone.now() - timedelta(seconds=settings.SIGN_IN_SPOOR_SECONDS)
    return Spoor.objects.of(subject).filter(wat=verb, gebeurd_op__gt=since).exists()
