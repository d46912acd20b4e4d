"""The database and the storage into which a backup is put back, and what keeps them from being that."""

import os
import sqlite3
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import ProgrammingError, connection, connections
from django.db.migrations.loader import MigrationLoader

from sto_portal.bestanden.integrity import digest_at
from sto_portal.reservekopie.fouten import BackupError, one_line
from sto_portal.reservekopie.momentopname import address_of
from sto_portal.reservekopie.programma import PIECE, find_program, running

OTHERS = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
MAY_CREATE = "SELECT has_schema_privilege('public', 'CREATE')"
NOT_OWNER = "Zet een reservekopie terug als eigenaar van de database: zijn adres hoort in DATABASE_URL."
IN_USE = "De database is in gebruik door {count} andere verbindingen. Stop eerst web, worker en beat, en begin opnieuw."
PROBES = "gezondheid"  # where the health page writes and removes a file


class Postgresql:
    """An empty database, or one that is emptied; a dump is in it whole or not at all."""

    def check(self, *, replace):
        """Raise BackupError where this role cannot put a dump back here, or others are at work in it."""
        if not ask(MAY_CREATE):
            raise BackupError(NOT_OWNER)
        if replace and (count := ask(OTHERS)):
            raise BackupError(IN_USE.format(count=count))

    def load(self, dump, *, replace):
        """Put the dump (open for reading) into the database; what was there is gone where `replace` is True."""
        if replace:
            empty_schema()
        words = [find_program("pg_restore"), "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"]
        words.append(f"--dbname={connection.settings_dict['NAME']}")
        connection.close()
        process = running(words, address_of(connection), stdin=subprocess.PIPE)
        with process as started, suppress(BrokenPipeError), started.stdin:  # where it stops early, it says why
            while piece := dump.read(PIECE):
                started.stdin.write(piece)


def empty_schema():
    """Remove every table, function and collation of the portal."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    except ProgrammingError as error:
        raise BackupError(f"{NOT_OWNER} ({one_line(error)})") from error


class Sqlite:
    """The file of the database, which is put in place whole."""

    def check(self, *, replace):
        """Nothing keeps this user from writing a file but the system, which says so itself."""

    def load(self, dump, *, replace):
        place = Path(connection.settings_dict["NAME"])
        beside = place.with_name(f".{place.name}.{uuid4().hex}.half")
        try:
            with beside.open("wb") as file:
                while piece := dump.read(PIECE):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            with closing(sqlite3.connect(beside)) as own:
                own.execute("PRAGMA quick_check").fetchall()
            connections.close_all()
            for rest in ("-wal", "-shm"):
                place.with_name(place.name + rest).unlink(missing_ok=True)
            beside.replace(place)
        except sqlite3.DatabaseError as error:
            raise BackupError(f"De database in de reservekopie is niet te openen ({one_line(error)}).") from error
        finally:
            beside.unlink(missing_ok=True)


DOELEN = {"postgresql": Postgresql, "sqlite": Sqlite}


def ask(question):
    """The one value that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def has_tables():
    """Whether something is in the database already."""
    return bool(connection.introspection.table_names())


def has_files(folder=""):
    """Whether something is in the storage already; it stops at the first file."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return False
    return bool(files) or any(has_files(f"{folder}/{name}".strip("/")) for name in folders if name != PROBES)


def newer_migrations(migraties):
    """Those of `migraties` ('app.name') that this version of the portal does not have."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return [name for name in migraties if name not in known]


def is_behind():
    """Whether the database lacks migrations that this version has."""
    loader = MigrationLoader(connection)
    return bool(set(loader.graph.nodes) - set(loader.applied_migrations))


def put_back(pad, content, sha256):
    """Store `content` (open for reading) at `pad`, unless it is there whole already."""
    if default_storage.exists(pad):
        if digest_at(pad) == sha256:
            return
        default_storage.delete(pad)
    kept = default_storage.save(pad, File(content, name=pad))
    if kept != pad:
        raise BackupError(f"Het bestand {pad} is niet op zijn plaats gekomen. Stop het portaal en begin opnieuw.")
