"""Adding many partners to a draft at once."""

from django.db import transaction

from applications.models import Partner, Partnersoort
from applications.partnerregister import known_fields, link
from regions.models import Vestiging
from sto_portal.sporen.actions import record


@transaction.atomic
def add_partners(*, plan, partners, by):
    """Store these new Partners of `plan`, all or none, and leave one Spoor; nothing for an empty list."""
    if partners:
        Partner.objects.bulk_create(partners)
        record(by, "add_partners", plan, {"soort": "partner", "aantal": len(partners)})


def add_composition(*, plan, by):
    """Make partners of the schools that belong to the region under the regeling: what was accepted is filled in.

    Who is penvoerder the region says itself.
    """
    held = {
        "regiovestigingen__regeling": plan.ronde.regelingversie.regeling_id,
        "regiovestigingen__regio": plan.regio_id,
        "regiovestigingen__tot_datum": None,
    }
    partners = []
    for vestiging in Vestiging.objects.filter(**held).with_bestuur().order_by("code"):
        soort = Partnersoort.VMBO if vestiging.has_vmbo else Partnersoort.VSO_PRO
        partner = Partner(plan=plan, soort=soort, **known_fields(vestiging))
        link(partner, vestiging)
        partners.append(partner)
    add_partners(plan=plan, partners=partners, by=by)
