"""`make serve` whole, with servers of its own, for tests that kill its parts."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.db import InterfaceError, OperationalError, connections

from scripts.servers import free_port
from sto_portal.environment import env
from tests.infra.databases import ROOT

START_SECONDS = 180
SERVED = "Het STO-portaal staat klaar"
OWN = ("DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL", "STORAGE_URL", "STATIC_ROOT", "SECRET_KEY", "DEMO")


def processes():
    """{pid: (parent, command line)} of this machine."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            after_name = (folder / "stat").read_text().rpartition(")")[2].split()
            found[int(folder.name)] = (int(after_name[1]), words)
    return found


def holds(condition):
    try:
        return condition()
    except (OperationalError, InterfaceError):
        connections.close_all()
        return False


class Production:
    """A running `make serve` in `folder`; `extra` is added to its environment."""

    def __init__(self, folder, **extra):
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "serve.log"
        bare = {name: value for name, value in os.environ.items() if name not in OWN}
        own = {"SERVE_FOLDER": str(folder / "serve"), "PORT": str(self.port), "PYTHONUNBUFFERED": "1", "DEMO": "0"}
        self.environ = bare | own | extra
        self.values = {}
        self.process = None

    def start(self):
        """Start it, again too, and wait until it serves; `values` then tells where its servers are."""
        times = self.times_served()
        with self.log.open("ab") as log:
            command = [sys.executable, "scripts/serve.py", "serve"]
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )
        self.wait_for(lambda: self.times_served() > times, seconds=START_SECONDS)
        self.values = self.own_values()

    def times_served(self):
        return self.log.read_text().count(SERVED) if self.log.exists() else 0

    def own_values(self):
        """What `make serve` wrote down for who runs a command beside it."""
        lines = (self.folder / "serve" / "omgeving").read_text().splitlines()
        pairs = (line.removeprefix("export ").split("=", 1) for line in lines)
        return {name: value.strip("'") for name, value in pairs}

    def wait_for(self, condition, *, seconds=60):
        """Wait until `condition()` holds; while the database is away it does not."""
        deadline = time.monotonic() + seconds
        while not holds(condition):
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def pid_of(self, words, *, child=False):
        """The newest process of this `make serve` whose command line holds `words`; `child`: one that such one made."""
        found = processes()
        parents = {pid for pid, (parent, args) in found.items() if parent == self.process.pid and words in args}
        if child:
            parents = {pid for pid, (parent, _args) in found.items() if parent in parents}
        return max(parents, default=None)

    def kill(self, words, *, child=False):
        """SIGKILL that process; its number."""
        self.wait_for(lambda: self.pid_of(words, child=child))
        pid = self.pid_of(words, child=child)
        os.kill(pid, signal.SIGKILL)
        return pid

    def answers(self, path="/"):
        """The status of a page, or None where nobody answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as response:
                return response.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return None

    @contextlib.contextmanager
    def connected(self, blocker):
        """The ORM of this process works on the database of this `make serve`."""
        default = connections.settings["default"]
        before = dict(default)
        with blocker.unblock():
            connections.close_all()
            default.update(env.db_url_config(self.values["DATABASE_URL"]))
            try:
                yield self
            finally:
                connections.close_all()
                default.update(before)

    def stop(self):
        """End it as Ctrl-C does; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(90)


@pytest.fixture
def production(server_folder):
    """Function that starts a `make serve` with values of the environment; it stops with the test."""
    started = []

    def start(**extra):
        started.append(Production(server_folder(), **extra))
        started[-1].start()
        return started[-1]

    yield start
    for each in started:
        each.stop()
