"""Triggers: rules that the database itself keeps, made from lists, and looked at whether they still stand as made.

Django rebuilds a table on SQLite when a column changes, which loses its triggers: they are dropped before every
`migrate` and made again after it. TRUNCATE, which fires no trigger of a row, is refused on each of their tables.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

TRUNCATE = "truncate"
TRUNCATE_REFUSAL = "Een tabel met vastgelegde gegevens wordt niet geleegd."
REFUSE = """
BEGIN
    RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
END """
REFUSE_WHERE = """
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END """
EQUALS = {"postgresql": "IS NOT DISTINCT FROM", "sqlite": "IS"}
FIND = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s ESCAPE '!'",
    "postgresql": (
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE %s ESCAPE '!'"
    ),
}
FUNCTIONS = (
    "SELECT oid::regprocedure::text FROM pg_proc WHERE proname LIKE %s ESCAPE '!' AND prorettype = 'trigger'::regtype"
)


@dataclass(frozen=True)
class Trigger:
    """A write of kind `verb` on `table` that is refused with `refusal` where the SQL `condition` holds.

    `body` is its function on PostgreSQL, made from the condition where it is empty; triggers with the same `function`
    (else their own name) share one.
    """

    name: str
    table: str
    verb: str
    refusal: str
    condition: str = "1 = 1"
    function: str = ""
    body: str = ""

    @property
    def function_name(self):
        return self.function or self.name

    @property
    def function_body(self):
        if self.verb == TRUNCATE:
            return REFUSE.format(refusal=self.refusal)
        return self.body or REFUSE_WHERE.format(condition=self.condition, refusal=self.refusal)


@dataclass(frozen=True)
class Wacht:
    """The triggers whose names begin with `prefix`; `make(connection)` lists them. None without all of `needs`."""

    prefix: str
    needs: frozenset
    make: Callable

    def triggers(self, connection):
        """Every Trigger that this database should have, one on TRUNCATE of each table included where that exists."""
        with connection.cursor() as cursor:
            present = set(connection.introspection.table_names(cursor))
        if not self.needs <= present:
            return []
        triggers = [trigger for trigger in self.make(connection) if trigger.table in present]
        if connection.vendor != "postgresql":
            return triggers
        tables = sorted({trigger.table for trigger in triggers})
        return triggers + [self.against_truncate(table) for table in tables]

    def against_truncate(self, table):
        function = f"{self.prefix}{TRUNCATE}"
        return Trigger(f"{self.prefix}{table}_{TRUNCATE}"[:63], table, TRUNCATE, TRUNCATE_REFUSAL, function=function)

    def install(self, connection):
        """Make the triggers in this database, those that are there anew."""
        triggers = self.triggers(connection)
        if not triggers:
            return
        self.remove(connection)
        with connection.cursor() as cursor:
            for statement in STATEMENTS[connection.vendor](triggers):
                cursor.execute(statement)

    def remove(self, connection):
        """Take the triggers away, so that a migration can change the tables."""
        is_postgresql = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            for name, table in self.installed(connection):
                on_table = f" ON {table}" if is_postgresql else ""
                cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}{on_table}")
            if is_postgresql:
                cursor.execute(FUNCTIONS, [self.pattern])
                for (signature,) in cursor.fetchall():
                    cursor.execute(f"DROP FUNCTION {signature} CASCADE")

    @property
    def pattern(self):
        """For LIKE: every name that begins with the prefix."""
        return self.prefix.replace("_", "!_") + "%"

    def installed(self, connection):
        """(Name, table) of the triggers that are in this database now."""
        with connection.cursor() as cursor:
            cursor.execute(FIND[connection.vendor], [self.pattern])
            return cursor.fetchall()

    def connect(self, app):
        """Have every `migrate` take the triggers away before, and make them again after; `app` is an AppConfig."""

        def before(using, **_kwargs):
            self.remove(connections[using])

        def after(using, **_kwargs):
            self.install(connections[using])

        pre_migrate.connect(before, sender=app, weak=False)
        post_migrate.connect(after, sender=app, weak=False)


def postgresql_statements(triggers):
    for name, body in {trigger.function_name: trigger.function_body for trigger in triggers}.items():
        yield f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
    for trigger in triggers:
        level = "STATEMENT" if trigger.verb == TRUNCATE else "ROW"
        yield (
            f"CREATE TRIGGER {trigger.name} BEFORE {trigger.verb} ON {trigger.table} "
            f"FOR EACH {level} EXECUTE FUNCTION {trigger.function_name}()"
        )


def sqlite_statements(triggers):
    for trigger in triggers:
        yield (
            f"CREATE TRIGGER {trigger.name} BEFORE {trigger.verb} ON {trigger.table} "
            f"WHEN {trigger.condition} BEGIN SELECT RAISE(ABORT, '{trigger.refusal}'); END"
        )


STATEMENTS = {"postgresql": postgresql_statements, "sqlite": sqlite_statements}
