"""What is done and tidied up for accounts out of sight."""

from django.core.management import call_command

from sto_portal.accounts.models import User
from sto_portal.accounts.wachtwoord import ASK, mail_password_link
from sto_portal.werk.periodiek import periodic
from sto_portal.werk.register import work

DAY_SECONDS = 24 * 60 * 60


@work(ASK, title="Link voor een nieuw wachtwoord maken")
def write_password_link(taak):
    """Mail the link to whom it was asked for, if that is someone who may sign in."""
    user = User.objects.filter(pk=taak.invoer["user"], is_active=True).first()
    if user is not None:
        mail_password_link(user, key=taak.sleutel)


@periodic("sessies_opruimen", title="Verlopen sessies verwijderen", every=DAY_SECONDS)
def clear_sessions():
    """Remove the sessions of who was signed in too long ago."""
    call_command("clearsessions")
