"""How often someone may try to sign in or ask for a link, counted in the cache (docs/keuzes/0021-inlogpogingen.md)."""

import hashlib
import math
import time
from contextlib import suppress

from django.conf import settings
from django.core.cache import cache

from sto_portal.bezoeker import address_to_count
from sto_portal.emailadres import fold_address


class Teller:
    """How often something happened in a window of `seconds` that begins with the first time.

    Each step is one command of the cache, so tries at once are each counted.
    """

    def __init__(self, name, key, rate):
        self.most, self.seconds = rate
        self.key = f"limiet:{name}:{hashlib.sha256(key.encode()).hexdigest()}"

    def take(self):
        """Count one more; whether that is more than `most`."""
        if cache.add(self.key, 0, self.seconds):
            cache.set(f"{self.key}:tot", time.time() + self.seconds, self.seconds)
        try:
            return cache.incr(self.key) > self.most
        except ValueError:  # the window ended just now
            return False

    def give_back(self):
        """Count one less: it was no failure."""
        with suppress(ValueError):
            cache.decr(self.key)

    def clear(self):
        """Begin again."""
        cache.delete(self.key)

    @property
    def seconds_left(self):
        """Seconds until the window ends, at least one."""
        return max(math.ceil((cache.get(f"{self.key}:tot") or 0) - time.time()), 1)


class Inlogpoging:
    """One try to sign in: counted before the password is looked at, and given back when that is right.

    What refuses is counted for an account and an address together, so nobody keeps out someone elsewhere. Where an
    account or an address fails often, fewer tries are left to each such pair.
    """

    def __init__(self, request, login):
        login, address = fold_address(login), address_to_count(request)
        limits, pair = settings.LOGIN_LIMITS, f"{login} {address}"
        self.often = [Teller("account", login, limits["often"]), Teller("adres", address, limits["often"])]
        self.usual = Teller("samen", pair, limits["usual"])
        self.fewer = Teller("weinig", pair, limits["fewer"])
        self.flood = Teller("vloed", address, limits["flood"])

    @property
    def tellers(self):
        return [*self.often, self.usual, self.fewer, self.flood]

    def begin(self):
        """Seconds to wait, 0 for who may go on; a refused try does not count."""
        over = {teller for teller in self.tellers if teller.take()}
        refusing = [self.usual, self.flood] + ([self.fewer] if over & {*self.often} else [])
        full = [teller for teller in refusing if teller in over]
        if full:
            self.give_back()
        return max((teller.seconds_left for teller in full), default=0)

    def give_back(self):
        for teller in self.tellers:
            teller.give_back()

    def forget(self):
        """Forget what failed for this account from this address: its owner read the mail and chose a new password."""
        self.usual.clear()
        self.fewer.clear()


def seconds_to_wait_for_link(request, email):
    """Seconds until a link to a new password may be asked for again, 0 for now: by address of mail and of visitor."""
    limits = settings.LINK_LIMITS
    tellers = [
        Teller("link", fold_address(email), limits["email"]),
        Teller("links", address_to_count(request), limits["address"]),
    ]
    return max((teller.seconds_left for teller in tellers if teller.take()), default=0)


def in_minutes(seconds):
    """'5 minuten': whole minutes, rounded up."""
    minutes = -(-seconds // 60)
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"
