"""Triggers by which the database itself refuses every write to a Plan that was filed.

Django rebuilds a table on SQLite when a column changes, which loses its triggers: they are dropped before every
`migrate` and made again after it.
"""

REFUSAL = "Dit plan is ingediend en ligt vast."
FILING_REFUSAL = "Een indiening verandert niet."
PREFIX = "frozen_"
PLAN = "applications_plan"
INDIENING = "applications_indiening"
PARTS = [
    f"applications_{part}"
    for part in (
        *("antwoord", "partner", "aanbod", "leerlingenprognose", "docententekort", "doelstelling", "mijlpaal"),
        *("activiteit", "risico", "begrotingsregel", "cofinanciering", "ondertekening"),
        *("lopendproject", "projectpartner", "betrokkene", "overleg", "zetel", "antwoordversie"),
        "nietdeelnemer",
    )
]
FIXED_COLUMNS = [
    *("id", "aanvraag_id", "plan_id", "nummer", "json", "sha256", "aangekomen_op", "door_id"),
    *("bevestigde_bevindingen", "regio_naam", "regio_soort"),
]
TRIGGERS = [(table, verb) for table in PARTS for verb in ("insert", "update", "delete")] + [
    (table, verb) for table in (PLAN, INDIENING) for verb in ("update", "delete")
]
FILED = "EXISTS (SELECT 1 FROM applications_indiening WHERE plan_id = {plan})"
FIND = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgname LIKE %s",
}
# The plan is locked as a foreign key to it would: who files it waits for a write that runs, and the other way round.
POSTGRESQL_PART = """
CREATE FUNCTION frozen_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE plans bigint[];
BEGIN
    plans := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.plan_id] WHEN 'DELETE' THEN ARRAY[OLD.plan_id]
             ELSE ARRAY[OLD.plan_id, NEW.plan_id] END;
    PERFORM 1 FROM {plan} WHERE id = ANY(plans) FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM {indiening} WHERE plan_id = ANY(plans)) THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$"""
POSTGRESQL_PLAN = """
CREATE FUNCTION frozen_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM {indiening} WHERE plan_id = OLD.id) THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$"""
POSTGRESQL_INDIENING = """
CREATE FUNCTION frozen_indiening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND {unchanged} THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
END $$"""


def install(connection):
    """Make the triggers of the tables that are in this database, those that are there anew; none without a filing."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if INDIENING not in tables:
            return
        remove(connection)
        for statement in STATEMENTS[connection.vendor]([trigger for trigger in TRIGGERS if trigger[0] in tables]):
            cursor.execute(statement)


def remove(connection):
    """Take the triggers away, so that a migration can change the tables."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS frozen_part, frozen_plan, frozen_indiening CASCADE")
            return
        for name in installed(connection):
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")


def installed(connection):
    """The names of the triggers that are in this database now, as a set."""
    with connection.cursor() as cursor:
        cursor.execute(FIND[connection.vendor], [PREFIX + "%"])
        return {name for (name,) in cursor.fetchall()}


def missing(connection):
    """The names of the triggers that this database should have and has not, in order."""
    return sorted({trigger_name(*trigger) for trigger in TRIGGERS} - installed(connection))


def trigger_name(table, verb):
    return f"{PREFIX}{table}_{verb}"


def unchanged(equals):
    """SQL: the dossier is given for the first time and every other column of the Indiening stays as it is."""
    same = [f"OLD.{column} {equals} NEW.{column}" for column in FIXED_COLUMNS]
    return " AND ".join(["OLD.dossier_id IS NULL", "NEW.dossier_id IS NOT NULL", *same])


def postgresql_statements(triggers):
    names = {"plan": PLAN, "indiening": INDIENING}
    yield POSTGRESQL_PART.format(**names, refusal=REFUSAL)
    yield POSTGRESQL_PLAN.format(**names, refusal=REFUSAL)
    yield POSTGRESQL_INDIENING.format(unchanged=unchanged("IS NOT DISTINCT FROM"), refusal=FILING_REFUSAL)
    functions = {PLAN: "frozen_plan", INDIENING: "frozen_indiening"}
    for table, verb in triggers:
        function = functions.get(table, "frozen_part")
        name = trigger_name(table, verb)
        yield f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}()"


def sqlite_statements(triggers):
    for table, verb in triggers:
        condition, reason = sqlite_condition(table, verb), FILING_REFUSAL if table == INDIENING else REFUSAL
        yield (
            f"CREATE TRIGGER {trigger_name(table, verb)} BEFORE {verb} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{reason}'); END"
        )


def sqlite_condition(table, verb):
    """SQL: this write is refused."""
    if table == INDIENING:
        return "1" if verb == "delete" else f"NOT ({unchanged('IS')})"
    if table == PLAN:
        plans = "OLD.id"
    else:
        plans = {"insert": "NEW.plan_id", "delete": "OLD.plan_id", "update": "OLD.plan_id, NEW.plan_id"}[verb]
    return " OR ".join(FILED.format(plan=plan) for plan in plans.split(", "))


STATEMENTS = {"postgresql": postgresql_statements, "sqlite": sqlite_statements}
