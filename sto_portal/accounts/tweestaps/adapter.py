"""What django-allauth asks about second steps: how their secrets are kept, and who may do without."""

from base64 import urlsafe_b64encode

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac

from sto_portal.accounts.tweestaps.plicht import factors_of, must_have_factor

SALT = "sto_portal.accounts.tweestaps"
UNREADABLE = "Uw tweede stap is niet meer te lezen. Vraag een beheerder om die weg te halen. Dan stelt u een nieuwe in."
LAST_ONE = "Dit is uw laatste tweede stap, en die hebt u nodig voor uw rol. Voeg eerst een andere toe."


def lock():
    """What opens and closes the secrets: by the SECRET_KEY, and it opens by those of before (SECRET_KEY_FALLBACKS)."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac(SALT, "geheim", secret=key, algorithm="sha256").digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])


class FactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet. Kijk in uw app welke code er nu staat.",
        "cannot_delete_authenticator": LAST_ONE,
        "cannot_generate_recovery_codes": "U hebt nog geen tweede stap. Stel die eerst in.",
    }

    def encrypt(self, text):
        return lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret; raises ValidationError where it was kept under a key that this portal no longer has."""
        try:
            return lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as error:
            raise ValidationError(UNREADABLE, code="unreadable") from error

    def can_delete_authenticator(self, authenticator):
        user = authenticator.user
        return not must_have_factor(user) or factors_of(user).exclude(pk=authenticator.pk).exists()

    def _get_site_name(self):
        return "STO-portaal"

    def generate_authenticator_name(self, user, *_kind):
        return "Toegangssleutel"


def unreadable_for():
    """The people of whom an app or codes on paper were closed under a key that this portal no longer has."""
    found = {}
    closed = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_related("user").order_by("pk")
    for row in closed:
        try:
            FactorAdapter().decrypt(row.data.get("secret") or row.data["seed"])
        except ValidationError:
            found[row.user_id] = row.user
    return list(found.values())
