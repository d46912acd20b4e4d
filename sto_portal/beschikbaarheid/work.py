"""What the worker does: look every minute whether the portal can be reached and keeps files, as a visitor would."""

import json
import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from sto_portal.beschikbaarheid.actions import EVERY_SECONDS, keep_measurement
from sto_portal.beschikbaarheid.models import FILES
from sto_portal.werk.periodiek import periodic

PAGE = "/gezondheid/gereed/"
TIMEOUT_SECONDS = 5
MOST_BYTES = 100_000
WRONG = "fout"
NO_FILES = "Bestanden bewaren of openen lukte niet. Lezen, typen en indienen ging door."
BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@periodic("beschikbaarheid_meten", title="Meten of het portaal bereikbaar is", every=EVERY_SECONDS)
def measure():
    """Ask the portal whether it is ready and keep the answer; what it says of its files is kept apart."""
    failure, answer = look(urljoin(settings.SITE_URL, PAGE))
    now = timezone.now()
    keep_measurement(failure=failure, at=now)
    stored = storage_in(answer)
    if stored:
        keep_measurement(failure=NO_FILES if stored == WRONG else "", at=now, wat=FILES)


def storage_in(answer):
    """What the portal says of its storage: 'in orde', 'let op' or 'fout'; '' where it does not say."""
    try:
        return json.loads(answer)["onderdelen"]["opslag"]["status"]
    except (KeyError, TypeError, ValueError):
        return ""


def look(url):
    """(Why the portal at `url` does not answer well, in Dutch, '' if it does; what it answered then)."""
    try:
        with BROWSER.open(url, timeout=TIMEOUT_SECONDS) as response:
            return "", response.read(MOST_BYTES)
    except (OSError, HTTPException) as error:
        return reason_of(error), b""


def reason_of(error):
    """Why there was no good answer, in Dutch."""
    if isinstance(error, urllib.error.HTTPError):
        with error:
            return f"Het portaal antwoordde met code {error.code}."
    if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
        return f"Het portaal antwoordde niet binnen {TIMEOUT_SECONDS} seconden."
    return "Er kwam geen verbinding met het portaal."
