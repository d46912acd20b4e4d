"""The role of the running portal: it works with it, and cannot take a guard away."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from applications.models import Aanvraag
from sto_portal.sporen.actions import record
from sto_portal.sporen.models import Spoor
from sto_portal.sporen.rechten import give_rights
from tests.infra.databases import ROOT

URL = "postgres://sto_proef:geheim@localhost/sto"
FORBIDDEN = [
    "TRUNCATE sporen_spoor",
    "TRUNCATE applications_uitstel CASCADE",
    "UPDATE sporen_spoor SET wat = 'anders'",
    "DELETE FROM sporen_spoor",
    "ALTER TABLE applications_antwoord DISABLE TRIGGER USER",
    "DROP TRIGGER sporen_spoor_no_update ON sporen_spoor",
    "CREATE OR REPLACE FUNCTION frozen_part() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = 'replica'",
    "CREATE TRIGGER eigen BEFORE UPDATE ON applications_uitstel FOR EACH ROW EXECUTE FUNCTION frozen_part()",
    "DROP TABLE applications_uitstel",
    "CREATE TABLE eigen (id int)",
]


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def as_portal(twente):
    """The test goes on as the role of the running portal; on SQLite, which knows no roles, there is none."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
        execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        give_rights(connection, URL)
        execute("SET ROLE sto_proef")
    yield connection.vendor == "postgresql"
    if connection.vendor == "postgresql":
        execute("RESET ROLE")


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_running_portal_cannot_touch_what_guards_it(as_portal, statement):
    if as_portal:
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
            execute(statement)


def test_the_running_portal_reads_and_writes_and_checks(as_portal, twente, capsys):
    record(None, "look", twente)
    twente.naam = "Regio Anders"
    twente.save()

    call_command("check_integriteit", verbosity=0)

    assert (Spoor.objects.count(), Aanvraag.objects.count()) == (1, 0)
    assert "In orde" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["postgres://localhost/sto", "owner"])
def test_a_role_from_which_nothing_can_be_withheld_is_refused(db, settings, name):
    settings.APP_DATABASE_URL = name
    if connection.vendor == "sqlite":
        call_command("geef_rechten")
        return
    if name == "owner":
        settings.APP_DATABASE_URL = f"postgres://{connection.settings_dict['USER']}@localhost/sto"

    with pytest.raises(CommandError, match=r"^APP_DATABASE_URL: "):
        call_command("geef_rechten")


def test_tables_are_made_by_the_owner_who_gives_the_other_its_rights(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    as_owner = import_module("production").as_owner
    app, owner = "postgres://sto_app@h/p", "postgres://sto@h/p"

    given = as_owner({"DATABASE_URL": app, "OWNER_DATABASE_URL": owner})

    assert (given["DATABASE_URL"], given["APP_DATABASE_URL"]) == (owner, app)
    assert as_owner({"DATABASE_URL": "postgres://een@h/p"}) == {"DATABASE_URL": "postgres://een@h/p"}
