"""Triggers by which the database itself refuses every change to a decision that was sent.

The PDF may be added once. Dropped before every `migrate` and made again after it, as in `applications.frozen`.
"""

REFUSAL = "Dit besluit is verzonden en verandert niet."
PREFIX = "sealed_"
BESLUIT = "assessment_besluit"
PARTS = ("assessment_jaarbedrag", "assessment_verplichting")
TRIGGERS = [(BESLUIT, verb) for verb in ("update", "delete")] + [
    (part, verb) for part in PARTS for verb in ("insert", "update", "delete")
]
FIXED_COLUMNS = [
    *(
        "id",
        "aanvraag_id",
        "plan_id",
        "advies_id",
        "regelingversie_id",
        "soort",
        "status",
        "bedrag_cents",
        "motivering",
    ),
    *("wettelijke_grondslag", "afwijking_reden", "opsteller_id", "akkoord_door_id", "besluit_datum", "versie"),
    *("sjabloonversie_id", "onderwerp", "brief"),
]
FIND = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
SENT = "EXISTS (SELECT 1 FROM assessment_besluit WHERE status = 'verzonden' AND id IN ({besluiten}))"
BESLUITEN = {
    "insert": "NEW.besluit_id",
    "update": "OLD.besluit_id, NEW.besluit_id",
    "delete": "OLD.besluit_id",
}
POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$"""


def install(connection):
    """Make the triggers in this database, those that are there anew; nothing where the tables are not."""
    with connection.cursor() as cursor:
        if BESLUIT not in connection.introspection.table_names(cursor):
            return
        remove(connection)
        for table, verb in TRIGGERS:
            for statement in STATEMENTS[connection.vendor](table, verb):
                cursor.execute(statement)


def remove(connection):
    """Take the triggers away, so that a migration can change the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(trigger_name(*trigger) for trigger in TRIGGERS)
            cursor.execute(f"DROP FUNCTION IF EXISTS {names} CASCADE")
            return
        cursor.execute(FIND, [PREFIX + "%"])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def trigger_name(table, verb):
    return f"{PREFIX}{table}_{verb}"


def condition(table, verb, equals):
    """SQL: this write is refused."""
    if table != BESLUIT:
        return SENT.format(besluiten=BESLUITEN[verb])
    if verb == "delete":
        return "OLD.status = 'verzonden'"
    same = [f"OLD.{column} {equals} NEW.{column}" for column in FIXED_COLUMNS]
    only_pdf = " AND ".join(["OLD.pdf_id IS NULL", "NEW.pdf_id IS NOT NULL", *same])
    return f"OLD.status = 'verzonden' AND NOT ({only_pdf})"


def postgresql_statements(table, verb):
    name = trigger_name(table, verb)
    yield POSTGRESQL.format(name=name, condition=condition(table, verb, "IS NOT DISTINCT FROM"), refusal=REFUSAL)
    yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def sqlite_statements(table, verb):
    yield (
        f"CREATE TRIGGER {trigger_name(table, verb)} BEFORE {verb} ON {table} "
        f"WHEN {condition(table, verb, 'IS')} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )


STATEMENTS = {"postgresql": postgresql_statements, "sqlite": sqlite_statements}
