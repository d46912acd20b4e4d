"""Who signs in with a second step, and whether that was done in this session."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

MUST = "accounts.need_second_factor"
SECOND = "mfa"
PROOFS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # codes on paper stand in for one of these


def must_have_factor(user):
    """Whether a role of this person asks a second step."""
    return settings.SECOND_FACTOR and user.has_perm(MUST)


def gave_factor(request):
    """Whether who is signed in gave the second step in this session."""
    return any(record["method"] == SECOND for record in get_authentication_records(request, request.user))


def factors_of(user):
    """The Authenticators of `user` that are a second step: the app first, then the passkeys as they were added."""
    return Authenticator.objects.filter(user=user, type__in=PROOFS).order_by("type", "pk")


def step_before(request):
    """The URL name of the page that who is signed in has to pass first; None where all is open.

    No query where the second step was given in this session, and none of its own for who needs none.
    """
    if not settings.SECOND_FACTOR or gave_factor(request) or not must_have_factor(request.user):
        return None
    kinds = set(factors_of(request.user).values_list("type", flat=True))
    if not kinds:
        return "mfa_index"
    return "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
