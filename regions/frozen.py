"""Triggers by which the database itself refuses to change a step of a vooraanmelding (`sto_portal.triggers`)."""

from sto_portal.triggers import Trigger, Wacht

PREFIX = "kept_regions_"
STEPS = "regions_vooraanmeldingwijziging"
REFUSAL = "Een stap verandert niet en verdwijnt niet."


def triggers(_connection):
    """Every Trigger on a step."""
    for verb in ("update", "delete"):
        yield Trigger(f"kept_{STEPS}_{verb}", STEPS, verb, REFUSAL)


WACHT = Wacht(PREFIX, frozenset({STEPS}), triggers)
