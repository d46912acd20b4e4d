"""Settings that are each understood but together leave the portal open: they stop the start, with a line for each.

What is on this machine alone (ALLOWED_HOSTS and BIND) may be looser: a demo, a test, who works on the portal.
"""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KEY_LENGTH, KEY_SIGNS = 50, 10
KNOWN_KEYS = ("django-insecure-", "alleen-voor-een-demo")
HOST = re.compile(r"\.?[\w-]+(\.[\w-]+)*\.?|\[[0-9a-fA-F:.]+\]", re.ASCII)
OPEN_HOST = re.compile(r"\*|\.[^.]*")
ORIGIN = re.compile(r"https?://(\*\.[\w-]+\.)?[\w-][\w.-]*(:\d+)?", re.ASCII)
LOOPBACK_BIND = re.compile(r"(localhost|127(\.\d+){3}|\[::1\]):\d+|unix:.+")


def check_settings(values):
    """Raise ImproperlyConfigured with a line for each fault in `values`, the settings by name."""
    faults = [line for check in CHECKS for line in check(values)]
    if faults:
        raise ImproperlyConfigured("\n".join(faults))


def check_bind(bind, *, loopback_only, proxies):
    """Raise ImproperlyConfigured where the web server at `bind` can be reached by who the settings do not expect."""
    if loopback_only and not LOOPBACK_BIND.fullmatch(bind):
        raise ImproperlyConfigured(
            f"BIND: '{bind}' is van buiten te bereiken en ALLOWED_HOSTS is alleen deze machine. Noem daarin de naam "
            "van het portaal, of zet BIND op 127.0.0.1:8000."
        )
    if bind.startswith("unix:") and "unix" not in proxies:
        raise ImproperlyConfigured(
            "BIND: zet bij een socket ook 'unix' in TRUSTED_PROXIES, anders telt iedereen als één."
        )


def check_debug(values):
    if values["DEBUG"] and not values["LOOPBACK_ONLY"]:
        yield "DEBUG: zet dit uit zodra ALLOWED_HOSTS meer is dan deze machine. Een fout toont anders hoe alles werkt."


def check_hosts(values):
    for name in values["ALLOWED_HOSTS"]:
        if OPEN_HOST.fullmatch(name):
            yield f"ALLOWED_HOSTS: '{name}' laat elke naam toe. Een voorbeeld is: portaal.example.nl"
        elif not HOST.fullmatch(name):
            yield f"ALLOWED_HOSTS: '{name}' is geen naam van een host. Een voorbeeld is: portaal.example.nl"


def check_https(values):
    if not values["HTTPS"] and not values["LOOPBACK_ONLY"]:
        yield "HTTPS: zet dit aan zodra ALLOWED_HOSTS meer is dan deze machine. Wachtwoorden zijn anders te lezen."


def check_site_url(values):
    site = urlsplit(values["SITE_URL"])
    if values["HTTPS"] and site.scheme != "https":
        yield f"SITE_URL: '{values['SITE_URL']}' moet met https:// beginnen, want HTTPS staat aan."
    elif not values["LOOPBACK_ONLY"] and not any(is_host_of(site, name) for name in values["ALLOWED_HOSTS"]):
        yield f"SITE_URL: '{values['SITE_URL']}' staat niet in ALLOWED_HOSTS: elke link in een e-mail zou mislukken."


def is_host_of(site, name):
    host = (site.hostname or "").rstrip(".")
    return name == "*" or host == name.strip(".").lower() or (name.startswith(".") and host.endswith(name.lower()))


def check_proxies(values):
    if values["BEHIND_PROXY"] and not values["TRUSTED_PROXIES"]:
        yield (
            "TRUSTED_PROXIES: noem de adressen van de proxy, want BEHIND_PROXY staat aan. Anders telt iedereen als één "
            "bezoeker. Een voorbeeld is: 127.0.0.1,10.0.0.0/24"
        )


def check_origins(values):
    for origin in values["CSRF_TRUSTED_ORIGINS"]:
        if not ORIGIN.fullmatch(origin) or (values["HTTPS"] and not origin.startswith("https://")):
            yield f"CSRF_TRUSTED_ORIGINS: '{origin}' is te ruim of geen adres. Een voorbeeld is: https://portaal.example.nl"


def check_key(values):
    key = values["SECRET_KEY"]
    is_weak = len(key) < KEY_LENGTH or len(set(key)) < KEY_SIGNS or key.startswith(KNOWN_KEYS)
    if is_weak and not values["LOOPBACK_ONLY"]:
        yield (
            f"SECRET_KEY: zet een eigen, geheime waarde van minstens {KEY_LENGTH} tekens zodra ALLOWED_HOSTS meer is "
            "dan deze machine. scripts/secrets.sh maakt er een."
        )


CHECKS = (check_debug, check_hosts, check_https, check_site_url, check_proxies, check_origins, check_key)
