"""What is tidied up for work itself."""

import logging

from django.conf import settings
from django.db.models import Exists, OuterRef

from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now
from sto_portal.werk.periodiek import periodic

DAY_SECONDS = 24 * 60 * 60
BATCH = 500

logger = logging.getLogger(__name__)


@periodic("werk_opruimen", title="Oud werk verwijderen", every=DAY_SECONDS)
def clear_finished_work():
    """Remove what was finished WERK_KEEP_DAYS ago and nothing points at, BATCH rows in a transaction."""
    removed = 0
    while pks := list(find_removable().values_list("pk", flat=True)[:BATCH]):
        removed += Werk.objects.filter(pk__in=pks).delete()[0]
    if removed:
        logger.info("%s rijen oud werk verwijderd", removed)


def find_removable():
    """Finished Werk that is old enough and that no row of any app points at."""
    long_ago = seconds_from_now(-settings.WERK_KEEP_DAYS * DAY_SECONDS)
    rows = Werk.objects.filter(status__in=[Werkstatus.KLAAR, Werkstatus.MISLUKT], klaar_op__lt=long_ago)
    for relation in Werk._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete:
            pointing = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            rows = rows.exclude(Exists(pointing))
    return rows.order_by("pk")
