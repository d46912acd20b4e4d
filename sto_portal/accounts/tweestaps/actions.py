"""What someone, or the beheerder, does with a second step. Each leaves a spoor and tells the person by mail."""

import uuid

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.template.loader import render_to_string

from sto_portal.accounts.actions import AccountError
from sto_portal.accounts.models import User
from sto_portal.accounts.sessies import end_sessions
from sto_portal.accounts.tweestaps.adapter import LAST_ONE, FactorAdapter
from sto_portal.accounts.tweestaps.forms import LAST_STEP
from sto_portal.accounts.tweestaps.plicht import factors_of
from sto_portal.outbox.actions import send_mail_later
from sto_portal.sporen.actions import record

APP, KEY, PAPER = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
WORDS = {APP: "een app op een telefoon", KEY: "een toegangssleutel", PAPER: "herstelcodes"}
MOST_KEYS = 10


@transaction.atomic
def add_app(*, user, secret, step):
    """The app that holds `secret`, whose code of half minute `step` was used to show so: (Authenticator, codes).

    `codes` are new codes on paper where there were none yet, else None. Raises AccountError for a second app.
    """
    lock(user)
    if Authenticator.objects.filter(user=user, type=APP).exists():
        raise AccountError("U hebt al een app ingesteld. Haal die eerst weg.")
    app = TOTP.activate(user, secret).instance
    app.data[LAST_STEP] = step
    app.save(update_fields=["data"])
    return app, added(user, app)


@transaction.atomic
def add_key(*, user, naam, credential):
    """The passkey that a browser made for this portal: (Authenticator, codes), as `add_app`."""
    lock(user)
    if Authenticator.objects.filter(user=user, type=KEY).count() >= MOST_KEYS:
        raise AccountError(f"U hebt al {MOST_KEYS} toegangssleutels. Haal er eerst een weg.")
    key = WebAuthn.add(user, naam, credential).instance
    return key, added(user, key)


def added(user, factor):
    """Leave word of a new second step; the first time with codes on paper."""
    codes = None
    if not Authenticator.objects.filter(user=user, type=PAPER).exists():
        codes = RecoveryCodes.activate(user).get_unused_codes()
    tell(user, f"U logt voortaan ook in met {WORDS[factor.type]}.")
    record(user, "add_factor", user, {"nieuw": named(factor)})
    return codes


@transaction.atomic
def make_codes(*, user):
    """New codes on paper, each for one time; those of before no longer count. Raises AccountError without a factor."""
    lock(user)
    if not factors_of(user).exists():
        raise AccountError(FactorAdapter.error_messages["cannot_generate_recovery_codes"])
    Authenticator.objects.filter(user=user, type=PAPER).delete()
    codes = RecoveryCodes.activate(user).get_unused_codes()
    tell(user, "U hebt nieuwe herstelcodes gemaakt. De oude werken niet meer.")
    record(user, "make_recovery_codes", user)
    return codes


@transaction.atomic
def remove_factor(*, factor, by):
    """Take away one's own second step; with the last one the codes on paper go too.

    Raises AccountError where the role of `by` asks one and this is the last.
    """
    lock(by)
    if not FactorAdapter().can_delete_authenticator(factor):
        raise AccountError(LAST_ONE)
    gone = named(factor)
    factor.delete()
    if not factors_of(by).exists():
        Authenticator.objects.filter(user=by).delete()
    tell(by, f"U logt niet meer in met {WORDS[factor.type]}.")
    record(by, "remove_factor", by, {"oud": gone})


@transaction.atomic
def take_away_factors(*, user, by):
    """Take away every second step of someone who lost it, and end the sessions of that person.

    Raises AccountError for one's own, and where there is none. `by` None: who works on the server.
    """
    if by is not None and user.pk == by.pk:
        raise AccountError("U kunt uw eigen tweede stap hier niet weghalen. Vraag het een andere beheerder.")
    lock(user)
    gone = [named(factor) for factor in factors_of(user)]
    if not gone:
        raise AccountError("Deze gebruiker heeft geen tweede stap.")
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    tell(user, "Een beheerder heeft uw tweede stap weggehaald. U bent overal afgemeld en kunt een nieuwe instellen.")
    record(by, "take_away_factors", user, {"oud": gone})


def lock(user):
    """Let what happens to the second steps of one person happen one after the other."""
    User.objects.select_for_update().get(pk=user.pk)


def named(factor):
    """What the sporen say of a second step: its kind, and of a passkey the name that the person gave it."""
    return {"soort": factor.type} | ({"naam": factor.wrap().name} if factor.type == KEY else {})


def tell(user, wat):
    """Mail `user` what was changed about the second step: who did not do so learns of it."""
    text = render_to_string("account/email/tweestaps_message.txt", {"wat": wat})
    send_mail_later(
        to=user.email, subject="Inloggen in twee stappen is veranderd", text=text, key=f"tweestaps:{uuid.uuid4()}"
    )
