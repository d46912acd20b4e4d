"""Triggers by which the database itself refuses to change or remove a spoor.

SQLite rebuilds a table when a column changes and loses its triggers: a later migration of Spoor calls
`remove` before and `install` after.
"""

TABLE = "sporen_spoor"
REFUSED = {"update": "een spoor verandert niet", "delete": "een spoor verdwijnt niet"}


def install(_apps, schema_editor):
    """Make the triggers, in the words of the database at hand."""
    for statement in STATEMENTS[schema_editor.connection.vendor]():
        schema_editor.execute(statement)


def remove(_apps, schema_editor):
    """Take the triggers away again."""
    on_table = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    for verb in REFUSED:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}{on_table}")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {TABLE}_refuse()")


def _sqlite():
    for verb, reason in REFUSED.items():
        yield (
            f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
        )


def _postgresql():
    yield (
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for verb, reason in REFUSED.items():
        yield (
            f"CREATE TRIGGER {TABLE}_no_{verb} BEFORE {verb.upper()} ON {TABLE} "
            f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse('{reason}')"
        )


STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}
