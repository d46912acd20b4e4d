"""The processes of the portal as scripts/start.sh begins them, while something they need is away."""

import subprocess
import sys
import time

import pytest

from scripts.servers import free_port
from sto_portal.outbox.actions import send_mail_later
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.werk import broker
from sto_portal.werk.models import Periodiek, Werker
from tests.infra.databases import ROOT

pytestmark = pytest.mark.kill


class Parts:
    """Processes started by scripts/start.sh on a database of this test, their output in one file."""

    def __init__(self, database, log, **extra):
        self.environ = database.environ | {"PYTHONUNBUFFERED": "1", "WERK_SWEEP_SECONDS": "1"} | extra
        self.log = log
        self.running = []

    def start(self, kind):
        with self.log.open("ab") as log:
            command = ["scripts/start.sh", kind]
            self.running.append(
                subprocess.Popen(command, cwd=ROOT, env=self.environ, stdout=log, stderr=log, start_new_session=True)
            )
        return self.running[-1]

    def wait_for(self, condition):
        deadline = time.monotonic() + 60
        while not condition():
            assert all(process.poll() is None for process in self.running), self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.1)

    def says(self, words):
        self.wait_for(lambda: words in self.log.read_text())

    def lives(self, kind):
        """What a health check of docker-compose.yml says of this part."""
        check = [sys.executable, "manage.py", "leeft", kind]
        return subprocess.run(check, cwd=ROOT, env=self.environ, capture_output=True, check=False).returncode == 0

    def stop(self):
        for process in self.running:
            process.terminate()
        return [process.wait(60) for process in self.running]


@pytest.fixture
def parts(own_database, redis_server, settings, tmp_path):
    """The processes, with a Redis that was stopped before they start."""
    redis_server.stop()
    settings.CELERY_BROKER_URL = redis_server.url
    broker.Rest.until = 0
    made = Parts(own_database, tmp_path / "log", CELERY_BROKER_URL=redis_server.url)
    yield made
    made.stop()
    broker.Rest.until = 0


def test_worker_and_beat_that_start_before_redis_wait_for_it_and_do_what_was_asked_meanwhile(parts, redis_server):
    for kind in ("worker", "beat"):
        parts.start(kind)
    parts.says("Cannot connect to redis")
    send_mail_later(to="anna@example.nl", subject="Bericht", text="Beste Anna", key="a")

    redis_server.start()
    parts.wait_for(lambda: Bericht.objects.filter(status=Berichtstatus.VERZONDEN).exists())

    assert Werker.objects.alive().count() == 1
    assert Periodiek.objects.filter(laatst_op__isnull=False).exists()
    assert [parts.lives(kind) for kind in ("worker", "beat", "web")] == [True, True, False]
    assert parts.stop() == [0, 0]
    assert not Werker.objects.exists()
    assert not parts.lives("worker")


def test_the_web_lives_without_redis_and_without_workers(parts):
    parts.environ["BIND"] = f"127.0.0.1:{free_port()}"

    parts.start("web")

    parts.wait_for(lambda: parts.lives("web"))
    assert [parts.lives(kind) for kind in ("worker", "beat")] == [False, False]
