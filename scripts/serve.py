#!/usr/bin/env python3
"""Run the portal on this machine: serve.py demo|run|serve.

`demo` is the web server and a worker with the demo data, on SQLite; `run` is Django's own server, which restarts
after a change. `serve` is the shape of production: PostgreSQL and Redis (those of DATABASE_URL and CELERY_BROKER_URL,
else its own with their data in SERVE_FOLDER), WEB web servers from $PORT on, WORKERS Celery workers, and beat.
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

import production
import supervise

ROOT = Path(__file__).resolve().parent.parent
STAMP = ROOT / ".cache" / "demo.stamp"
SOURCES = ("sto_portal", "regions", "applications", "assessment", "monitoring", "fixtures", "static", "requirements")
START_SECONDS = 60


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
    words = [sys.executable, "manage.py", *arguments]
    if subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(f"Gestopt: 'manage.py {arguments[0]}' is niet gelukt.")


def prepare_demo(environment):
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


def demo_parts(kind, port, environment):
    """The web server and the worker of `demo` and `run`: when one stops, all stop."""
    manage_py = [sys.executable, "manage.py"]
    web = ["scripts/start.sh", "web"]
    if kind == "run":
        web = [*manage_py, "runserver", f"127.0.0.1:{port}"]
    own = environment | {"BIND": f"127.0.0.1:{port}"}
    commands = {"De webserver": web, "De worker": [*manage_py, "worker"]}
    return [
        supervise.command(name, words, environment=own, folder=ROOT, restart=False) for name, words in commands.items()
    ]


def wait_until_served(address, parts):
    for _ in range(START_SECONDS * 10):
        if any(part.gives_up and not part.runs for part in parts):
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


ACCOUNTS = """Inloggen kan met wachtwoord 'demo' als:
  penvoerder@example.nl      schrijft en dient in, heeft een concept in de open ronde
  medeauteur@example.nl      schrijft mee
  aanmelder@example.nl       meldt een nieuwe regio aan
  beoordelaar1@example.nl    beoordeelt (beoordelaar1 tot en met beoordelaar6)
  voorzitter@example.nl      schrijft het advies van de commissie
  behandelaar@example.nl     behandelt aanvragen en stelt het besluit op
  coordinator@example.nl     wijst beoordelaars toe, kiest uit de aangemelde regio's
  tekenbevoegde@example.nl   geeft akkoord en verzendt het besluit
  onderzoeker@example.nl     leest de tabellen
  beheerder@example.nl       geeft mensen hun rol
"""


def announce(addresses, *, has_demo, more=""):
    print(f"\nHet STO-portaal staat klaar: {' en '.join(addresses)}", flush=True)
    print((ACCOUNTS if has_demo else "") + more + "Stoppen: Ctrl-C.\n", flush=True)


def refuse_busy_ports(kind, ports):
    for port in ports:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                sys.exit(f"Poort {port} is al in gebruik; kies een andere, bijvoorbeeld: make {kind} PORT={port + 1}")


def serve(kind, port):
    """Serve the demo, or the portal for who works on it, until someone stops it."""
    address = f"http://127.0.0.1:{port}/"
    quiet = {"LOG_LEVEL": "WARNING"}  # the demo is looked at in a browser, not in the log
    defaults = {"DEBUG": "true"} if kind == "run" else quiet
    environment = {"SITE_URL": address.rstrip("/")} | defaults | os.environ
    refuse_busy_ports(kind, [port])
    prepare_demo(environment)
    run_parts(demo_parts(kind, port, environment), [address], has_demo=True)


def serve_production(port):
    """Serve the shape of production until someone stops it."""
    ports = range(port, port + production.count("WEB", 1))
    refuse_busy_ports("serve", ports)
    addresses = [f"http://127.0.0.1:{each}/" for each in ports]
    environment = {"SITE_URL": addresses[0].rstrip("/")} | os.environ
    servers, environment = production.start_servers(environment)
    try:
        has_demo = production.prepare(environment)
    except BaseException:
        supervise.stop(servers)
        raise
    parts = production.portal_parts(ports, environment)
    run_parts(parts, addresses, servers=servers, has_demo=has_demo, more=production.how_to_manage(environment))


def run_parts(parts, addresses, *, servers=(), has_demo, more=""):
    try:
        for part in parts:
            part.start()
        for address in addresses:
            wait_until_served(address, parts)
        announce(addresses, has_demo=has_demo, more=more)
        name = supervise.watch([*servers, *parts])
        sys.exit(f"Het portaal is gestopt omdat een onderdeel stopte: {name}. De melding staat hierboven.")
    finally:
        supervise.stop([*servers, *parts])


def interrupt(_number, _frame):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    print("\nHet portaal stopt.", flush=True)
    raise SystemExit(0)


if __name__ == "__main__":
    if sys.argv[1:] not in (["demo"], ["run"], ["serve"]):
        sys.exit(__doc__)
    signal.signal(signal.SIGINT, interrupt)
    signal.signal(signal.SIGTERM, interrupt)
    if sys.argv[1] == "serve":
        serve_production(production.count("PORT", 8000, 65535))
    else:
        serve(sys.argv[1], production.count("PORT", 8000, 65535))
