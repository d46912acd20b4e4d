"""Triggers by which the database itself refuses what may never be done to a decision.

A sent one does not change, but for its PDF, which may be added once. Who worked on a decision is never forgotten and
never approves it. A decision replaces one that was sent about the same aanvraag. Dropped before every `migrate` and
made again after it, as in `applications.frozen`: a column that is new then is sealed too.
"""

from dataclasses import dataclass

SENT_REFUSAL = "Dit besluit is verzonden en verandert niet."
EYES_REFUSAL = "Wie meewerkte aan een besluit, geeft er geen akkoord op."
FORGET_REFUSAL = "Wie meewerkte aan een besluit, blijft bekend."
CHAIN_REFUSAL = "Een besluit vervangt een verzonden besluit over dezelfde aanvraag."
PREFIX = "sealed_"
BESLUIT, BIJDRAGE = "assessment_besluit", "assessment_besluitbijdrage"
PARTS = ("assessment_jaarbedrag", "assessment_verplichting", BIJDRAGE)
FREE = {"pdf_id"}  # the only column of a sent decision that is still given a value
FIND = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
SENT = "EXISTS (SELECT 1 FROM assessment_besluit WHERE status = 'verzonden' AND id IN ({besluiten}))"
BESLUITEN = {
    "insert": "NEW.besluit_id",
    "update": "OLD.besluit_id, NEW.besluit_id",
    "delete": "OLD.besluit_id",
}
CONTRIBUTED = (
    "EXISTS (SELECT 1 FROM assessment_besluitbijdrage WHERE besluit_id = NEW.id AND persoon_id = NEW.akkoord_door_id)"
)
APPROVED = "EXISTS (SELECT 1 FROM assessment_besluit WHERE id = NEW.besluit_id AND akkoord_door_id = NEW.persoon_id)"
BROKEN_CHAIN = (
    "NEW.vervangt_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM assessment_besluit AS earlier "
    "WHERE earlier.id = NEW.vervangt_id AND earlier.aanvraag_id = NEW.aanvraag_id AND earlier.status = 'verzonden')"
)
POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$"""
EQUALS = {"postgresql": "IS NOT DISTINCT FROM", "sqlite": "IS"}


@dataclass(frozen=True)
class Guard:
    """A write of kind `verb` on `table` that is refused where the SQL `condition` holds; `name` names the trigger."""

    table: str
    verb: str
    condition: str
    refusal: str
    kind: str = ""

    @property
    def name(self):
        return "_".join(part for part in (f"{PREFIX}{self.table}", self.verb, self.kind) if part)


def guards(columns, equals):
    """Every Guard; `columns` of the table of decisions, `equals` the operator that knows empty values."""
    same = [f"OLD.{column} {equals} NEW.{column}" for column in columns if column not in FREE]
    only_pdf = " AND ".join(["OLD.pdf_id IS NULL", "NEW.pdf_id IS NOT NULL", *same])
    yield Guard(BESLUIT, "update", f"OLD.status = 'verzonden' AND NOT ({only_pdf})", SENT_REFUSAL)
    yield Guard(BESLUIT, "delete", "OLD.status = 'verzonden'", SENT_REFUSAL)
    for part in PARTS:
        for verb, besluiten in BESLUITEN.items():
            yield Guard(part, verb, SENT.format(besluiten=besluiten), SENT_REFUSAL)
    for verb in ("insert", "update"):
        yield Guard(BESLUIT, verb, CONTRIBUTED, EYES_REFUSAL, "eyes")
        yield Guard(BESLUIT, verb, BROKEN_CHAIN, CHAIN_REFUSAL, "chain")
    yield Guard(BIJDRAGE, "insert", APPROVED, EYES_REFUSAL, "eyes")
    for verb in ("update", "delete"):
        yield Guard(BIJDRAGE, verb, "1 = 1", FORGET_REFUSAL, "forget")


def install(connection):
    """Make the triggers in this database, those that are there anew; nothing where the tables are not."""
    with connection.cursor() as cursor:
        if not {BESLUIT, *PARTS} <= set(connection.introspection.table_names(cursor)):
            return
        remove(connection)
        columns = [row.name for row in connection.introspection.get_table_description(cursor, BESLUIT)]
        for guard in guards(columns, EQUALS[connection.vendor]):
            for statement in STATEMENTS[connection.vendor](guard):
                cursor.execute(statement)


def remove(connection):
    """Take the triggers away, so that a migration can change the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(guard.name for guard in guards((), EQUALS["postgresql"]))
            cursor.execute(f"DROP FUNCTION IF EXISTS {names} CASCADE")
            return
        cursor.execute(FIND, [PREFIX + "%"])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def postgresql_statements(guard):
    yield POSTGRESQL.format(name=guard.name, condition=guard.condition, refusal=guard.refusal)
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.verb} ON {guard.table} FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )


def sqlite_statements(guard):
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.verb} ON {guard.table} "
        f"WHEN {guard.condition} BEGIN SELECT RAISE(ABORT, '{guard.refusal}'); END"
    )


STATEMENTS = {"postgresql": postgresql_statements, "sqlite": sqlite_statements}
