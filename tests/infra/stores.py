"""Where test databases live: files on SQLite, databases beside each other on PostgreSQL. Both copy a template."""

import shutil
import sqlite3
from contextlib import closing
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql


class SqliteStore:
    """One file per database in `folder`, which all test processes share."""

    def __init__(self, folder):
        self.folder = folder

    def setting(self, name):
        """What DATABASES["default"]["NAME"] is for the database `name`."""
        return str(self.folder / f"{name}.sqlite3")

    def url(self, name):
        return f"sqlite:///{self.setting(name)}"

    def create(self, name):
        self.drop(name)

    def copy(self, template, name):
        self.drop(name)
        with (
            closing(sqlite3.connect(self.setting(template))) as source,
            closing(sqlite3.connect(self.setting(name))) as target,
        ):
            source.backup(target)

    def drop(self, name):
        for path in self.folder.glob(f"{name}.sqlite3*"):
            path.unlink()


class PostgresStore:
    """One database each in the server of `address`; `prefix` keeps test runs on one server apart."""

    def __init__(self, address, prefix):
        self.address = urlsplit(address)
        self.prefix = prefix

    def setting(self, name):
        return f"{self.prefix}_{name}"

    def url(self, name):
        return urlunsplit(self.address._replace(path=f"/{self.setting(name)}"))

    def create(self, name):
        self.drop(name)
        self.execute("CREATE DATABASE {}", self.setting(name))

    def copy(self, template, name):
        self.drop(name)
        self.execute("CREATE DATABASE {} TEMPLATE {}", self.setting(name), self.setting(template))

    def drop(self, name):
        self.execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.setting(name))

    def execute(self, statement, *names):
        with closing(psycopg2.connect(urlunsplit(self.address))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def copy_folder(source, target):
    """The files that belong to a database, beside its copy."""
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, target)
    else:
        target.mkdir(parents=True)
