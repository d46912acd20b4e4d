"""People who sign in with a second step, as their telephone would."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

from tests.factories import PASSWORD

HALF_MINUTE = 30
OVERVIEW = "/account/twee-stappen/"
APP = f"{OVERVIEW}app/"
SECOND_STEP = f"{OVERVIEW}inloggen/"
AGAIN = f"{OVERVIEW}bevestigen/"
CODES = f"{OVERVIEW}herstelcodes/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_app(user, secret=SECRET):
    """An app on the telephone of `user` that knows `secret`."""
    return TOTP.activate(user, secret).instance


def code_of(secret=SECRET, *, later=0):
    """What the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // HALF_MINUTE + later))


def secret_of(user):
    """The secret of the app of `user`, as that telephone knows it."""
    return decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])


def shown_secret(response):
    """The secret that a page shows to type in the app."""
    return re.search(r"<strong class=\"sto-code\">([A-Z2-7 ]+)</strong>", response.text).group(1).replace(" ", "")


def give_password(client, user, page="/"):
    """The first step: address and password."""
    return client.post(f"/account/login/?next={page}", {"login": user.email, "password": PASSWORD, "next": page})


def set_up_app(client, page=""):
    """Set up an app on the telephone through the pages: the answer, which shows the codes on paper."""
    secret = shown_secret(client.get(APP))
    return client.post(APP, {"code": code_of(secret), "next": page})
