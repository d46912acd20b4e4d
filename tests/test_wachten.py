"""A database that makes people wait: they get a page that says so, nothing they typed is lost, and it ends in time."""

import http.client
import re
import sqlite3
import threading
import time
from contextlib import closing, contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, OperationalError, connection, transaction
from django.test import Client, RequestFactory

from applications.models import Antwoord
from sto_portal.accounts.models import User
from sto_portal.database import kind_of, read_database
from sto_portal.outages import DATABASE, SLOW, filled_in, find_outage
from sto_portal.roles import Regiorol
from tests.applications.writing import answers, fields_of, url_of
from tests.cast import join
from tests.factories import AanvraagFactory, RegioFactory, UserFactory
from tests.infra.portal import Portal

HEADING = "<h1>Het portaal is nu te druk</h1>"
PAGE = "/aanvragen/STO00055-4/regiovisie/b1-2/"
LOCK = "LOCK TABLE applications_antwoord IN ACCESS EXCLUSIVE MODE"
SECONDS = 1


@contextmanager
def held():
    """Someone else holds the answers: nobody reads them on PostgreSQL, nobody writes on SQLite."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")
        return
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(LOCK)
        yield
        other.rollback()
    finally:
        other.close()


def wait_at_most(milliseconds):
    """From here on this connection waits no longer than that for a lock, as one of a web process."""
    setting = {"postgresql": f"SET lock_timeout = {milliseconds}", "sqlite": f"PRAGMA busy_timeout = {milliseconds}"}
    with connection.cursor() as cursor:
        cursor.execute(setting[connection.vendor])


def do_nothing_for(seconds):
    with transaction.atomic():
        Antwoord.objects.exists()
        time.sleep(seconds)
        Antwoord.objects.exists()


@pytest.fixture
def aanvraag(own_database):
    return AanvraagFactory(regio=RegioFactory())


@pytest.fixture
def anna(aanvraag):
    """The browser of a penvoerder; an error of the portal gives her a page, as it does outside of tests."""
    client = Client(raise_request_exception=False)
    user = UserFactory(naam="Anna")
    join(user, aanvraag.regio, Regiorol.PENVOERDER)
    client.force_login(user)
    return client


def test_who_saves_while_someone_holds_the_answers_is_told_and_saves_later(anna, aanvraag):
    url = url_of(aanvraag, "regiovisie", "b1-2")
    typed = fields_of(anna.get(url)) | {"b1_2_afbakening": "De gemeenten rond Lutjebroek."}
    wait_at_most(200)

    with held():
        form = anna.post(url, typed)
        field = anna.post(f"{url}b1_2_afbakening/opslaan/", typed, headers={"HX-Request": "true"})
    after = anna.post(url, typed)

    assert [(each.status_code, each["Retry-After"], HEADING in each.text) for each in (form, field)] == [
        (503, "60", True),
        (503, "60", True),
    ]
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form.text))
    assert {name: again.get(name, "") for name in typed} == typed
    assert "De gemeenten rond Lutjebroek.</textarea>" in form.text
    assert (after.status_code, answers(aanvraag.plan)) == (302, {"b1_2_afbakening": "De gemeenten rond Lutjebroek."})


@pytest.mark.parametrize("name", ["password", "old_password", "code", "credential"])
def test_nothing_of_a_form_with_a_secret_comes_back(name):
    request = RequestFactory().post("/account/login/", {"login": "anna@example.nl", name: "geheim"})

    assert filled_in(request) == {}


@pytest.mark.postgres
def test_who_reads_while_someone_holds_the_answers_is_told_and_reads_later(anna, aanvraag):
    url = url_of(aanvraag, "regiovisie", "b1-2")
    wait_at_most(200)

    with held():
        during = anna.get(url)
    after = anna.get(url)

    assert (during.status_code, HEADING in during.text, "Opnieuw proberen" in during.text) == (503, True, True)
    assert after.status_code == 200


@pytest.mark.postgres
def test_a_question_that_takes_too_long_and_a_transaction_that_does_nothing_are_the_same_page(own_database):
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 200")
        with pytest.raises(OperationalError) as slow:
            cursor.execute("SELECT pg_sleep(5)")
        cursor.execute("SET idle_in_transaction_session_timeout = 100")
    with pytest.raises((InternalError, OperationalError)) as idle:
        do_nothing_for(0.5)
    connection.close()

    assert find_outage(slow.value) == SLOW
    assert find_outage(idle.value) in (SLOW, DATABASE)


@pytest.mark.parametrize(
    ("kind", "waits"),
    [
        ("web", "-c statement_timeout=20000 -c lock_timeout=1500 -c idle_in_transaction_session_timeout=60000"),
        ("worker", "-c statement_timeout=600000 -c lock_timeout=60000 -c idle_in_transaction_session_timeout=1800000"),
        ("", None),
    ],
)
def test_a_page_waits_shorter_than_a_worker_and_a_command_as_long_as_it_needs(monkeypatch, kind, waits):
    monkeypatch.setenv("PROCES", kind)
    monkeypatch.setenv("WEB_LOCK_SECONDS", "1.5")
    monkeypatch.setenv("DATABASE_URL", "postgres://sto@host/sto")

    assert read_database("DATABASE_URL", "")["OPTIONS"].get("options") == waits


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["/srv/.venv/bin/gunicorn", "sto_portal.wsgi:application"], "web"),
        (["/srv/.venv/lib/python/site-packages/gunicorn/__main__.py"], "web"),
        (["/srv/.venv/bin/celery", "--app", "sto_portal", "worker"], "worker"),
        (["manage.py", "worker"], "worker"),
        (["/srv/.venv/bin/celery", "--app", "sto_portal", "beat"], ""),
        (["manage.py", "migrate"], ""),
        (["manage.py", "backup", "/kopie/portaal.sto"], ""),
    ],
)
def test_a_process_is_known_by_how_it_was_started(words, kind):
    assert kind_of(words) == kind


def test_on_sqlite_the_wait_for_who_writes_is_as_short(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////map/db.sqlite3")
    timeouts = {}
    for kind in ("web", "worker", ""):
        monkeypatch.setenv("PROCES", kind)
        timeouts[kind] = read_database("DATABASE_URL", "")["OPTIONS"]["timeout"]

    assert timeouts == {"web": 15, "worker": 30, "": 30}


def test_a_process_that_nobody_knows_stops_the_start(monkeypatch):
    monkeypatch.setenv("PROCES", "webserver")

    with pytest.raises(ImproperlyConfigured, match=r"^PROCES: "):
        read_database("DATABASE_URL", "sqlite:////map/db.sqlite3")


@pytest.fixture
def portal(demo_template, collected_static, worker_id):
    own = {"WEB_LOCK_SECONDS": str(SECONDS), "WEB_THREADS": "4"}
    served = Portal(demo_template.copy(f"wacht_{worker_id}", **own))
    served.start()
    yield served
    served.stop()
    served.database.drop()
    served.check_log()


def ask(portal, path, cookie=""):
    """(status, seconds) of a page."""
    started = time.monotonic()
    with closing(http.client.HTTPConnection("127.0.0.1", portal.port, timeout=60)) as line:
        line.request("GET", path, headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        return answer.status, time.monotonic() - started


@pytest.mark.postgres
def test_twelve_readers_of_what_someone_holds_do_not_stop_the_process(portal, django_db_blocker):
    with portal.database.connected(django_db_blocker):
        client = Client()
        client.force_login(User.objects.get(email="penvoerder@example.nl"))
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        before = ask(portal, PAGE, cookie)[0]
        found = []
        readers = [threading.Thread(target=lambda: found.append(ask(portal, PAGE, cookie))) for _ in range(12)]
        with held():
            for reader in readers:
                reader.start()
            time.sleep(SECONDS / 2)
            alive = ask(portal, "/gezondheid/")
            for reader in readers:
                reader.join()
        after = ask(portal, PAGE, cookie)[0]

    assert (before, after, alive[0]) == (200, 200, 200)
    assert {status for status, _ in found} == {503}
    assert alive[1] < 8 * SECONDS
