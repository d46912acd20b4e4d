"""A portal with everything that is kept, its backup, and empty portals in which that is put back."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from shutil import rmtree

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sto_portal.accounts.models import Sessie
from sto_portal.bestanden.actions import store as store_file
from sto_portal.outbox.actions import send_mail_later
from sto_portal.reservekopie.maken import make_backup
from tests.applications.plans import filed_aanvraag
from tests.assessment.cases import make_advised, make_sent
from tests.cast import join
from tests.factories import RegioFactory, UserFactory
from tests.infra.databases import Database


def fill():
    """A plan that was filed, a decision that was sent with its letter, files and mail."""
    regio = RegioFactory(nummer="STO90001", naam="Regio Twente (test)")
    anna = UserFactory(naam="Anna", email="anna@example.nl")
    join(anna, regio, "penvoerder")
    filed_aanvraag(anna, regio=regio)
    drafter, approver = UserFactory(rol="behandelaar"), UserFactory(rol="tekenbevoegde")
    make_sent(make_advised(RegioFactory()), drafter=drafter, approver=approver)
    for number in range(3):
        store_file(f"%PDF-1.7 bijlage {number}".encode(), name=f"bijlage{number}.pdf", kind="antwoord", by=anna)
    send_mail_later(to=anna.email, subject="Uw aanvraag", text="Welkom", key="kopie:1")


@dataclass
class Gelukt:
    """How a command ended and what it said."""

    code: int
    said: str
    fault: str = ""


def run(name, *arguments):
    """Run a command of manage.py in this process."""
    said = StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=said, stderr=said)
    except CommandError as error:
        return Gelukt(error.returncode, said.getvalue(), str(error))
    return Gelukt(0, said.getvalue())


@dataclass
class Machines:
    """Makes portals beside that of a test: empty ones and copies."""

    template: Database
    blocker: object
    made: list = field(default_factory=list)

    def empty(self):
        """A portal with an empty database and without a folder for its files."""
        name = f"leeg{len(self.made)}_{self.template.name}"
        machine = Database(name, self.template.store, self.template.folder)
        machine.drop()
        rmtree(machine.media, ignore_errors=True)
        if "postgres" in machine.environ["DATABASE_URL"]:
            machine.store.create(name)
        self.made.append(machine)
        return machine

    @contextmanager
    def at(self, machine):
        with machine.connected(self.blocker):
            yield machine

    def drop(self):
        for machine in self.made:
            machine.drop()
        self.made.clear()


@pytest.fixture(scope="module")
def filled(reference_template, django_test_environment, django_db_blocker, worker_id):
    """A portal with everything that is kept."""
    database = reference_template.copy(f"kopie_{worker_id}")
    with database.connected(django_db_blocker):
        fill()
    yield database
    database.drop()


@pytest.fixture(scope="module")
def backup(filled, django_db_blocker, tmp_path_factory):
    """The path of its backup."""
    path = tmp_path_factory.mktemp("kopie") / "portaal.sto"
    with filled.connected(django_db_blocker):
        make_backup(path)
    return path


@pytest.fixture
def machines(filled, django_db_blocker):
    made = Machines(filled, django_db_blocker)
    yield made
    made.drop()


@pytest.fixture
def empty(machines):
    """The ORM of this test works on an empty portal."""
    with machines.at(machines.empty()) as machine:
        yield machine


def tables():
    """{table: rows} of the database in which this test is."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if name != Sessie._meta.db_table]
        found = {}
        for name in names:
            cursor.execute(f"SELECT COUNT(*) FROM {name}")
            found[name] = cursor.fetchone()[0]
    return found


def files(machine):
    """{place: content} of what is stored."""
    folder = Path(machine.media)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
