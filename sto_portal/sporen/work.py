"""What the worker does for the sporen: write down outside the database where their chain ends."""

from sto_portal.sporen.anker import write_anchor
from sto_portal.werk.periodiek import periodic

HOUR_SECONDS = 60 * 60


@periodic("anker_schrijven", title="Het einde van de sporen buiten de database opschrijven", every=HOUR_SECONDS)
def anchor():
    """Add a line to the anchor of today, where sporen were left since the last."""
    write_anchor()
