import logging
import time
from functools import partial

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from sto_portal.werk import broker
from sto_portal.werk.models import Werk, Werkstatus, seconds_from_now
from sto_portal.werk.register import find_kind
from sto_portal.werk.taak import Heartbeat, LeaseLostError, Taak

logger = logging.getLogger(__name__)

STOPPED_EVERY_TIME = "De verwerking is steeds onverwacht gestopt. Neem contact op met de beheerder."


@transaction.atomic
def enqueue(soort, *, sleutel, invoer=None, by=None):
    """Ask for work of kind `soort` once per `sleutel`; the row commits with the caller's transaction, then it is sent.

    Returns the Werk: the existing one for this soort and sleutel, put back in the queue if it failed. Only `by` and
    who runs the portal may see its page, so a sleutel that two people share needs no page. Raises UnknownKindError.
    """
    find_kind(soort)
    values = {"invoer": invoer or {}, "door": by}
    werk, created = Werk.objects.get_or_create(soort=soort, sleutel=sleutel, defaults=values)
    if not created and werk.has_failed and restart(werk):
        Werk.objects.filter(pk=werk.pk).update(**values)
    elif created:
        send_on_commit(werk.pk)
    werk.refresh_from_db()
    return werk


def send_on_commit(*pks):
    """Tell the broker of these rows once they are there, as many as it has room for.

    A broker that is away is no reason to fail: `sweep` sends what was not sent.
    """
    transaction.on_commit(partial(broker.publish, pks[: broker.QUEUE_ROOM]), robust=True)


def restart(werk, *, sources=(Werkstatus.MISLUKT,)):
    """Put the work back in the queue with all its attempts; whether it stood in one of `sources` and nobody holds it.

    Raises `lease_nr`, so that a worker that was thought dead can write nothing any more.
    """
    rows = Werk.objects.filter(pk=werk.pk, status__in=sources).exclude(pk__in=Werk.objects.running().values("pk"))
    restarted = _put_back(rows)
    if restarted:
        send_on_commit(werk.pk)
    return bool(restarted)


@transaction.atomic
def restart_failed(rows, *, by):
    """Put all that failed among `rows` back in the queue with all its attempts; how many. The log says that `by` did.

    Whoever clicks twice starts nothing twice: the second finds nothing that failed.
    """
    failed = Werk.objects.failed().filter(pk__in=rows.order_by().values("pk"))
    pks = list(failed.select_for_update().order_by("pk").values_list("pk", flat=True))
    count = _put_back(failed)
    send_on_commit(*pks)
    logger.info("Gebruiker %s zet mislukt werk weer in de rij: %s", by.pk, count)
    return count


def claim_next():
    """The Werk that waited longest, now held by this process, or None."""
    give_up_exhausted()
    return _claim(Werk.objects.claimable())


def run(pk):
    """Do the work of this one row if it may be claimed; whether it was. What a broker that delivers ids calls."""
    werk = _claim(Werk.objects.claimable().filter(pk=pk))
    if werk is None:
        return False
    perform(werk)
    return True


def run_next():
    """Do the work that waited longest; the Werk, or None if there was none."""
    werk = claim_next()
    if werk is not None:
        perform(werk)
    return werk


def run_waiting():
    """Do everything that can be done now in this process; how many rows that were."""
    count = 0
    while run_next() is not None:
        count += 1
    return count


def perform(werk):
    """Call the function of a claimed Werk and write the outcome; a failure goes to the row and the log."""
    taak = Taak(werk)
    started = time.monotonic()
    try:
        with Heartbeat(taak):
            result = find_kind(werk.soort).function(taak)
        taak.finish(result)
        logger.info("%s klaar in %.2f s", werk, time.monotonic() - started)
    except LeaseLostError:
        logger.warning("%s is door een ander overgenomen", werk)
    except Exception as error:
        logger.exception("%s: poging %s van %s mislukt", werk, werk.pogingen, werk.maximum_pogingen)
        _fail(taak, error)


def give_up_exhausted():
    """Mark as failed what lost its worker at the last attempt; how many rows that were."""
    exhausted = Werk.objects.abandoned().filter(pogingen__gte=F("maximum_pogingen"))
    if not exhausted.exists():
        return 0
    return exhausted.update(status=Werkstatus.MISLUKT, fout=STOPPED_EVERY_TIME, klaar_op=Now(), lease_tot=None)


def _put_back(rows):
    return rows.update(
        status=Werkstatus.WACHTEND,
        pogingen=0,
        fout="",
        resultaat=None,
        voortgang=0,
        totaal=0,
        klaar_op=None,
        beschikbaar_op=Now(),
        lease_nr=F("lease_nr") + 1,
        lease_tot=None,
    )


def _fail(taak, error):
    try:
        taak.fail(error)
    except LeaseLostError:
        logger.warning("werk %s is door een ander overgenomen", taak.pk)


def _claim(rows):
    if not rows.exists():
        return None
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True)
        pk = rows.values_list("pk", flat=True).first()
        if pk is None:
            return None
        Werk.objects.filter(pk=pk).update(
            status=Werkstatus.BEZIG,
            pogingen=F("pogingen") + 1,
            lease_nr=F("lease_nr") + 1,
            lease_tot=seconds_from_now(settings.WERK_LEASE_SECONDS),
            gestart_op=Now(),
        )
        return Werk.objects.select_related("door").get(pk=pk)
