"""How often a visitor may try something, and which proxies are believed about who visits, from the environment."""

import ipaddress

from django.core.exceptions import ImproperlyConfigured

from sto_portal.bezoeker import UNIX_SOCKET
from sto_portal.environment import env, read_like

RATE = r"\d+/\d*[smhd](/(ip|key|user))?"
SECONDS = {"s": 1, "m": 60, "h": 60 * 60, "d": 24 * 60 * 60}


def read_allauth_limits():
    """Every limit that django-allauth has, so that no update of it chooses one, and two of our own in its form."""
    rates = f"{RATE}(,{RATE})*"
    return {
        "login": "",  # by read_login_limits
        "login_failed": "5/5m/key",  # wrong codes of a second factor, by person
        "reset_password": "",  # by read_link_limits
        "reset_password_from_key": "300/m/ip",  # an office that was invited together
        "reauthenticate": "10/m/user",
        "change_password": "5/m/user",
        "change_phone": "1/m/user",
        "manage_email": "10/m/user",
        "confirm_email": "1/3m/key",
        "request_login_code": "20/m/ip,3/m/key",
        "verify_phone": "1/30s/key,3/m/ip",
        "signup": "20/m/ip",
        "deelnamewens": read_like("DEELNAMEWENS_LIMIT", rates, "10/h/ip", "10/h/ip"),
        "vooraanmelden": read_like("VOORAANMELDEN_LIMIT", rates, "10/h/ip", "10/h/ip"),
    }


def read_login_limits():
    """Wrong passwords: {limit: (how many, in how many seconds)} (docs/keuzes/0021-inlogpogingen.md)."""
    return {
        "usual": read_rate("LOGIN_FAILED_LIMIT", "5/5m"),  # for one account from one address
        "often": read_rate("LOGIN_OFTEN_LIMIT", "20/h"),  # for one account, or from one address: after these `fewer`
        "fewer": read_rate("LOGIN_FEWER_LIMIT", "2/30m"),  # for one account from one address
        "flood": read_rate("LOGIN_FLOOD_LIMIT", "300/m"),  # from one address: each costs a quarter of a second of work
    }


def read_link_limits():
    """Questions for a link to a new password: {limit: (how many, in how many seconds)}."""
    return {
        "email": read_rate("LINK_EMAIL_LIMIT", "5/15m"),  # to one address of mail
        "address": read_rate("LINK_ADDRESS_LIMIT", "100/h"),  # from one address
    }


def read_rate(name, default):
    """(how many, in how many seconds) of a text such as 5/15m."""
    most, per = read_like(name, r"[1-9]\d{0,5}/([1-9]\d{0,3})?[smhd]", default, default).split("/")
    return int(most), int(per[:-1] or 1) * SECONDS[per[-1]]


def read_proxies(name):
    """The addresses and networks in the environment's `name`, with a comma between them; 'unix' stays that word.

    A network that holds every address stops the start: it would believe everyone.
    """
    return tuple(read_proxy(name, text.strip()) for text in env.list(name, default=[]))


def read_proxy(name, text):
    if text == UNIX_SOCKET:
        return text
    try:
        network = ipaddress.ip_network(text)
    except ValueError:
        reason = f"'{text}' is geen adres en geen netwerk. Een voorbeeld is: 127.0.0.1,10.0.0.0/24"
        raise ImproperlyConfigured(f"{name}: {reason}") from None
    if network.prefixlen == 0:
        raise ImproperlyConfigured(f"{name}: '{text}' is iedereen. Noem alleen de adressen van uw eigen proxy.")
    return network
