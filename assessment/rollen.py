"""Who holds a role in the committee is a member of it: from the moment the role was given."""

from assessment.models import Commissielid
from sto_portal.accounts.rolwerk import keeps
from sto_portal.roles import roles_with


@keeps(*roles_with("assessment.view_beoordeling"))
def enrol(user):
    """Make a Commissielid of who is none yet; the Commissielid."""
    return Commissielid.objects.get_or_create(user=user)[0]
