"""Adding many partners to a draft at once."""

from django.db import transaction

from applications.models import Partner
from sto_portal.sporen.actions import record


@transaction.atomic
def add_partners(*, plan, partners, by):
    """Store these new Partners of `plan`, all or none, and leave one Spoor; nothing for an empty list."""
    if partners:
        Partner.objects.bulk_create(partners)
        record(by, "add_partners", plan, {"soort": "partner", "aantal": len(partners)})
