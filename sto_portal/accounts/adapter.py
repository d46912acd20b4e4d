import time
import uuid

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.core.exceptions import ValidationError
from django.db import transaction

from sto_portal.accounts.inlogsporen import (
    TOO_MANY_PASSWORDS,
    WRONG_PASSWORD,
    note_failure,
    note_sign_in,
    place_of,
)
from sto_portal.accounts.limieten import Inlogpoging, in_minutes
from sto_portal.accounts.models import User
from sto_portal.accounts.sessies import ABOUT, describe, end_sessions
from sto_portal.bezoeker import visitor_address
from sto_portal.emailadres import fold_address
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sporen.actions import record

TRIED_TOO_OFTEN = (
    "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht nog {} en probeer het dan opnieuw. "
    "Of kies eerst een nieuw wachtwoord: dan kunt u meteen weer inloggen."
)


class AccountAdapter(DefaultAccountAdapter):
    """People do not sign up by themselves: they are invited to a region or appointed by the beheerder."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk of beide goed zijn.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord.",
        "incorrect_password": "Dit is niet uw wachtwoord.",
        "rate_limited": "U probeert het te vaak. Wacht een paar minuten en probeer het dan opnieuw.",
        "too_many_login_attempts": (
            "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten en probeer het dan opnieuw."
        ),
    }

    def get_client_ip(self, request):
        """The address by which allauth counts and keeps."""
        return visitor_address(request)

    def pre_authenticate(self, request, **credentials):
        """Refuse who tried too often, with how long to wait: by our own limits, in place of allauth's."""
        self.poging = Inlogpoging(request, credentials.get("email", ""))
        if seconds := self.poging.begin():
            note_failure(request, account_of(credentials), TOO_MANY_PASSWORDS)
            raise ValidationError(TRIED_TOO_OFTEN.format(in_minutes(seconds)), code="too_many_login_attempts")

    def authenticate(self, request, **credentials):
        """The User of these credentials, or None; only what fails stays counted."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            self.poging.give_back()
        return user

    def authentication_failed(self, request, **credentials):
        note_failure(request, account_of(credentials), WRONG_PASSWORD)

    def login(self, request, user):
        """Open a session that knows in which browser it is, and leave a spoor of it."""
        super().login(request, user)
        agent, address = request.headers.get("User-Agent", ""), self.get_client_ip(request)
        request.session[ABOUT] = describe(agent=agent, address=address)
        note_sign_in(request, user)

    @transaction.atomic
    def set_password(self, user, password):
        """Another password: every other session of `user` ends."""
        super().set_password(user, password)
        here = self.request.session.session_key if self.request.user.pk == user.pk else None
        end_sessions(user, but=here)
        record(user, "change_password", user, place_of(self.request))

    def _delete_login_attempts_cached_email(self, request, **credentials):
        """Who chose a new password by mail may sign in at once: the hook by which allauth says so."""
        Inlogpoging(request, credentials.get("email", "")).forget()

    def is_reauthentication_required(self, *, app, **kwargs):
        """Not of who signed in a moment ago: that person just gave the password."""
        request = self.request
        records = get_authentication_records(request, request.user)
        recent = any(time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records)
        return not recent and super().is_reauthentication_required(app=app, **kwargs)

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Through the outbox: a mail server that is away keeps nobody from a new password."""
        message = self.render_mail(template_prefix, email, context)
        send_mail_later(
            to=email,
            subject=message.subject,
            text=message.body,
            key=f"account:{uuid.uuid4()}",
            secret=context.get("password_reset_url", ""),
        )


def account_of(credentials):
    """The User whom these credentials name, or None."""
    return User.objects.filter(email__iexact=fold_address(credentials.get("email", ""))).first()
