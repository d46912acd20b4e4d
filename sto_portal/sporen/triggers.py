"""Triggers by which the database itself refuses to change or remove a spoor (`sto_portal.triggers`)."""

from sto_portal.triggers import Trigger, Wacht

PREFIX = "sporen_spoor_"
TABLE = "sporen_spoor"
REFUSED = {"update": "een spoor verandert niet", "delete": "een spoor verdwijnt niet"}


def triggers(_connection):
    """Every Trigger on a spoor."""
    for verb, refusal in REFUSED.items():
        yield Trigger(f"{PREFIX}no_{verb}", TABLE, verb, refusal)


WACHT = Wacht(PREFIX, frozenset({TABLE}), triggers)


def install(_apps, schema_editor):
    """Make the triggers in a migration."""
    WACHT.install(schema_editor.connection)


def remove(_apps, schema_editor):
    """Take the triggers away in a migration."""
    WACHT.remove(schema_editor.connection)
