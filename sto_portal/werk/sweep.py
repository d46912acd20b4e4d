"""What keeps the work going: every few seconds, by Celery beat or by the worker loop."""

import logging

from sto_portal.werk import broker
from sto_portal.werk.actions import give_up_exhausted
from sto_portal.werk.broker import QUEUE_ROOM
from sto_portal.werk.models import Werk
from sto_portal.werk.periodiek import run_due

logger = logging.getLogger(__name__)


def sweep():
    """Give up what lost its worker each time, do the periodic work that is due, send overlooked work again."""
    give_up_exhausted()
    run_due()
    resend_overlooked()


def resend_overlooked():
    """Send rows to the broker that were never claimed or whose worker stopped; how many.

    No more than QUEUE_ROOM messages then wait in the broker: a row that is sent twice is done once, but costs a look.
    """
    waiting = broker.waiting_messages()
    if waiting is None or waiting >= QUEUE_ROOM:
        return 0
    pks = list(Werk.objects.overlooked().values_list("pk", flat=True)[: QUEUE_ROOM - waiting])
    sent = broker.publish(pks) if pks else 0
    if sent:
        logger.info("%s keer werk opnieuw naar de broker gestuurd", sent)
    return sent
