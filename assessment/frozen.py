"""Triggers by which the database itself refuses what may never be done to a decision.

A sent one does not change, but for its PDF, which may be added once. Who worked on a decision is never forgotten and
never approves it. A decision replaces one that was sent about the same aanvraag. Dropped before every `migrate` and
made again after it (`sto_portal.triggers`): a column that is new then is sealed too.
"""

from sto_portal.triggers import EQUALS, Trigger, Wacht

SENT_REFUSAL = "Dit besluit is verzonden en verandert niet."
EYES_REFUSAL = "Wie meewerkte aan een besluit, geeft er geen akkoord op."
FORGET_REFUSAL = "Wie meewerkte aan een besluit, blijft bekend."
CHAIN_REFUSAL = "Een besluit vervangt een verzonden besluit over dezelfde aanvraag."
PREFIX = "sealed_"
BESLUIT, BIJDRAGE = "assessment_besluit", "assessment_besluitbijdrage"
PARTS = ("assessment_jaarbedrag", "assessment_verplichting", BIJDRAGE)
FREE = {"pdf_id"}  # the only column of a sent decision that is still given a value
ALWAYS = "1 = 1"
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


def triggers(connection):
    """Every Trigger on a decision and its parts."""
    with connection.cursor() as cursor:
        columns = [row.name for row in connection.introspection.get_table_description(cursor, BESLUIT)]
    same = [f"OLD.{column} {EQUALS[connection.vendor]} NEW.{column}" for column in columns if column not in FREE]
    only_pdf = " AND ".join(["OLD.pdf_id IS NULL", "NEW.pdf_id IS NOT NULL", *same])
    yield refuse(BESLUIT, "update", f"OLD.status = 'verzonden' AND NOT ({only_pdf})", SENT_REFUSAL)
    yield refuse(BESLUIT, "delete", "OLD.status = 'verzonden'", SENT_REFUSAL)
    for part in PARTS:
        for verb, besluiten in BESLUITEN.items():
            yield refuse(part, verb, SENT.format(besluiten=besluiten), SENT_REFUSAL)
    for verb in ("insert", "update"):
        yield refuse(BESLUIT, verb, CONTRIBUTED, EYES_REFUSAL, "eyes")
        yield refuse(BESLUIT, verb, BROKEN_CHAIN, CHAIN_REFUSAL, "chain")
    yield refuse(BIJDRAGE, "insert", APPROVED, EYES_REFUSAL, "eyes")
    for verb in ("update", "delete"):
        yield refuse(BIJDRAGE, verb, ALWAYS, FORGET_REFUSAL, "forget")


def refuse(table, verb, condition, refusal, kind=""):
    """The Trigger that refuses a write of kind `verb` on `table` where `condition` holds; `kind` tells them apart."""
    name = "_".join(part for part in (f"{PREFIX}{table}", verb, kind) if part)
    return Trigger(name, table, verb, refusal, condition)


WACHT = Wacht(PREFIX, frozenset({BESLUIT, *PARTS}), triggers)
