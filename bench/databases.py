"""The databases of a bench run: a demo of each size is made once, each subject gets a copy of its own."""

import csv
import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings
from django.db import connections
from django.test import override_settings
from psycopg2 import sql

from bench.omgeving import ROOT

STANDAARD = 78
DEMOREGIOS = ROOT / "fixtures" / "demoregios.csv"


@dataclass(frozen=True)
class Database:
    """One database with the files that belong to it; `environ` makes other processes use it."""

    url: str
    media: Path

    @property
    def name(self):
        return urlsplit(self.url).path.removeprefix("/")

    @property
    def environ(self):
        return os.environ | {"DATABASE_URL": self.url, "STORAGE_URL": f"file://{self.media}"}

    def manage(self, *arguments):
        """Run `manage.py ARGUMENTS` on this database; what it prints is not of interest."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=ROOT, env=self.environ, check=True, stdout=subprocess.DEVNULL)

    @contextmanager
    def connected(self):
        """The ORM of this process works on this database, and its files are those of this database."""
        default = connections.settings["default"]
        before = default["NAME"]
        connections.close_all()
        default["NAME"] = self.name
        try:
            with override_settings(MEDIA_ROOT=str(self.media)):
                yield self
        finally:
            connections.close_all()
            default["NAME"] = before


@dataclass
class Server:
    """The PostgreSQL at `address`; makes each size of demo once, and drops everything at the end."""

    address: str
    made: dict = field(default_factory=dict)

    def database(self, name):
        own = f"bench_{os.getpid()}_{name}"
        return Database(
            urlunsplit(urlsplit(self.address)._replace(path=f"/{own}")), Path(settings.MEDIA_ROOT).with_name(own)
        )

    def demo(self, regios):
        """The template with the demo of so many regions."""
        if regios not in self.made:
            database = self.copy(self.migrated(), f"demo_{regios}")
            database.manage("load_demo", *self.arguments(database, regios))
            self.execute("VACUUM ANALYZE", at=database.url)
            self.made[regios] = database
        return self.made[regios]

    def arguments(self, database, regios):
        """What `load_demo` needs for this size: nothing, so many times the 78, or a file with fewer of them."""
        if regios % STANDAARD == 0:
            return () if regios == STANDAARD else ("--maal", str(regios // STANDAARD))
        with DEMOREGIOS.open(encoding="utf-8", newline="") as source:
            rows = list(csv.reader(source))[: regios + 1]
        path = database.media / "regios.csv"
        with path.open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows(rows)
        return ("--regios", str(path))

    def migrated(self):
        if 0 not in self.made:
            database = self.database("leeg")
            self.execute("CREATE DATABASE {}", database.name)
            database.media.mkdir(parents=True)
            database.manage("migrate", "--verbosity", "0")
            self.made[0] = database
        return self.made[0]

    def copy(self, template, name):
        database = self.database(name)
        self.drop(database)
        self.execute("CREATE DATABASE {} TEMPLATE {}", database.name, template.name)
        shutil.copytree(template.media, database.media, dirs_exist_ok=True)
        return database

    def drop(self, database):
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", database.name)
        shutil.rmtree(database.media, ignore_errors=True)

    def drop_all(self):
        for database in self.made.values():
            self.drop(database)
        self.made.clear()

    def execute(self, statement, *names, at=None):
        with closing(psycopg2.connect(at or self.address)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
