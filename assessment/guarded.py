"""Triggers by which the database itself refuses what the kader does not know, and a positive advice that is not.

A row of another table decides, so no CHECK can hold these. Dropped before every `migrate` and made again after it, as
in `applications.frozen`.
"""

PREFIX = "guarded_"
ADVIES, ADVIESOORDEEL = "assessment_advies", "assessment_adviesoordeel"
UNCONDITIONAL = (
    "NEW.uitkomst = 'nvt' AND EXISTS (SELECT 1 FROM assessment_vereiste WHERE id = NEW.vereiste_id AND voorwaarde = '')"
)
NOT_IN_SCALE = (
    "NOT EXISTS (SELECT 1 FROM assessment_deelaspect AS deel"
    " JOIN assessment_criterium AS criterium ON criterium.id = deel.criterium_id"
    " JOIN assessment_schaalwaarde AS schaal ON schaal.kader_id = criterium.kader_id"
    " WHERE deel.id = NEW.deelaspect_id AND schaal.punten = NEW.punten)"
)
UNMET_IN_POSITIVE = (
    "NEW.uitkomst = 'voldoet_niet' AND EXISTS (SELECT 1 FROM assessment_advies"
    " WHERE id = NEW.advies_id AND status = 'vastgesteld' AND strekking = 'positief')"
)
POSITIVE_WITH_UNMET = (
    "NEW.status = 'vastgesteld' AND NEW.strekking = 'positief' AND EXISTS (SELECT 1 FROM assessment_adviesoordeel"
    " WHERE advies_id = NEW.id AND uitkomst = 'voldoet_niet')"
)
NVT = "Bij deze vereiste kan niet van toepassing niet."
SCALE = "Deze score staat niet in de schaal van het kader."
POSITIVE = "Een positief advies kan niet: aan een vereiste is niet voldaan."
RULES = {  # name: (table, condition on the new row, refusal)
    "oordeel_nvt": ("assessment_oordeel", UNCONDITIONAL, NVT),
    "adviesoordeel_nvt": (ADVIESOORDEEL, UNCONDITIONAL, NVT),
    "adviesoordeel_unmet": (ADVIESOORDEEL, UNMET_IN_POSITIVE, POSITIVE),
    "advies_positive": (ADVIES, POSITIVE_WITH_UNMET, POSITIVE),
    "deelaspectscore_scale": ("assessment_deelaspectscore", NOT_IN_SCALE, SCALE),
    "adviesscore_scale": ("assessment_adviesscore", NOT_IN_SCALE, SCALE),
}
VERBS = ("insert", "update")
FIND = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
POSTGRESQL = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""


def install(connection):
    """Make the triggers in this database, those that are there anew; nothing where the tables are not."""
    with connection.cursor() as cursor:
        if not {table for table, _condition, _refusal in RULES.values()} <= tables_of(connection, cursor):
            return
        remove(connection)
        for name in RULES:
            for statement in STATEMENTS[connection.vendor](name):
                cursor.execute(statement)


def tables_of(connection, cursor):
    return set(connection.introspection.table_names(cursor))


def remove(connection):
    """Take the triggers away, so that a migration can change the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            names = ", ".join(f"{PREFIX}{name}" for name in RULES)
            cursor.execute(f"DROP FUNCTION IF EXISTS {names} CASCADE")
            return
        cursor.execute(FIND, [PREFIX + "%"])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def postgresql_statements(name):
    table, condition, refusal = RULES[name]
    trigger = f"{PREFIX}{name}"
    yield POSTGRESQL.format(name=trigger, condition=condition, refusal=refusal)
    yield (f"CREATE TRIGGER {trigger} BEFORE {' OR '.join(VERBS)} ON {table} FOR EACH ROW EXECUTE FUNCTION {trigger}()")


def sqlite_statements(name):
    table, condition, refusal = RULES[name]
    for verb in VERBS:
        yield (
            f"CREATE TRIGGER {PREFIX}{name}_{verb} BEFORE {verb} ON {table} "
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        )


STATEMENTS = {"postgresql": postgresql_statements, "sqlite": sqlite_statements}
