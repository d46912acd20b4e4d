"""Triggers by which the database itself refuses to change what is known of a stored file (`sto_portal.triggers`)."""

from sto_portal.triggers import Trigger, Wacht

PREFIX = "kept_bestanden_"
TABLE = "bestanden_bestand"
REFUSAL = "Een opgeslagen bestand verandert niet."


def triggers(_connection):
    """The Trigger on a Bestand; a row that nothing points at may go."""
    yield Trigger(f"kept_{TABLE}_update", TABLE, "update", REFUSAL)


WACHT = Wacht(PREFIX, frozenset({TABLE}), triggers)
