"""What a database need not do while the demo is multiplied."""

from contextlib import contextmanager

from django.db import connection

# The ends of all indexes fit in memory.
SQLITE = {"cache_size": "-400000"}
# Rows are found by their key although the statistics know the original alone; texts get the fastest compression.
POSTGRESQL = {"enable_seqscan": "off", "jit": "off", "default_toast_compression": "lz4"}
# No foreign keys and no triggers, which only a superuser may ask for; without it all is checked, which takes longer.
UNCHECKED = {"session_replication_role": "replica"}


@contextmanager
def spare_database():
    """Within the block, in a transaction, the database checks less and remembers more; after it all is as before.

    A copy points where its original points and is sealed last, so nothing passes that a check would have refused.
    """
    with connection.cursor() as cursor:
        settings = {"sqlite": sqlite_settings, "postgresql": postgresql_settings}[connection.vendor](cursor)
        for statement, value, _before in settings:
            cursor.execute(statement.format(value))
        yield
        for statement, _value, before in settings:
            cursor.execute(statement.format(before))


def sqlite_settings(cursor):
    """[(statement, value within the block, value before)]"""
    return [(f"PRAGMA {name} = {{}}", value, read(cursor, f"PRAGMA {name}")) for name, value in SQLITE.items()]


def postgresql_settings(cursor):
    """[(statement, value within the block, value before)], of what this server knows and this user may change."""
    wanted = POSTGRESQL | (UNCHECKED if read(cursor, "SHOW is_superuser") == "on" else {})
    cursor.execute("SELECT name, setting, enumvals FROM pg_settings WHERE name = ANY(%s)", [list(wanted)])
    return [
        (f"SET LOCAL {name} = '{{}}'", wanted[name], before)
        for name, before, choices in cursor.fetchall()
        if choices is None or wanted[name] in choices
    ]


def read(cursor, statement):
    cursor.execute(statement)
    return cursor.fetchone()[0]
