"""A draft of the demo that its region shared with DUS-I."""

from applications.canonical import checksum, plan_json
from applications.copying import copy_plan
from applications.models import Conceptcheck

VRAAG = "Is onze begroting duidelijk genoeg?"


def share(ronde, zaken):
    """A Conceptcheck of each of these drafts that waits for remarks, since the day the draft was begun."""
    for zaak in zaken:
        door, op, _reden = ronde.take(zaak, "begin")
        plan = copy_plan(zaak.plan)
        sha256 = checksum(plan_json(plan))
        Conceptcheck.objects.create(
            aanvraag=zaak.aanvraag, plan=plan, sha256=sha256, vraag=VRAAG, gedeeld_door=door, gedeeld_op=op
        )
