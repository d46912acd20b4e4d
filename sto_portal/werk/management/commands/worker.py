import logging
import math
import signal
import threading
import time
from contextlib import contextmanager, nullcontext

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection

from sto_portal.werk.actions import run_next
from sto_portal.werk.geheugen import settled_memory
from sto_portal.werk.hartslag import Hartslag
from sto_portal.werk.models import Werk, Werkersoort, Werkstatus
from sto_portal.werk.register import KINDS
from sto_portal.werk.sweep import sweep

logger = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 30
DRAIN_WAIT_SECONDS = 0.1  # who leaves when all is done looks often whether the last of another is


@contextmanager
def stop_signals(stop):
    """Within it SIGTERM and SIGINT set `stop`, so that the work at hand is finished first."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    for number in before:
        signal.signal(number, lambda *_: stop.set())
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def heartbeat():
    """Within it this process says that it lives."""
    hartslag = Hartslag(Werkersoort.LUS)
    hartslag.start()
    try:
        yield
    finally:
        hartslag.stop()


class Command(BaseCommand):
    help = "Doet het werk op de achtergrond: PDF's, mail, downloads. Stopt netjes bij SIGTERM."

    def add_arguments(self, parser):
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--once", action="store_true", help="doe hoogstens één stuk werk en stop")
        how.add_argument("--drain", action="store_true", help="stop als er niets meer te doen is")

    def handle(self, **options):
        stop = threading.Event()
        once, drain = options["once"], options["drain"]
        logger.info("De worker is gestart.")
        with stop_signals(stop), nullcontext() if once or drain else heartbeat(), settled_memory():
            self.work_until(stop, once=once, drain=drain)
        logger.info("De worker is gestopt.")

    def work_until(self, stop, *, once, drain):
        """Do one piece after another, and sweep in between; a database that is away is waited for."""
        wait = settings.WERK_POLL_SECONDS
        swept = math.inf if once or drain else -math.inf  # who stays for a moment leaves the sweeping to others
        while not stop.is_set():
            try:
                if not connection.in_atomic_block:
                    close_old_connections()
                if time.monotonic() - swept >= settings.WERK_SWEEP_SECONDS:
                    sweep()
                    swept = time.monotonic()
                done = run_next()
                if once or (drain and done is None and not self.has_more()):
                    return
                wait = settings.WERK_POLL_SECONDS
                if done is None:
                    stop.wait(min(wait, DRAIN_WAIT_SECONDS) if drain else wait)
            except (OperationalError, InterfaceError) as error:
                logger.warning("De database is niet bereikbaar, over %.0f s opnieuw: %s", wait, str(error).strip())
                connection.close()
                stop.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT_SECONDS)

    def has_more(self):
        """Whether something can be claimed or is in the hands of another; a pause after a failure is not waited for."""
        return (
            Werk.objects.claimable().exists() or Werk.objects.filter(status=Werkstatus.BEZIG, soort__in=KINDS).exists()
        )
