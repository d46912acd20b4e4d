"""The database at one moment: a dump of it, and what is asked of it, see the same rows while others go on writing."""

import errno
import os
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from sto_portal.reservekopie.fouten import FULL_WORDS, BackupError, one_line
from sto_portal.reservekopie.programma import PIECE, find_program, running

BEGIN = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)
STORED = "SELECT pad, MIN(sha256) FROM bestanden_bestand GROUP BY pad ORDER BY pad"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
END = "SELECT nummer, hash FROM sporen_ketting"
TABLES = {
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
}


def sessions():
    """The table of the sessions, which is in no dump: who has a backup could go on as whoever was signed in."""
    return import_module(settings.SESSION_ENGINE).SessionStore.get_model_class()._meta.db_table


class Momentopname:
    """What one moment of the database holds; `cursor` sees that moment only, and so does who `stream` opens.

    `stream` gives a cursor that does not fetch all its rows at once.
    """

    def __init__(self, vendor, version, cursor, stream):
        self.vendor, self.version, self.cursor, self.stream = vendor, version, cursor, stream

    def ask(self, question):
        self.cursor.execute(question)
        return self.cursor.fetchall()

    def migraties(self):
        return [f"{app}.{name}" for app, name in self.ask(MIGRATIONS)]

    def aantallen(self):
        """{table: rows} of every table that is in the dump."""
        tables = [name for (name,) in self.ask(TABLES[self.vendor]) if name != sessions()]
        return {name: self.ask(" ".join(["SELECT COUNT(*) FROM", name]))[0][0] for name in tables}

    def sporen(self):
        """The number and the hash of the last spoor."""
        return next(({"nummer": nummer, "hash": found} for nummer, found in self.ask(END)), {})

    def stored(self):
        """(Place, SHA-256) of all content that a Bestand has, in order of place; not all in memory at once."""
        with closing(self.stream()) as cursor:
            cursor.execute(STORED)
            while rows := cursor.fetchmany(500):
                yield from rows


@contextmanager
def take_snapshot(target):
    """Dump the database to the open file `target` without its sessions; the Momentopname of what was dumped."""
    take = {"postgresql": of_postgresql, "sqlite": of_sqlite}[connection.vendor]
    with take(target) as momentopname:
        yield momentopname


@contextmanager
def of_postgresql(target):
    """By pg_dump, in a transaction of which both see the same snapshot."""
    own = connection.copy()
    try:
        own.set_autocommit(False)
        with own.cursor() as cursor:
            for statement in BEGIN:
                cursor.execute(statement)
            cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
            snapshot, version = cursor.fetchone()
            dump(own, snapshot, target)
            yield Momentopname(own.vendor, version, cursor, own.chunked_cursor)
    except Error as error:
        raise BackupError(f"De database is niet te lezen ({one_line(error)}). Controleer DATABASE_URL.") from error
    finally:
        own.close()


def dump(own, snapshot, target):
    """Write what pg_dump says of this snapshot to `target`, piece by piece."""
    words = [find_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    words += [f"--exclude-table-data={sessions()}", f"--dbname={own.settings_dict['NAME']}"]
    with running(words, address_of(own), stdout=subprocess.PIPE) as process:
        while piece := process.stdout.read(PIECE):
            target.write(piece)


def address_of(own):
    """The environment in which programs of PostgreSQL find this database; no password stands in `ps`."""
    chosen = own.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {name: str(chosen[key]) for name, key in names.items() if chosen.get(key)}
    _words, more = own.client.settings_to_cmd_args_env(chosen, [])
    return os.environ | (more or {}) | given


@contextmanager
def of_sqlite(target):
    """By SQLite's own backup, which writers do not wait for."""
    source_url = f"{Path(connection.settings_dict['NAME']).resolve().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(source_url, uri=True)) as source, closing(sqlite3.connect(target.name)) as own:
            source.backup(own)
            own.execute("PRAGMA journal_mode = DELETE")
            own.execute("PRAGMA secure_delete = ON")
            own.execute(" ".join(["DELETE FROM", sessions()]))
            own.commit()
            yield Momentopname("sqlite", sqlite3.sqlite_version, own.cursor(), own.cursor)
    except sqlite3.Error as error:
        if FULL_WORDS.search(str(error)):
            raise OSError(errno.ENOSPC, str(error)) from error
        raise BackupError(
            f"De database {source_url} is niet te lezen ({one_line(error)}). Controleer DATABASE_URL."
        ) from error
