"""The forms of the second step, in our words; a code of the app counts once."""

import time

from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from sto_portal.accounts.inlogsporen import TOO_MANY_CODES, WRONG_CODE, note_failure
from sto_portal.tekens import without_invisible

LAST_STEP = "laatste_tel"  # in the data of an app: the number of the half minute whose code was used last
BETWEEN = str.maketrans("", "", "-. \u00a0")
NOT_RIGHT = "Deze code klopt niet. Kijk in uw app welke code er nu staat."
USED = "Deze code is al gebruikt. Wacht tot uw app een nieuwe code toont."
TOO_OFTEN = "U hebt te vaak een verkeerde code ingevuld. Wacht vijf minuten en probeer het dan opnieuw."
NO_KEY = "Deze toegangssleutel werkt hier niet. Probeer het opnieuw, of neem een andere."
UNREADABLE_KEY = (KeyError, TypeError, ValueError, AttributeError)  # what fido2 makes of what no browser sends
TOO_LONG = 40


class CodeInput(forms.TextInput):
    """Six digits, as the keyboard of a telephone offers them."""

    def __init__(self):
        super().__init__({"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})


class CodeField(forms.CharField):
    """Digits, whatever stands between them."""

    widget = CodeInput

    def to_python(self, value):
        return without_invisible(super().to_python(value)).translate(BETWEEN)


def step_of(secret, code):
    """The number of the half minute to which `code` belongs, around now; None where it belongs to none."""
    now = int(time.time()) // app_settings.TOTP_PERIOD
    near = range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1)
    return next((step for step in near if format_hotp_value(hotp_value(secret, step)) == code), None)


def count_try(user):
    """Count a try of `user`; the function that takes it back. Raises ValidationError for who tried too often."""
    try:
        return check_rate_limit(user)
    except ValidationError as error:
        note_failure(context.request, user, TOO_MANY_CODES)
        raise ValidationError(TOO_OFTEN, code="too_many_codes") from error


class OnceMixin:
    """`code` of the app or from paper, each of which counts once: also where many processes answer."""

    def clean_code(self):
        code = self.cleaned_data["code"]
        give_back = count_try(self.user)
        try:
            with transaction.atomic():
                self.authenticator = self.use(code)
        except ValidationError:
            note_failure(context.request, self.user, WRONG_CODE)
            raise
        self.authenticator.user = self.user
        give_back()
        return code

    def use(self, code):
        """The Authenticator to which `code` belongs, which counts as used from now. Raises ValidationError for none."""
        mine = Authenticator.objects.select_for_update().filter(user=self.user)
        if app := mine.filter(type=Authenticator.Type.TOTP).first():
            step = step_of(decrypt(app.data["secret"]), code)
            if step is not None and step <= app.data.get(LAST_STEP, 0):
                raise ValidationError(USED, code="used_code")
            if step is not None:
                app.data[LAST_STEP] = step
                app.save(update_fields=["data"])
                return app
        paper = mine.filter(type=Authenticator.Type.RECOVERY_CODES).first()
        if paper and paper.wrap().validate_code(code):
            return paper
        raise ValidationError(NOT_RIGHT, code="incorrect_code")


class SecondStepForm(OnceMixin, AuthenticateForm):
    code = CodeField(label="Code", max_length=TOO_LONG, help_text="Uit de app op uw telefoon, of een herstelcode.")


class SecondStepAgainForm(OnceMixin, ReauthenticateForm):
    code = CodeField(label="Code", max_length=TOO_LONG, help_text="Uit de app op uw telefoon, of een herstelcode.")


class AppForm(ActivateTOTPForm):
    """The first code of a new app. Until then its secret stays in the session, closed as in the database.

    Opening the page again shows the same secret: two tabs are one app.
    """

    code = CodeField(label="Code uit de app", max_length=TOO_LONG, help_text="Zes cijfers.")

    def __init__(self, *args, user, **kwargs):
        self.user = user
        forms.Form.__init__(self, *args, **kwargs)
        self.secret = self.pending_secret()

    def pending_secret(self):
        session = context.request.session
        if SECRET_SESSION_KEY not in session:
            session[SECRET_SESSION_KEY] = encrypt(generate_totp_secret())
        return decrypt(session[SECRET_SESSION_KEY])

    def clean_code(self):
        give_back = count_try(self.user)
        self.step = step_of(self.secret, self.cleaned_data["code"])
        if self.step is None:
            raise ValidationError(NOT_RIGHT, code="incorrect_code")
        give_back()
        return self.cleaned_data["code"]


def read_key(request, user, clean):
    """What `clean` makes of the answer of a browser; raises ValidationError, and leaves a spoor, where it is no key."""
    try:
        return clean()
    except ValidationError as error:
        too_often = error.code == "too_many_login_attempts"
        note_failure(request, user, TOO_MANY_CODES if too_often else WRONG_CODE)
        raise ValidationError(TOO_OFTEN if too_often else NO_KEY, code="no_key") from error
    except UNREADABLE_KEY as error:
        note_failure(request, user, WRONG_CODE)
        raise ValidationError(NO_KEY, code="no_key") from error


class GivenKeyMixin:
    """A passkey that the browser used; whatever is sent in its place is no key."""

    def clean_credential(self):
        return read_key(context.request, self.user, super().clean_credential)


class SecondKeyForm(GivenKeyMixin, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class SecondKeyAgainForm(GivenKeyMixin, ReauthenticateWebAuthnForm):
    """A passkey of who is signed in already."""


class KeyForm(AddWebAuthnForm):
    """A name for a new passkey, and what the browser says of it."""

    name = forms.CharField(
        label="Naam van de sleutel",
        required=False,
        max_length=60,
        help_text="Bijvoorbeeld: laptop van het werk.",
    )
    credential = forms.JSONField(
        widget=forms.HiddenInput, error_messages={"required": "Uw browser gaf geen sleutel. Probeer het opnieuw."}
    )

    def clean(self):
        return read_key(context.request, self.user, super().clean)
