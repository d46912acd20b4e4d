"""The portal as it runs in production, for tests that look at it from outside: gunicorn and a worker on the demo."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.infra.databases import ROOT, locked

START_SECONDS = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Portal:
    """A served database. `url` has no slash at its end; `database` gives `manage` and `connected`."""

    def __init__(self, database):
        self.database = database
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = database.folder / f"portal-{database.name}.log"
        self.processes = []

    def start(self):
        self.database.extra |= {"SITE_URL": self.url, "LOG_LEVEL": "WARNING", "WERK_POLL_SECONDS": "0.2"}
        server = ["gunicorn", "sto_portal.wsgi:application", "--bind", f"127.0.0.1:{self.port}", "--threads", "4"]
        self.spawn("-m", *server, "--no-control-socket", "--log-level", "warning")
        self.spawn("manage.py", "worker")
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline or any(process.poll() is not None for process in self.processes):
                self.stop()
                raise AssertionError(f"Het portaal start niet:\n{self.log.read_text()}")
            time.sleep(0.1)

    def spawn(self, *arguments):
        with self.log.open("ab") as log:
            command = [sys.executable, *arguments]
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
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def check_log(self):
        """Fail on what went wrong behind a page that looked right."""
        text = self.log.read_text()
        assert "Traceback" not in text, text


@pytest.fixture(scope="session")
def collected_static(run_folder, reference_template):
    with locked(run_folder / "static.lock"):
        if not (run_folder / "static.done").exists():
            reference_template.manage("collectstatic", "--no-input", "--verbosity", "0")
            (run_folder / "static.done").touch()


@pytest.fixture(scope="module")
def live_portal(request, demo_template, collected_static, worker_id):
    """The portal with the demo data and a worker, served for one test module on a database of its own."""
    module = request.module.__name__.rpartition(".")[2]
    portal = Portal(demo_template.copy(f"live_{module}_{worker_id}"))
    portal.start()
    yield portal
    portal.stop()
    portal.database.drop()
    portal.check_log()
