"""An office of forty behind a real proxy signs in, while someone elsewhere guesses passwords under false addresses."""

import itertools
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

from sto_portal.accounts.models import User
from tests.factories import PASSWORD
from tests.infra.portal import ProductionPortal
from tests.infra.proxy import Nginx, Visitor

pytestmark = [pytest.mark.kill, pytest.mark.postgres]

PEOPLE = 40
AT_ONCE = 6
TRIES, _ = settings.LOGIN_LIMITS["usual"]
LEAST = 2 * TRIES
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
    """Someone who tries wrong passwords for `email` until it is left, each time under another false address."""

    def __init__(self, url, email):
        self.visitor = Visitor(url, GUESSER)
        self.email = email
        self.answers = []
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        false = itertools.cycle([OFFICE, "127.0.0.1", *(f"203.0.113.{number}" for number in range(200))])
        while len(self.answers) < LEAST or not self.ended.is_set():
            forged = {"X-Forwarded-For": next(false)}
            self.answers.append(self.visitor.sign_in(self.email, "verkeerd", **forged))

    @property
    def refused(self):
        """Of each try, whether it was refused before the password was looked at."""
        return ["U hebt te vaak een verkeerd wachtwoord ingevuld." in text for _status, text in self.answers]

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_error):
        self.ended.set()
        self.thread.join()


def test_an_office_signs_in_within_a_minute_while_one_address_guesses(proxy):
    emails = make_people(PEOPLE)
    office = Visitor(proxy.url, OFFICE)

    with Guessing(proxy.url, emails[0]) as guessing, ThreadPoolExecutor(AT_ONCE) as hands:
        begun = time.monotonic()
        answers = list(hands.map(lambda email: office.sign_in(email, PASSWORD), reversed(emails)))
        seconds = time.monotonic() - begun

    assert [status for status, _text in answers] == [302] * PEOPLE, answers[-1]
    assert seconds < 60
    assert guessing.refused == [False] * TRIES + [True] * (len(guessing.answers) - TRIES)
