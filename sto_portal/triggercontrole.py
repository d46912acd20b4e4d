"""Whether the triggers of this database are those that the portal made: there, switched on, and saying the same."""

from sto_portal.triggers import TRUNCATE, sqlite_statements

ROW, BEFORE = 1, 2
BITS = {"insert": 4, "delete": 8, "update": 16, TRUNCATE: 32}  # pg_trigger.tgtype
SWITCHED_ON = {"O", "A"}  # pg_trigger.tgenabled: in an ordinary session, or always
ORIGIN = "origin"
POSTGRESQL = (
    "SELECT t.tgname, c.relname, t.tgtype, t.tgenabled, t.tgqual IS NULL AND t.tgattr::text = '' AND t.tgnargs = 0,"
    " p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE NOT t.tgisinternal"
)
SQLITE = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
ROLES = (
    "SELECT count(*) FROM pg_db_role_setting WHERE array_to_string(setconfig, ',') LIKE '%session_replication_role%'"
)
MISSING, OFF, CHANGED = "Beveiliging ontbreekt", "Beveiliging staat uit", "Beveiliging is veranderd"
SKIPPED = "Beveiliging wordt overgeslagen: session_replication_role is niet 'origin'."


def check_triggers(connection, wachten):
    """Yield for every trigger of these Wachten what is wrong with it, in Dutch, or ''."""
    read = {"postgresql": read_postgresql, "sqlite": read_sqlite}[connection.vendor]
    found = read(connection)
    for wacht in wachten:
        for trigger in wacht.triggers(connection):
            fault = FAULTS[connection.vendor](trigger, found.get(trigger.name))
            yield f"{fault}: {trigger.name}." if fault else ""
    if connection.vendor == "postgresql":
        yield SKIPPED if are_skipped(connection) else ""


def read_postgresql(connection):
    """{name: (table, tgtype, tgenabled, whether without conditions, body of the function)}"""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL)
        return {name: rest for name, *rest in cursor.fetchall()}


def read_sqlite(connection):
    """{name: the statement it was made with}"""
    with connection.cursor() as cursor:
        cursor.execute(SQLITE)
        return dict(cursor.fetchall())


def fault_in_postgresql(trigger, found):
    if found is None:
        return MISSING
    table, kind, enabled, is_plain, body = found
    if enabled not in SWITCHED_ON:
        return OFF
    wanted = BEFORE | BITS[trigger.verb] | (0 if trigger.verb == TRUNCATE else ROW)
    same = (table, kind, is_plain, body) == (trigger.table, wanted, True, trigger.function_body)
    return "" if same else CHANGED


def fault_in_sqlite(trigger, found):
    if found is None:
        return MISSING
    (statement,) = sqlite_statements([trigger])
    return "" if found == statement else CHANGED


FAULTS = {"postgresql": fault_in_postgresql, "sqlite": fault_in_sqlite}


def are_skipped(connection):
    """Whether this session, or a setting of the database or of a role, lets writes pass the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('session_replication_role')")
        (value,) = cursor.fetchone()
        cursor.execute(ROLES)
        return value != ORIGIN or cursor.fetchone()[0] > 0
