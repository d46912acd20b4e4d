"""The database, read from DATABASE_URL, and how long each kind of process waits for it.

A page that waits holds a thread of the web server: enough of them stop a whole process. A worker may take longer, and
what is started by hand (migrate, backup, check_integriteit) as long as it needs.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from sto_portal.environment import env, read, read_like, read_number

WEB, WORKER = "web", "worker"
KINDS = f"(|{WEB}|{WORKER})"
CONNECTING = {"connect_timeout": 5, "tcp_user_timeout": 15_000}  # seconds, milliseconds
SQLITE_SECONDS, SQLITE_LOCKS = 30, 3


@dataclass(frozen=True)
class Waits:
    """Seconds for one statement, for a lock, and for a transaction in which nothing is asked."""

    statement: float
    lock: float
    idle: float


def read_database(name, default):
    """The `default` of DATABASES for the address in the environment's `name`, with the waits of this PROCES."""
    database = read(name, env.db_url, default)
    waits = read_waits(read_like("PROCES", KINDS, kind_of(sys.argv), WEB))
    engine = database.get("ENGINE")
    if engine == "django.db.backends.sqlite3":
        return database | {"OPTIONS": sqlite_options(waits)}
    if engine == "django.db.backends.postgresql":
        kept = {"CONN_MAX_AGE": 60} | database | {"CONN_HEALTH_CHECKS": True}
        return kept | {"OPTIONS": postgresql_options(waits, database.get("OPTIONS", {}))}
    raise ImproperlyConfigured(f"{name}: gebruik sqlite:///… of postgres://…")


def kind_of(words):
    """WEB or WORKER by the command line with which a process began; '' for any other."""
    if "gunicorn" in Path(words[0]).parts[-2:]:  # also as python -m gunicorn
        return WEB
    return WORKER if "worker" in words[1:] else ""


def read_waits(kind):
    """The Waits of a kind of process; None for one that takes as long as it needs."""
    if kind == WEB:
        return Waits(
            read_number("WEB_STATEMENT_SECONDS", env.float, 20),
            read_number("WEB_LOCK_SECONDS", env.float, 5),
            read_number("WEB_IDLE_SECONDS", env.float, 60),
        )
    if kind == WORKER:
        return Waits(
            read_number("WORKER_STATEMENT_SECONDS", env.float, 10 * 60),
            read_number("WORKER_LOCK_SECONDS", env.float, 60),
            read_number("WORKER_IDLE_SECONDS", env.float, 30 * 60),
        )
    return None


def postgresql_options(waits, own):
    """OPTIONS for PostgreSQL; `own` are those of the address, which go first."""
    if waits is None:
        return CONNECTING | own
    limits = {
        "statement_timeout": waits.statement,
        "lock_timeout": waits.lock,
        "idle_in_transaction_session_timeout": waits.idle,
    }
    words = [f"-c {setting}={round(seconds * 1000)}" for setting, seconds in limits.items()]
    return CONNECTING | own | {"options": " ".join([*words, own.get("options", "")]).strip()}


def sqlite_options(waits):
    """OPTIONS for SQLite, where everyone who writes waits for one lock, and so somewhat longer."""
    return {
        "timeout": min(SQLITE_LOCKS * waits.lock, SQLITE_SECONDS) if waits else SQLITE_SECONDS,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
