"""What a load balancer and a health check are told, also when a part is away or hangs."""

import subprocess
import sys
import threading
import time

import pytest
from django.core.files.storage import InMemoryStorage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from scripts.servers import free_port
from sto_portal.beschikbaarheid.work import TIMEOUT_SECONDS
from sto_portal.gezondheid.ronde import LIMIT_SECONDS, SILENT, SPARE_SECONDS, UNKNOWN, Onderdeel, look_around
from sto_portal.gezondheid.uitkomst import Stand
from sto_portal.werk.models import Werker, Werkersoort
from tests.infra.databases import ROOT

PARTS = ["database", "klok", "migraties", "werkers", "outbox", "broker", "opslag"]
WERKERS = "0002_werkers_en_periodiek"


class HangingStorage(InMemoryStorage):
    """Takes no file before it is let go."""

    release = threading.Event()

    def _save(self, name, content):
        self.release.wait()
        return super()._save(name, content)


@pytest.fixture
def worker(own_database):
    return Werker.objects.create(naam="werker", soort=Werkersoort.LUS)


def ask(client):
    """(HTTP status, status, {part: stand} of the parts that are not in order)."""
    answer = client.get("/gezondheid/gereed/")
    said = answer.json()
    parts = said["onderdelen"]
    assert list(parts) == PARTS
    wrong = {naam: part["status"] for naam, part in parts.items() if part["status"] != Stand.IN_ORDE}
    return answer.status_code, said["status"], wrong


def run_command(database, **environ):
    """(exit code, lines printed, error output) of `manage.py gezondheid`, which must end by itself."""
    command = [sys.executable, "manage.py", "gezondheid"]
    environ = database.environ | environ
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_a_process_that_lives_says_so_without_database_or_session(client):
    answer = client.get("/gezondheid/", headers={"cookie": f"sessionid={'a' * 32}"})

    assert (answer.status_code, answer.json()) == (200, {"status": "in orde"})
    assert (answer.cookies, answer["Cache-Control"]) == ({}, "max-age=0, no-cache, no-store, must-revalidate, private")


@pytest.mark.parametrize("path", ["/gezondheid/", "/gezondheid/gereed/"])
def test_health_is_only_read(client, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(("host", "status"), [("localhost", 200), ("elders.example.nl", 400)])
def test_health_is_for_the_hosts_of_the_portal(host, status):
    assert Client(headers={"host": host}).get("/gezondheid/").status_code == status


def test_health_is_not_sent_on_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    answers = {path: client.get(path).status_code for path in ("/gezondheid/", "/over/")}

    assert answers == {"/gezondheid/": 200, "/over/": 301}


def test_a_portal_in_order_says_so(client, worker, unknown_migrations):
    assert ask(client) == (200, "in orde", {})


def test_without_workers_people_are_served(client, own_database, unknown_migrations):
    assert ask(client) == (200, "beperkt", {"werkers": "fout"})


def test_without_redis_people_are_served(client, worker, settings, redis_server):
    settings.CELERY_BROKER_URL = redis_server.url

    before = ask(client)
    redis_server.stop()
    after = ask(client)

    assert (before, after) == ((200, "in orde", {}), (200, "beperkt", {"broker": "fout"}))


def test_a_redis_that_hangs_is_not_waited_for(client, worker, settings, silent_port):
    settings.CELERY_BROKER_URL = f"redis://:geheim@127.0.0.1:{silent_port}/0"

    started = time.monotonic()
    answer = ask(client)

    assert answer == (200, "beperkt", {"broker": "fout"})
    assert time.monotonic() - started < 2 * LIMIT_SECONDS


def test_without_storage_people_are_served_and_are_told(client, worker, no_folder, unknown_migrations):
    assert ask(client) == (200, "beperkt", {"opslag": "fout"})


def test_a_storage_that_hangs_does_not_make_the_portal_late(client, worker, unknown_migrations, settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": f"{__name__}.HangingStorage"}}

    started = time.monotonic()
    answer = ask(client)
    seconds = time.monotonic() - started
    HangingStorage.release.set()
    for thread in threading.enumerate():
        if thread.name == "gezondheid-opslag":
            thread.join()

    assert (answer, seconds < TIMEOUT_SECONDS) == ((200, "beperkt", {"opslag": "fout"}), True)


def test_without_a_migration_nobody_is_served(client, own_database, unknown_migrations, settings, caplog):
    settings.ROOT_URLCONF = "tests.gezondheid.urls"
    client.raise_request_exception = False
    MigrationRecorder.Migration.objects.filter(app="werk", name=WERKERS).delete()
    with connection.schema_editor() as editor:
        editor.delete_model(Werker)

    ready = ask(client)
    page = client.get("/proef/werkers/")
    said = [record.getMessage() for record in caplog.records if record.levelname == "CRITICAL"]

    assert ready == (503, "fout", {"migraties": "fout", "werkers": "fout"})
    assert page.status_code == 500
    assert said == [f"In de database ontbreken migraties (werk.{WERKERS}). Voer 'manage.py migrate' uit."]


def test_a_part_that_hangs_is_given_up_and_looked_at_once():
    release = threading.Event()
    groups = ((Onderdeel("traag", release.wait, ""),),)
    answers = []
    asked = [threading.Thread(target=lambda: answers.append(look_around(groups))) for _ in range(3)]
    started = time.monotonic()

    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join()
    seconds = time.monotonic() - started
    hanging = [thread for thread in threading.enumerate() if thread.name == "gezondheid-traag"]
    release.set()

    assert [answer["traag"].tekst for answer in answers] == [SILENT.format(seconds=SPARE_SECONDS)] * 3
    assert (len(hanging), SPARE_SECONDS <= seconds < 2 * SPARE_SECONDS) == (1, True)


def test_the_command_says_the_same(own_database, worker):
    code, lines, _log = run_command(own_database)

    assert (code, lines[0]) == (0, "Gezondheid: in orde")
    assert [line.split()[0] for line in lines[1:]] == PARTS


def test_the_command_passes_without_workers(own_database):
    code, lines, _log = run_command(own_database)

    assert (code, lines[0]) == (0, "Gezondheid: beperkt")


def test_a_database_that_hangs_is_not_waited_for(own_database, silent_port):
    address = f"postgres://sto:geheim@127.0.0.1:{silent_port}/sto"

    code, lines, _log = run_command(own_database, DATABASE_URL=address)

    assert (code, lines[0]) == (1, "Gezondheid: fout")
    silent = SILENT.format(seconds=LIMIT_SECONDS)
    assert [line for line in lines if silent in line] == [f"  {naam:<10}fout     {silent}" for naam in PARTS[:5]]


def test_a_database_that_is_away_is_one_error_and_its_address_stays_in_the_log(own_database):
    port = free_port()

    code, lines, log = run_command(own_database, DATABASE_URL=f"postgres://sto:geheim@127.0.0.1:{port}/sto")

    assert (code, lines[1]) == (1, "  database  fout     De database antwoordt niet.")
    assert [line for line in lines if UNKNOWN in line] == [f"  {naam:<10}fout     {UNKNOWN}" for naam in PARTS[1:5]]
    assert [str(port) in text for text in ("\n".join(lines), log)] == [False, True]
    assert ("geheim" in log, log.count("Traceback") > 0) == (False, True)
