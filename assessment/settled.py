"""Triggers by which the database itself refuses what may never be done to a judgement, an advice, or a step taken.

What was handed in is only revealed, what was revealed or settled never changes, and a step is only added. Dropped
before every `migrate` and made again after it (`sto_portal.triggers`): a column that is new then is sealed too.
"""

from sto_portal.triggers import EQUALS, Trigger, Wacht

PREFIX = "settled_"
JUDGEMENT_REFUSAL = "Deze beoordeling is ingeleverd en verandert niet."
ADVICE_REFUSAL = "Dit advies is vastgesteld en verandert niet."
STEP_REFUSAL = "Een stap verandert niet en verdwijnt niet."
VERHINDERING_REFUSAL = "Een gemelde verhindering verandert niet en verdwijnt niet."
BELANG_REFUSAL = "Een gemeld belang verdwijnt niet."
CONTROLE_REFUSAL = "De controle van een advies verandert niet en verdwijnt niet."
BEOORDELING, ADVIES, BELANG = "assessment_beoordeling", "assessment_advies", "assessment_belang"
FREE = {"status", "bijgewerkt_op"}  # what revealing writes in a judgement that was handed in
PARTS = {  # table: (table it belongs to, its column for that, statuses in which that is sealed, refusal)
    **{
        f"assessment_{part}": (BEOORDELING, "beoordeling_id", ("ingeleverd", "onthuld"), JUDGEMENT_REFUSAL)
        for part in ("oordeel", "conclusie", "deelaspectscore")
    },
    **{
        f"assessment_{part}": (ADVIES, "advies_id", ("vastgesteld",), ADVICE_REFUSAL)
        for part in ("adviesoordeel", "adviesconclusie", "adviesscore")
    },
}
KEPT = {
    "assessment_beoordelingwijziging": STEP_REFUSAL,
    "assessment_advieswijziging": STEP_REFUSAL,
    "assessment_besluitwijziging": STEP_REFUSAL,
    "assessment_adviescontrole": CONTROLE_REFUSAL,
    "assessment_verhindering": VERHINDERING_REFUSAL,
}
SEALED = "EXISTS (SELECT 1 FROM {table} WHERE status IN ({known}) AND id IN ({owners}))"
ROWS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def triggers(connection):
    """Every Trigger on a judgement, an advice and their parts."""
    revealed = "OLD.status = 'onthuld'"
    yield refuse(BEOORDELING, "update", f"{revealed} OR {is_more_than_reveal(connection)}", JUDGEMENT_REFUSAL)
    yield refuse(BEOORDELING, "delete", "OLD.status IN ('ingeleverd', 'onthuld')", JUDGEMENT_REFUSAL)
    for verb in ("update", "delete"):
        yield refuse(ADVIES, verb, "OLD.status = 'vastgesteld'", ADVICE_REFUSAL)
    for part, (table, column, statuses, refusal) in PARTS.items():
        known = ", ".join(f"'{status}'" for status in statuses)
        for verb, rows in ROWS.items():
            owners = ", ".join(f"{row}.{column}" for row in rows)
            condition = SEALED.format(table=table, known=known, owners=owners)
            yield refuse(part, verb, condition, refusal)
    for table, refusal in KEPT.items():
        for verb in ("update", "delete"):
            yield refuse(table, verb, "1 = 1", refusal)
    yield refuse(BELANG, "delete", "1 = 1", BELANG_REFUSAL)


def is_more_than_reveal(connection):
    """SQL: a judgement that was handed in is changed in something else than that it is revealed."""
    with connection.cursor() as cursor:
        columns = [row.name for row in connection.introspection.get_table_description(cursor, BEOORDELING)]
    same = [f"OLD.{name} {EQUALS[connection.vendor]} NEW.{name}" for name in columns if name not in FREE]
    return f"OLD.status = 'ingeleverd' AND NOT ({' AND '.join(['NEW.status = ' + repr('onthuld'), *same])})"


def refuse(table, verb, condition, refusal):
    return Trigger(f"{PREFIX}{table}_{verb}", table, verb, refusal, condition)


WACHT = Wacht(PREFIX, frozenset({BEOORDELING, ADVIES, BELANG, *PARTS, *KEPT}), triggers)
