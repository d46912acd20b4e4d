"""What the worker does: look every minute whether the portal can be reached, as a visitor would."""

import urllib.error
import urllib.request
from http.client import HTTPException
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from sto_portal.beschikbaarheid.actions import EVERY_SECONDS, keep_measurement
from sto_portal.werk.periodiek import periodic

PAGE = "/gezondheid/gereed/"
TIMEOUT_SECONDS = 5
BROWSER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@periodic("beschikbaarheid_meten", title="Meten of het portaal bereikbaar is", every=EVERY_SECONDS)
def measure():
    """Ask the portal whether it is ready and keep the answer."""
    keep_measurement(failure=look(urljoin(settings.SITE_URL, PAGE)), at=timezone.now())


def look(url):
    """Why the portal at `url` does not answer well, in Dutch; '' if it does."""
    try:
        with BROWSER.open(url, timeout=TIMEOUT_SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        with error:
            return f"Het portaal antwoordde met code {error.code}."
    except TimeoutError:
        return f"Het portaal antwoordde niet binnen {TIMEOUT_SECONDS} seconden."
    except (OSError, HTTPException) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            return f"Het portaal antwoordde niet binnen {TIMEOUT_SECONDS} seconden."
        return "Er kwam geen verbinding met het portaal."
