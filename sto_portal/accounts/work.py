"""What is tidied up for accounts."""

from django.core.management import call_command

from sto_portal.werk.periodiek import periodic

DAY_SECONDS = 24 * 60 * 60


@periodic("sessies_opruimen", title="Verlopen sessies verwijderen", every=DAY_SECONDS)
def clear_sessions():
    """Remove the sessions of who was signed in too long ago."""
    call_command("clearsessions")
