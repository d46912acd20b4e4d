"""The portal served for tests that look at it from outside: as `make demo` serves it, or as `make serve` does."""

import contextlib
import itertools
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from scripts.servers import free_port
from tests.infra.databases import ROOT, locked

START_SECONDS = 60


def free_pair():
    """The first of two free ports beside each other."""
    for _ in range(100):
        first = free_port()
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", first + 1))
            return first
    raise AssertionError("Er zijn geen twee vrije poorten naast elkaar.")


class Portal:
    """A served database. `url` has no slash at its end; `database` gives `manage` and `connected`.

    `limits` are words before each command, such as those of prlimit.
    """

    def __init__(self, database, limits=()):
        self.database = database
        self.limits = limits
        self.port = free_port()
        self.log = database.folder / f"portal-{database.name}.log"
        self.processes = []

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def next_url(self):
        """The address for the next person who opens a browser."""
        return self.url

    def start(self):
        self.database.extra |= {"SITE_URL": self.url, "LOG_LEVEL": "WARNING", "WERK_POLL_SECONDS": "0.2"}
        self.spawn_all()
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline or any(process.poll() is not None for process in self.processes):
                self.stop()
                raise AssertionError(f"Het portaal start niet:\n{self.log.read_text()}")
            time.sleep(0.1)

    def spawn_all(self):
        """The web server and the worker loop."""
        self.database.extra |= {"BIND": f"127.0.0.1:{self.port}", "WEB_WORKERS": "1"}
        self.spawn("-m", "gunicorn", "sto_portal.wsgi:application")
        self.spawn("manage.py", "worker")

    def spawn(self, *arguments):
        with self.log.open("ab") as log:
            command = [*self.limits, sys.executable, *arguments]
            environ = self.database.environ
            self.processes.append(
                subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True)
            )

    def answers(self):
        try:
            urllib.request.urlopen(self.url, timeout=10).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    def stop(self):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def check_log(self):
        """Fail on what went wrong behind a page that looked right."""
        text = self.log.read_text()
        assert "Traceback" not in text, text


class ProductionPortal(Portal):
    """The same database in the shape of production: two web servers, two Celery workers, beat and a Redis of its own.

    Whoever opens a browser comes to the one web server and the other by turns.
    """

    def __init__(self, database):
        super().__init__(database)
        self.port = free_pair()
        self.turn = itertools.cycle((self.port, self.port + 1))

    def next_url(self):
        return f"http://127.0.0.1:{next(self.turn)}"

    def spawn_all(self):
        folder = self.database.folder / f"serve-{self.database.name}"
        shape = {"PORT": str(self.port), "WEB": "2", "WORKERS": "2", "WEB_WORKERS": "1", "WORKER_PROCESSES": "1"}
        self.database.extra |= shape | {"SERVE_FOLDER": str(folder), "DEMO": "0"}
        self.spawn("scripts/serve.py", "serve")


@pytest.fixture(scope="session")
def collected_static(run_folder, reference_template):
    with locked(run_folder / "static.lock"):
        if not (run_folder / "static.done").exists():
            reference_template.manage("collectstatic", "--no-input", "--verbosity", "0")
            (run_folder / "static.done").touch()


@pytest.fixture(scope="module")
def live_portal(request, demo_template, collected_static, worker_id):
    """The portal with the demo data and a worker, served for one test module on a database of its own."""
    yield from served(Portal, request, demo_template, worker_id)


@pytest.fixture(scope="module")
def production_portal(request, demo_template, worker_id):
    """The same in the shape of production."""
    yield from served(ProductionPortal, request, demo_template, worker_id)


def served(kind, request, template, worker_id):
    module = request.module.__name__.rpartition(".")[2]
    portal = kind(template.copy(f"live_{module}_{worker_id}"))
    portal.start()
    yield portal
    portal.stop()
    portal.database.drop()
    portal.check_log()
