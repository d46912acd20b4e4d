"""The parts of `make serve`: the servers it needs, the preparation, the processes of the portal."""

import hashlib
import os
import secrets
import subprocess
import sys
from pathlib import Path

import supervise
from servers import Postgres, Redis

ROOT = Path(__file__).resolve().parent.parent
START = str(ROOT / "scripts" / "start.sh")
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}


def count(name, default, most=8):
    """A whole number of the environment from 1 to `most`."""
    text = os.environ.get(name) or str(default)
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 0 < number <= most:
        sys.exit(f"{name}: verwacht een getal van 1 tot en met {most}.")
    return number


def state_folder():
    """Where `make serve` keeps its data: SERVE_FOLDER, else in this checkout, where PostgreSQL's user can come."""
    chosen = Path(os.environ.get("SERVE_FOLDER") or ROOT / ".cache" / "serve").resolve()
    chosen.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0 or postgres_may_enter(chosen):
        return chosen
    mark = hashlib.sha256(str(chosen).encode()).hexdigest()[:12]
    elsewhere = Path("/var/tmp") / f"sto-portaal-{mark}"
    elsewhere.mkdir(mode=0o755, exist_ok=True)
    return elsewhere


def postgres_may_enter(folder):
    probe = subprocess.run(["test", "-x", str(folder)], user="postgres", group="postgres", check=False)
    return probe.returncode == 0


def start_servers(environment):
    """(parts of the servers that had to be started, the environment of the portal)."""
    folder, parts = state_folder(), []
    if "DATABASE_URL" not in environment:
        server = Postgres(made(folder / "postgres"))
        owner = {"OWNER_DATABASE_URL": add_server(parts, server), "DATABASE_URL": server.app_url}
        environment = environment | owner
    if "CELERY_BROKER_URL" not in environment:
        environment = environment | {"CELERY_BROKER_URL": add_server(parts, Redis(made(folder / "redis")))}
    cache = environment["CELERY_BROKER_URL"].rpartition("/")[0] + "/1"
    defaults = {
        "CACHE_URL": cache,
        "STORAGE_URL": f"file://{made(folder / 'bestanden')}",
        "ANCHOR_URL": f"file://{folder / 'anker'}",
        "STATIC_ROOT": str(folder / "static"),
        "SECRET_KEY": secret_key(folder / "secret_key"),
        "LOG_FORMAT": "json",
    }
    return parts, defaults | environment | {"SERVE_FOLDER": str(folder)}


def made(folder):
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def add_server(parts, server):
    """Start the server, add its Part, and give its address."""
    url = server.start()
    parts.append(supervise.Part(server.name, server.begin, is_server=True, process=server.process))
    return url


def secret_key(path):
    """The key of this installation, made the first time."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def prepare(environment):
    """Migrate, load the regeling and collect static files; on this machine alone an empty database gets the demo.

    Whether the demo is in the database: DEMO=0 leaves it out.
    """
    environment = as_owner(environment)
    run([START, "migrate"], environment)
    manage = [sys.executable, "manage.py"]
    run([*manage, "collectstatic", "--no-input", "--verbosity", "0"], environment)
    hosts = set(environment.get("ALLOWED_HOSTS", "localhost").split(","))
    if environment.get("DEMO") == "0" or not hosts <= LOOPBACK:
        return False
    loaded = subprocess.run(
        [*manage, "load_demo"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if loaded.returncode:
        print("De demo is niet geladen:", loaded.stderr.strip().rpartition("\n")[2], flush=True)
    return loaded.returncode == 0


def as_owner(environment):
    """The environment in which tables are made: as OWNER_DATABASE_URL, which gives the portal's own role its rights."""
    if "OWNER_DATABASE_URL" not in environment:
        return environment
    urls = {"DATABASE_URL": environment["OWNER_DATABASE_URL"], "APP_DATABASE_URL": environment["DATABASE_URL"]}
    return environment | urls


def run(words, environment):
    if subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode:
        sys.exit(f"Gestopt: '{' '.join(map(os.path.basename, words[:2]))}' is niet gelukt.")


def portal_parts(ports, environment):
    """Web servers on these ports, Celery workers and beat; none of them knows the owner of the database."""
    environment = {name: value for name, value in environment.items() if name != "OWNER_DATABASE_URL"}
    workers = range(1, count("WORKERS", 1) + 1)
    named = [(f"Worker {number}", "worker", {"WORKER_NAME": f"worker{number}"}) for number in workers]
    named += [("Beat", "beat", {})]
    named += [(f"Web {port}", "web", {"BIND": f"127.0.0.1:{port}"}) for port in ports]
    return [
        supervise.command(name, [START, kind], environment=environment | own, folder=ROOT) for name, kind, own in named
    ]


def how_to_manage(environment):
    """How to run manage.py beside it: a file with the environment, readable for this user alone."""
    path = Path(environment["SERVE_FOLDER"]) / "omgeving"
    names = (
        "DATABASE_URL",
        "OWNER_DATABASE_URL",
        "CELERY_BROKER_URL",
        "CACHE_URL",
        "STORAGE_URL",
        "ANCHOR_URL",
        "SECRET_KEY",
        "SITE_URL",
    )
    path.touch(mode=0o600)
    path.write_text("".join(f"export {name}='{environment[name]}'\n" for name in names if name in environment))
    return f"Een opdracht ernaast: (. {os.path.relpath(path)} && .venv/bin/python manage.py …)\n"
