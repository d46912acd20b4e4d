"""PostgreSQL and Redis as servers of one's own: on a free port of this machine, with their data in a folder."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

START_SECONDS = 30
STOP_SECONDS = 20
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # for data nobody will miss


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One server process with its data in `folder`; `start` waits until it answers, `stop` lets it finish in order."""

    name = ""
    stop_signal = signal.SIGTERM

    def __init__(self, folder):
        self.folder = Path(folder)
        self.port = free_port()
        self.process = None
        self.identity = {}

    def start(self):
        self.prepare()
        self.begin()
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                sys.exit(f"{self.name} start niet:\n" + self.log.read_text())
            time.sleep(0.05)
        return self.url

    def begin(self):
        """Start the process without waiting for it."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command(), **self.identity, cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )
        return self.process

    @property
    def log(self):
        return self.folder / "log"

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(self.stop_signal)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()


class Postgres(Server):
    """A PostgreSQL server; as root it runs as the user postgres, since initdb refuses root."""

    name = "PostgreSQL"
    stop_signal = signal.SIGINT

    def __init__(self, folder, options=()):
        super().__init__(folder)
        self.options = {"listen_addresses": "127.0.0.1", "max_connections": "200", "timezone": "UTC"} | dict(options)
        self.binaries = find_binaries()
        self.data = self.folder / "data"

    @property
    def url(self):
        return f"postgres://sto@127.0.0.1:{self.port}/postgres"

    @property
    def app_url(self):
        """The address for the running portal, whose role owns nothing; it is made after the migrations."""
        return f"postgres://sto_app@127.0.0.1:{self.port}/postgres"

    def prepare(self):
        """Make the data folder the first time."""
        if os.geteuid() == 0:
            self.identity = {"user": "postgres", "group": "postgres", "extra_groups": []}
            shutil.chown(self.folder, "postgres", "postgres")
        self.log.touch()
        if not (self.data / "PG_VERSION").exists():
            self.run("initdb", "-D", str(self.data), "-U", "sto", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    def run(self, name, *arguments):
        """Run one of PostgreSQL's own programs as its user."""
        command = [str(self.binaries / name), *arguments]
        subprocess.run(command, **self.identity, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)

    def command(self):
        command = [str(self.binaries / "postgres"), "-D", str(self.data), "-p", str(self.port), "-k", str(self.folder)]
        return command + [part for name, value in self.options.items() for part in ("-c", f"{name}={value}")]

    def answers(self):
        probe = [str(self.binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(probe, check=False).returncode == 0


class Redis(Server):
    """A Redis server that writes every message to disk; `url` ends in the number of a database."""

    name = "Redis"

    def __init__(self, folder, **options):
        super().__init__(folder)
        self.options = {"appendonly": "yes", "maxmemory-policy": "noeviction", "save": ""} | options

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def prepare(self):
        if shutil.which("redis-server") is None:
            sys.exit("Redis ontbreekt: scripts/setup.sh serve installeert het.")

    def command(self):
        own_clock = ["env", "--unset=LD_PRELOAD"]  # Redis does not start under scripts/at_date.py
        command = [
            *own_clock,
            "redis-server",
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--dir",
            str(self.folder),
        ]
        return command + [part for name, value in self.options.items() for part in (f"--{name}", value)]

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as line:
                line.sendall(b"PING\r\n")
                return line.recv(16).startswith(b"+PONG")
        except OSError:
            return False


def find_binaries():
    """The folder with the newest initdb of this machine."""
    versions = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if versions:
        return max(versions, key=lambda path: int(path.parts[-3])).parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    sys.exit("PostgreSQL ontbreekt: scripts/setup.sh serve installeert het.")
