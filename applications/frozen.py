"""Triggers by which the database itself refuses every write to a Plan that was filed, and to what never changes.

They are dropped before every `migrate` and made again after it (`sto_portal.triggers`).
"""

from sto_portal.triggers import EQUALS, Trigger, Wacht

REFUSAL = "Dit plan is ingediend en ligt vast."
FILING_REFUSAL = "Een indiening verandert niet."
PREFIX = "frozen_"
KEPT_PREFIX = "kept_applications_"
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
STEP_REFUSAL = "Een stap verandert niet en verdwijnt niet."
KEPT = {  # rows that are only added
    "applications_statuswijziging": STEP_REFUSAL,
    "applications_uitstel": "Gegeven uitstel verandert niet en verdwijnt niet.",
    "applications_dossierbrief": "Deze brief is verzonden en verandert niet.",
    "applications_herstelpunt": "Wat is gevraagd, verandert niet en verdwijnt niet.",
}
AKKOORD = "applications_akkoord"
AKKOORD_REFUSAL = "Een gegeven antwoord verandert niet en verdwijnt niet."
ANSWERED = "OLD.status IN ('akkoord', 'geen_akkoord')"
FILED = "EXISTS (SELECT 1 FROM applications_indiening WHERE plan_id = {plan})"
# The plan is locked as a foreign key to it would: who files it waits for a write that runs, and the other way round.
POSTGRESQL_PART = """
DECLARE plans bigint[];
BEGIN
    plans := CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.plan_id] WHEN 'DELETE' THEN ARRAY[OLD.plan_id]
             ELSE ARRAY[OLD.plan_id, NEW.plan_id] END;
    PERFORM 1 FROM applications_plan WHERE id = ANY(plans) FOR KEY SHARE;
    IF EXISTS (SELECT 1 FROM applications_indiening WHERE plan_id = ANY(plans)) THEN
        RAISE EXCEPTION USING MESSAGE = '{refusal}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END """
PLANS = {
    "insert": ("NEW.plan_id",),
    "update": ("OLD.plan_id", "NEW.plan_id"),
    "delete": ("OLD.plan_id",),
}


def triggers(connection):
    """Every Trigger on what belongs to a plan."""
    part = {"refusal": REFUSAL, "function": f"{PREFIX}part", "body": POSTGRESQL_PART.format(refusal=REFUSAL)}
    for table in PARTS:
        for verb, plans in PLANS.items():
            condition = " OR ".join(FILED.format(plan=plan) for plan in plans)
            yield Trigger(trigger_name(table, verb), table, verb, condition=condition, **part)
    filed = FILED.format(plan="OLD.id")
    for verb in ("update", "delete"):
        yield Trigger(trigger_name(PLAN, verb), PLAN, verb, REFUSAL, filed, function=f"{PREFIX}plan")
    changed = f"NOT ({unchanged(EQUALS[connection.vendor])})"
    yield Trigger(trigger_name(INDIENING, "update"), INDIENING, "update", FILING_REFUSAL, changed)
    yield Trigger(trigger_name(INDIENING, "delete"), INDIENING, "delete", FILING_REFUSAL)


def trigger_name(table, verb):
    return f"{PREFIX}{table}_{verb}"


def unchanged(equals):
    """SQL: the dossier is given for the first time and every other column of the Indiening stays as it is."""
    same = [f"OLD.{column} {equals} NEW.{column}" for column in FIXED_COLUMNS]
    return " AND ".join(["OLD.dossier_id IS NULL", "NEW.dossier_id IS NOT NULL", *same])


def kept_triggers(_connection):
    """Every Trigger on the tables of KEPT."""
    for table, refusal in KEPT.items():
        for verb in ("update", "delete"):
            yield Trigger(f"kept_{table}_{verb}", table, verb, refusal)
    for verb in ("update", "delete"):
        yield Trigger(f"kept_{AKKOORD}_{verb}", AKKOORD, verb, AKKOORD_REFUSAL, ANSWERED)


WACHT = Wacht(PREFIX, frozenset({INDIENING}), triggers)
KEPT_WACHT = Wacht(KEPT_PREFIX, frozenset({AKKOORD, *KEPT}), kept_triggers)
WACHTEN = (WACHT, KEPT_WACHT)
