"""An office of forty behind a real proxy signs in, while someone elsewhere guesses passwords under false addresses."""

import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from sto_portal.accounts.models import User
from tests.factories import PASSWORD
from tests.infra.portal import ProductionPortal
from tests.infra.proxy import Nginx, Visitor

pytestmark = [pytest.mark.kill, pytest.mark.postgres]

PEOPLE = 40
AT_ONCE = 6
OFFICE, GUESSER = "127.7.0.1", "127.8.0.1"


@pytest.fixture
def proxy(own_database, collected_static, server_folder):
    """nginx before the two web servers of a `make serve` that trusts it."""
    own_database.extra["TRUSTED_PROXIES"] = "127.0.0.1"
    portal = ProductionPortal(own_database)
    server = Nginx(server_folder(), [portal.port, portal.port + 1])
    try:
        portal.start()
        server.start()
        yield server
    finally:
        server.stop()
        portal.stop()


def make_people(count):
    """The addresses of this many new accounts, all with one password, kept as the running portal keeps it."""
    hasher = PBKDF2PasswordHasher()
    password = hasher.encode(PASSWORD, hasher.salt())
    rows = [User(email=f"mens{number}@example.nl", naam=f"Mens {number}", password=password) for number in range(count)]
    return [user.email for user in User.objects.bulk_create(rows)]


class Guessing:
    """Someone who tries wrong passwords for all `emails` until `stop`, each time under another false address."""

    def __init__(self, url, emails):
        self.visitor = Visitor(url, GUESSER)
        self.emails = emails
        self.answers = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        false = itertools.cycle([OFFICE, "127.0.0.1", *(f"203.0.113.{number}" for number in range(200))])
        for email, address in zip(itertools.cycle(self.emails), false, strict=False):
            self.answers.append(self.visitor.sign_in(email, "verkeerd", **{"X-Forwarded-For": address}))
            if self.ended.is_set():
                return

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.ended.set()
        self.thread.join()


def test_an_office_signs_in_within_a_minute_while_one_address_guesses(proxy):
    emails = make_people(PEOPLE)
    office = Visitor(proxy.url, OFFICE)
    for _ in range(6):
        told = Visitor(proxy.url, GUESSER).sign_in(emails[0], "verkeerd", **{"X-Forwarded-For": OFFICE})

    with Guessing(proxy.url, emails[:2]) as guessing, ThreadPoolExecutor(AT_ONCE) as hands:
        begun = time.monotonic()
        answers = list(hands.map(lambda email: office.sign_in(email, PASSWORD), emails))
        seconds = time.monotonic() - begun

    assert [status for status, _text in answers] == [302] * PEOPLE, answers[0]
    assert seconds < 60
    assert {status for status, _text in guessing.answers} == {200}
    assert "U hebt te vaak een verkeerd wachtwoord ingevuld." in told[1]
    assert "U hebt te vaak een verkeerd wachtwoord ingevuld." in guessing.answers[-1][1]
