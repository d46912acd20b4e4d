"""The sessions of people who are signed in: each row says whose it is, in which browser, from where and since when.

What is known of a session stands in its own row, so it goes when the session goes.
"""

import ipaddress
import re
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

ABOUT = "over"  # in the session: {"browser": text, "adres": text, "begonnen": seconds since 1970}
SEEN_EVERY = timedelta(minutes=5)
KEPT_BITS = {4: 24, 6: 48}  # of an address: enough to tell home from office, not whose telephone it is
UNKNOWN = "Onbekende browser"
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox|FxiOS", "Firefox")]
BROWSERS += [("Chrome|CriOS|Chromium", "Chrome"), ("Safari", "Safari")]  # in this order: each names those after it
SYSTEMS = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")]
SYSTEMS += [("Mac OS X|Macintosh", "macOS"), ("CrOS", "ChromeOS"), ("Linux|X11", "Linux")]


class Sessie(AbstractBaseSession):
    """One browser in which someone is signed in; of a visitor `user` is empty."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="sessies")
    browser = models.CharField("browser", max_length=60, blank=True)
    adres = models.CharField("deel van het adres", max_length=60, blank=True)
    begonnen_op = models.DateTimeField("ingelogd sinds", null=True, blank=True)
    gezien_op = models.DateTimeField("laatst gebruikt", null=True, blank=True)

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "sessie"
        verbose_name_plural = "sessies"

    @classmethod
    def get_session_store_class(cls):
        return SessionStore

    @property
    def nummer(self):
        """What names this session on a page: its key opens it and is shown nowhere."""
        return salted_hmac("sto_portal.sessies", self.session_key).hexdigest()[:16]


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with the columns of `Sessie` filled."""

    @classmethod
    def get_model_class(cls):
        return Sessie

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        about = data.get(ABOUT, {})
        row.user_id = data.get(SESSION_KEY)
        row.browser, row.adres = about.get("browser", ""), about.get("adres", "")
        if begin := about.get("begonnen"):
            row.begonnen_op = datetime.fromtimestamp(begin, tz=UTC)
        row.gezien_op = self.gezien_op = timezone.now() if row.user_id else None
        return row

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self.gezien_op = row and row.gezien_op
        return row

    def note_seen(self):
        """Keep that this session is in use, at most once in SEEN_EVERY: one write that leaves the session as it is."""
        now, seen = timezone.now(), getattr(self, "gezien_op", None)
        if seen is not None and now - seen >= SEEN_EVERY:
            Sessie.objects.filter(pk=self.session_key).update(gezien_op=now)
            self.gezien_op = now


def describe(*, agent, address):
    """What a new session keeps of a browser's name of itself and of the visitor's address."""
    return {
        "browser": browser_of(agent),
        "adres": part_of(address),
        "begonnen": int(timezone.now().timestamp()),
    }


def browser_of(agent):
    """'Firefox op Windows' of what a browser says it is."""
    browser = first_of(BROWSERS, agent) or UNKNOWN
    system = first_of(SYSTEMS, agent)
    return f"{browser} op {system}" if system else browser


def first_of(names, agent):
    return next((name for pattern, name in names if re.search(pattern, agent)), "")


def part_of(address):
    """The first part of an address, as '192.0.2.x'; '' of what is no address."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    known = getattr(known, "ipv4_mapped", None) or known
    network = ipaddress.ip_network((known, KEPT_BITS[known.version]), strict=False)
    first = str(network.network_address)
    return f"{first.rpartition('.')[0]}.x" if known.version == 4 else f"{first}x"


def sessions_of(user):
    """The Sessies in which `user` is signed in now, the one that was used last first."""
    return Sessie.objects.filter(user=user, expire_date__gt=timezone.now()).order_by("-gezien_op", "session_key")


def end_sessions(user, *, but=None):
    """End every session of `user`, `but` the one with this key; how many that were."""
    ended, _per_model = Sessie.objects.filter(user=user).exclude(pk=but or "").delete()
    return ended
