#!/usr/bin/env python3
"""Run a command beside a PostgreSQL server of its own: with_postgres.py COMMAND [ARGUMENT ...].

The server lives in a temporary folder, on a free port of this machine, without fsync; DATABASE_URL tells
the command where. It stops with the command, and on SIGINT and SIGTERM. Exit code: that of the command.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "listen_addresses": "127.0.0.1",
    "timezone": "UTC",
}


def find_binaries():
    """The folder with the newest initdb of this machine."""
    versions = list(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if versions:
        return max(versions, key=lambda path: int(path.parts[-3])).parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    sys.exit("PostgreSQL ontbreekt: scripts/setup.sh test installeert het.")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One PostgreSQL server in `folder`; as root it runs as the user postgres, since initdb refuses root."""

    def __init__(self, folder):
        self.binaries = find_binaries()
        self.data = folder / "data"
        self.socket_folder = folder
        self.port = free_port()
        self.identity = {}
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
            self.identity = {"user": "postgres", "group": "postgres", "extra_groups": []}
        self.process = None

    def run(self, name, *arguments):
        command = [str(self.binaries / name), *arguments]
        subprocess.run(command, **self.identity, cwd=self.socket_folder, check=True, stdout=subprocess.DEVNULL)

    def start(self):
        self.run("initdb", "-D", str(self.data), "-U", "sto", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        command = [str(self.binaries / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        command += ["-k", str(self.socket_folder)]
        command += [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        log = (self.socket_folder / "log").open("wb")
        self.process = subprocess.Popen(
            command, **self.identity, cwd=self.socket_folder, stdout=log, stderr=log, start_new_session=True
        )
        for _ in range(300):
            if self.answers():
                return f"postgres://sto@127.0.0.1:{self.port}/postgres"
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        sys.exit("PostgreSQL start niet:\n" + (self.socket_folder / "log").read_text())

    def answers(self):
        probe = [str(self.binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(probe, check=False).returncode == 0

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.send_signal(signal.SIGQUIT)
                self.process.wait()


def run_beside_server(command):
    """Exit code of `command`; a signal to this process goes on to the command, once, before the server stops."""
    with tempfile.TemporaryDirectory(prefix="sto-postgres-") as folder:
        server = Server(Path(folder))
        child = None

        def pass_on(number, _frame):
            if child is None:
                raise SystemExit(128 + number)
            child.send_signal(number)

        signal.signal(signal.SIGTERM, pass_on)
        signal.signal(signal.SIGINT, pass_on)
        try:
            url = server.start()
            child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url}, start_new_session=True)
            return child.wait()
        finally:
            server.stop()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(run_beside_server(sys.argv[1:]))
