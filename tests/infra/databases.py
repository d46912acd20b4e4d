"""Test databases, made by copying one of two templates that each test run builds once.

`reference`: migrated, with the regeling, its questions and the beoordelingskader. `demo`: that with the demo data.
Every test database is a copy of the first, so a test with `db` finds the reference data; `own_database`,
`demo` and `demo_database` are for what a rollback cannot undo, or what needs the demo.
"""

import fcntl
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connections, transaction
from django.test import override_settings

from tests.infra.stores import PostgresStore, SqliteStore, copy_folder

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def locked(path):
    """One test process at a time."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@dataclass
class Database:
    """One test database with its own folder for files; `environ` makes other processes use it."""

    name: str
    store: SqliteStore | PostgresStore
    folder: Path
    extra: dict = field(default_factory=dict)

    @property
    def media(self):
        return self.folder / f"media-{self.name}"

    @property
    def environ(self):
        own = {"DATABASE_URL": self.store.url(self.name), "STORAGE_URL": f"file://{self.media}"}
        own |= {"STATIC_ROOT": str(self.folder / "static"), "PYTHONUNBUFFERED": "1"}
        return os.environ | own | self.extra

    def manage(self, *arguments):
        """What `manage.py ARGUMENTS` prints in a process of its own."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False)
        if done.returncode:
            raise AssertionError(f"manage.py {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def popen(self, *arguments, **options):
        """A running `manage.py ARGUMENTS`; whoever starts it ends it."""
        return subprocess.Popen([sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environ, **options)

    def copy(self, name, **extra):
        made = Database(name, self.store, self.folder, extra)
        self.store.copy(self.name, name)
        copy_folder(self.media, made.media)
        return made

    @contextmanager
    def connected(self, blocker):
        """The ORM of this process works on this database, and its files are those of this database."""
        default = connections.settings["default"]
        before = default["NAME"]
        with blocker.unblock(), override_settings(MEDIA_ROOT=str(self.media)):
            connections.close_all()
            default["NAME"] = self.store.setting(self.name)
            try:
                yield self
            finally:
                connections.close_all()
                default["NAME"] = before

    def drop(self):
        self.store.drop(self.name)


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory, worker_id):
    """The folder that all processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def store(run_folder, testrun_uid):
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        return PostgresStore(address, f"sto_{testrun_uid[:8]}")
    return SqliteStore(run_folder)


@pytest.fixture(scope="session")
def reference_template(run_folder, store):
    template = Database("reference", store, run_folder)
    with locked(run_folder / "reference.lock"):
        if not (run_folder / "reference.done").exists():
            store.create(template.name)
            template.media.mkdir(exist_ok=True)
            template.manage("migrate", "--verbosity", "0")
            template.manage("load_regeling")
            (run_folder / "reference.done").touch()
    return template


@pytest.fixture(scope="session")
def demo_template(run_folder, reference_template):
    template = Database("demo", reference_template.store, run_folder)
    with locked(run_folder / "demo.lock"):
        if not (run_folder / "demo.done").exists():
            reference_template.copy(template.name)
            template.manage("load_demo")
            (run_folder / "demo.done").touch()
    return template


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, reference_template, worker_id):
    """The database of tests with `db`: a copy of the reference template for each test process."""
    database = reference_template.copy(f"test_{worker_id}")
    with database.connected(django_db_blocker):
        django_db_blocker.block()
        yield
        django_db_blocker.restore()
    database.drop()


@pytest.fixture
def reference(db):
    """The regeling, its questions and the beoordelingskader: every test database has them."""


def refuse_db(request, name):
    if "db" in request.fixturenames:
        raise pytest.UsageError(f"{request.node.nodeid}: `{name}` brings its own database and excludes `db`.")


@pytest.fixture
def own_database(request, reference_template, django_test_environment, django_db_blocker, worker_id):
    """A database of this test alone, with reference data: for threads, worker processes and kills."""
    refuse_db(request, "own_database")
    database = reference_template.copy(f"own_{worker_id}")
    with database.connected(django_db_blocker):
        yield database
    database.drop()


@pytest.fixture
def demo_database(request, demo_template, django_test_environment, django_db_blocker, worker_id):
    """A database of this test alone, with the demo data."""
    refuse_db(request, "demo_database")
    database = demo_template.copy(f"owndemo_{worker_id}")
    with database.connected(django_db_blocker):
        yield database
    database.drop()


@pytest.fixture(scope="session")
def shared_demo(demo_template, django_test_environment, worker_id):
    database = demo_template.copy(f"shareddemo_{worker_id}")
    yield database
    database.drop()


@pytest.fixture
def demo(request, shared_demo, django_db_blocker):
    """The demo data, fast: what the test changes is rolled back. Stands in for `db`."""
    refuse_db(request, "demo")
    with shared_demo.connected(django_db_blocker):
        atomic = transaction.atomic()
        atomic._from_testcase = True
        with atomic:
            yield shared_demo
            transaction.set_rollback(True)
