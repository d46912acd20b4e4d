"""Eight people who type in one plan at once, beside eight who each insert bare rows, over HTTP on gunicorn."""

import http.client
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from applications.forms.paragraaf import stand_of
from applications.models import Aanvraag, Aanvraagstatus, Antwoord, Antwoordsoort, Vastlegging
from applications.views.paragraafgate import paragraaf_url
from bench.kaal import Regel
from bench.meting import at_least
from bench.omgeving import ROOT
from bench.opslaan import TEXT
from regions.models import Lidmaatschap
from scripts.servers import free_port
from sto_portal.accounts.models import User
from sto_portal.roles import Regiorol

SIZE = 78
WRITERS = 8
SAVES = 50
ROUNDS = 5
TIMES = 0.3
TOKEN = "b" * 32


def measure(options):
    """Seconds for all saves of all writers, who write in one plan, each in an answer of their own; in turns."""
    [regios] = options.sizes(SIZE)
    rounds = 1 if options.regios else ROUNDS
    with options.demo(regios) as database:
        with connection.schema_editor() as editor:
            editor.create_model(Regel)
        writers = make_writers()
        with served(database) as port:
            everyone(port, writers, Writer.insert, 2)
            bare, ours = [], []
            for _ in range(rounds):
                bare.append(everyone(port, writers, Writer.insert, SAVES))
                ours.append(everyone(port, writers, Writer.save, SAVES))
        check(writers, rounds)
    title = f"{WRITERS} schrijvers in één plan, {WRITERS * SAVES} keer opslaan"
    return [at_least(title, median(ours), median(bare), eenheid="s", keer=TIMES)]


class Writer:
    """Someone who is signed in and types in the answer to one vraag."""

    def __init__(self, user, aanvraag, antwoord):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(user)
        self.headers = {
            "Cookie": f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.code, self.stand, self.saved = antwoord.vraag.code, stand_of(antwoord), 0
        self.antwoord, self.begun = antwoord, antwoord.versie
        self.url = paragraaf_url(aanvraag, antwoord.vraag.paragraaf, "antwoord-save", self.code)

    def send(self, line, url, data, status):
        line.request("POST", url, urlencode(data), self.headers)
        response = line.getresponse()
        response.read()
        if response.status != status:
            raise AssertionError(f"{url} gaf {response.status} in plaats van {status}.")
        return response

    def insert(self, line):
        self.send(line, "/bench/opslaan/", {"tekst": TEXT}, 302)

    def save(self, line):
        self.saved += 1
        data = {self.code: self.tekst, f"stand_{self.code}": self.stand, "pagina": f"{self.antwoord.pk:032x}"}
        self.stand = self.send(line, self.url, data, 200).getheader("X-Stand")

    @property
    def tekst(self):
        return f"{TEXT}{self.saved}"


def make_writers():
    """The penvoerder of the open draft and colleagues, each with an answer of the regiovisie."""
    first = User.objects.get(email="penvoerder@example.nl")
    aanvraag = Aanvraag.objects.visible_to(first).get(status=Aanvraagstatus.CONCEPT)
    answers = Antwoord.objects.filter(
        plan=aanvraag.plan, vraag__vastgelegd_in=Vastlegging.ANTWOORD, vraag__invoer=Antwoordsoort.TEKST
    ).select_related("vraag__paragraaf")
    users = [first]
    for number in range(1, WRITERS):
        user = User.objects.create_user(email=f"schrijver{number}@example.nl", naam=f"Schrijver {number}")
        Lidmaatschap.objects.create(user=user, regio=aanvraag.regio, rol=Regiorol.MEDE_AUTEUR)
        users.append(user)
    pairs = zip(users, answers.order_by("vraag__paragraaf__volgorde", "vraag__volgorde")[:WRITERS], strict=True)
    return [Writer(user, aanvraag, antwoord) for user, antwoord in pairs]


@contextmanager
def served(database):
    """The port of a gunicorn of two processes with four threads each, on this database."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "bench.bediend:application"]
    environ = database.environ | {"BIND": f"127.0.0.1:{port}", "LOG_LEVEL": "ERROR", "ALLOWED_HOSTS": "127.0.0.1"}
    process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def wait_for(port):
    for _ in range(300):
        try:
            line = http.client.HTTPConnection("127.0.0.1", port)
            line.request("GET", "/gezondheid/")
            line.getresponse()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("Het portaal start niet.")


def everyone(port, writers, act, times):
    """Seconds until each writer did `act` so many times, all at once, each over one line that stays open."""

    def work(writer):
        line = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(times):
            act(writer, line)
        line.close()

    start = time.perf_counter()
    with ThreadPoolExecutor(len(writers)) as pool:
        list(pool.map(work, writers))
    return time.perf_counter() - start


def check(writers, rounds):
    """Raise AssertionError unless every save of every writer was written."""
    for writer in writers:
        stored = Antwoord.objects.get(pk=writer.antwoord.pk)
        wanted = (writer.begun + rounds * SAVES, writer.tekst)
        if (stored.versie, stored.tekst) != wanted:
            raise AssertionError(f"{writer.code}: versie {stored.versie} is bewaard in plaats van {wanted[0]}.")
