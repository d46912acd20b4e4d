"""What every list, page and download costs: queries, and the time until the answer is there, the database's too.

An address counts twice where the portal keeps something in its cache: 'eerste keer' is with an empty cache. All of it
happens in a transaction that is taken back.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, resolve

from bench.adressen import DOWNLOAD, LIJST, OVERZICHT, PAGINA, adressen
from bench.klok import in_turns
from bench.meting import Meting, dutch, page
from bench.plekken import BEZOEKER, find_plekken, person

ROUNDS = 5
MILLISECONDS = 1000
REGIOS = (78, 1014)
# ms, queries; an overview reads everything a plan holds and runs every controle over it
BUDGETS = {LIJST: (150, 15), PAGINA: (60, 20), OVERZICHT: (100, 25), DOWNLOAD: (1000, 10)}
NOT_MEASURED = {  # only posted to, a file that a worker makes on request, and what asks how other services are
    *("besluit-offer", "besluit-approve", "besluit-zip", "user-reinvite", "werk:retry", "werk:retry-all"),
    *("besluit-zip-download", "health-ready"),
}


def measure(options):
    """Every page that the demo has the rows for, at each size."""
    found = [measure_cover()]
    for regios in options.sizes(*REGIOS):
        with options.demo(regios):
            found += measure_pages(f"{dutch(regios)} regio's")
    return found


@dataclass(frozen=True)
class Bezoek:
    """One address as one person asks for it again and again."""

    naam: str
    soort: str
    client: Client
    pad: str

    def get(self):
        """The answer, read to the end; raises RuntimeError where the portal refuses it."""
        response = self.client.get(self.pad)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        if response.status_code not in {200, 302}:
            raise RuntimeError(f"{self.naam} geeft {response.status_code} op {self.pad}.")
        return content

    def get_first(self):
        """The same with an empty cache."""
        cache.clear()
        return self.get()

    def measure(self):
        """(elapsed ms, queries) of the first visit, then of a later one."""
        seconds = in_turns(self.get_first, rounds=ROUNDS)
        seconds += in_turns(self.get, rounds=ROUNDS)
        queries = [count_queries(self.get_first), count_queries(self.get)]
        return [(round(each * MILLISECONDS, 1), number) for each, number in zip(seconds, queries, strict=True)]


def count_queries(function):
    """How many questions it puts to the database, transactions left out."""
    with CaptureQueriesContext(connection) as captured:
        function()
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in captured)


@contextmanager
def taken_back():
    """Whatever happens to the database in here is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def visits():
    """A Bezoek for every Adres that this demo has the rows for."""
    plekken, clients = find_plekken(), {}
    for adres in adressen():
        if not set(adres.plekken) <= set(plekken):
            continue
        wie = adres.wie.format(**plekken)
        if wie not in clients:
            clients[wie] = browser(wie)
        yield Bezoek(str(adres), adres.soort, clients[wie], adres.pad.format(**plekken))


def browser(wie):
    client = Client(SERVER_NAME="127.0.0.1")
    if wie != BEZOEKER:
        client.force_login(person(wie))
    return client


def measure_visit(bezoek, size):
    """A Meting of each address, two where the first visit takes more queries than a later one."""
    ms, queries = BUDGETS[bezoek.soort]
    limits = {"eenheid": "ms", "hoogstens": ms, "hoogstens_queries": queries}
    (first_ms, first_queries), (ms, queries) = bezoek.measure()
    if first_queries > queries:
        yield page(f"{bezoek.naam}, eerste keer, {size}", first_ms, queries=first_queries, **limits)
    yield page(f"{bezoek.naam}, {size}", ms, queries=queries, **limits)


def measure_pages(size):
    """The Metingen of every list, page and download of the database that is connected."""
    with taken_back():
        return [meting for bezoek in visits() for meting in measure_visit(bezoek, size)]


def measure_cover():
    """How many addresses of the portal nobody measures here; must be none."""
    measured = {resolve(urlsplit(adres.example).path).view_name for adres in adressen()}
    known = {naam for naam in url_names(get_resolver()) if not naam.startswith("account")}
    missing = sorted(known - measured - NOT_MEASURED)
    naam = f"Pagina's zonder meting {', '.join(missing)}".strip()
    return Meting(naam, len(missing), None, "pagina's", None, "geen", gehaald=not missing)


def url_names(resolver, namespace=""):
    """Every name of an address, with its namespace before it."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + pattern.name
        else:
            yield from url_names(pattern, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))
