#!/usr/bin/env python3
"""Serve the portal with a worker beside it on 127.0.0.1:$PORT: serve.py demo|run.

`demo` is the production server with the demo data; `run` is Django's own server, which restarts after a change.
What is already in place is not done again: a stamp holds the checksum of everything the database is made from.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMP = ROOT / ".cache" / "demo.stamp"
SOURCES = ("sto_portal", "regions", "applications", "assessment", "monitoring", "fixtures", "static", "requirements")
START_SECONDS = 60
STOP_SECONDS = 15


def fingerprint(environment):
    """Checksum of the code, the fixtures and the choice of database and storage."""
    digest = hashlib.sha256()
    for name in ("DATABASE_URL", "STORAGE_URL", "STATIC_ROOT"):
        digest.update(f"{name}={environment.get(name, '')}\n".encode())
    for source in SOURCES:
        for path in sorted((ROOT / source).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def database_present(environment):
    return "DATABASE_URL" in environment or (ROOT / "db.sqlite3").exists()


def manage(environment, *arguments):
    command = [sys.executable, "manage.py", *arguments]
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(f"Gestopt: 'manage.py {arguments[0]}' is niet gelukt.")


def prepare(environment):
    """Migrate, load the demo and collect the static files, unless nothing changed since the last time."""
    wanted = fingerprint(environment)
    if STAMP.exists() and STAMP.read_text() == wanted and database_present(environment):
        return
    print("De database en de demo klaarzetten (de eerste keer duurt dit enkele minuten)", flush=True)
    manage(environment, "migrate", "--verbosity", "0")
    manage(environment, "load_demo")
    manage(environment, "collectstatic", "--no-input", "--verbosity", "0")
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(wanted)


def commands(kind, port):
    """What runs side by side: the web server and the worker."""
    manage_py = [sys.executable, "manage.py"]
    if kind == "run":
        return [[*manage_py, "runserver", f"127.0.0.1:{port}"], [*manage_py, "worker"]]
    gunicorn = [sys.executable, "-m", "gunicorn", "sto_portal.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    options = ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    return [gunicorn + options, [*manage_py, "worker"]]


def wait_until_served(address, processes):
    for _ in range(START_SECONDS * 10):
        if any(process.poll() is not None for process in processes):
            sys.exit("Het portaal stopte tijdens het starten; de melding staat hierboven.")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"Het portaal antwoordt niet binnen {START_SECONDS} seconden op {address}.")


def stop(processes):
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def announce(address):
    print(
        f"""
Het STO-portaal staat klaar: {address}
Inloggen kan met wachtwoord 'demo' als:
  penvoerder@example.nl      schrijft en dient in, heeft een concept in de open ronde
  medeauteur@example.nl      schrijft mee
  beoordelaar1@example.nl    beoordeelt (beoordelaar1 tot en met beoordelaar6)
  voorzitter@example.nl      schrijft het advies van de commissie
  behandelaar@example.nl     behandelt aanvragen en stelt het besluit op
  coordinator@example.nl     wijst beoordelaars toe
  tekenbevoegde@example.nl   geeft akkoord en verzendt het besluit
  onderzoeker@example.nl     leest de tabellen
  beheerder@example.nl       geeft mensen hun rol
Stoppen: Ctrl-C.
""",
        flush=True,
    )


def serve(kind, port):
    address = f"http://127.0.0.1:{port}/"
    environment = {"SITE_URL": address.rstrip("/")} | os.environ
    if kind == "run":
        environment = {"DEBUG": "true"} | environment
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            sys.exit(f"Poort {port} is al in gebruik; kies een andere, bijvoorbeeld: make {kind} PORT={port + 1}")
    prepare(environment)
    processes = []
    try:
        for command in commands(kind, port):
            processes.append(subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True))
        wait_until_served(address, processes)
        announce(address)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        sys.exit("Het portaal is gestopt omdat een onderdeel stopte; de melding staat hierboven.")
    finally:
        stop(processes)


def read_port():
    try:
        port = int(os.environ.get("PORT", "8000"))
    except ValueError:
        port = 0
    if not 0 < port < 65536:
        sys.exit("PORT: verwacht een getal van 1 tot en met 65535.")
    return port


def interrupt(_number, _frame):
    print("\nHet portaal stopt.", flush=True)
    raise SystemExit(0)


if __name__ == "__main__":
    if sys.argv[1:] not in (["demo"], ["run"]):
        sys.exit(__doc__)
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    serve(sys.argv[1], read_port())
