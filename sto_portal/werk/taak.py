import logging
import threading
import time
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from sto_portal.werk.models import LONGEST_PAUSE_SECONDS, Werk, Werkstatus, seconds_from_now

logger = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 5
UNKNOWN_FAILURE = "Er ging iets mis bij ons. Probeer het later opnieuw of neem contact op met de beheerder."


class LeaseLostError(Exception):
    """Another worker has taken this work over, so nothing may be written for it any more."""


class WorkError(Exception):
    """A failure whose text people may read; with `retry=False` trying again is of no use."""

    def __init__(self, message, *, retry=True):
        super().__init__(message)
        self.retry = retry


class Taak:
    """A claimed Werk as its function sees it; every write is fenced by the `lease_nr` of the claim."""

    def __init__(self, werk):
        self.pk = werk.pk
        self.soort = werk.soort
        self.sleutel = werk.sleutel
        self.invoer = werk.invoer
        self.by = werk.door
        self.attempt = werk.pogingen
        self.is_last_attempt = werk.pogingen >= werk.maximum_pogingen
        self.lease_nr = werk.lease_nr

    def report(self, done, total):
        """Show that `done` of `total` are ready and renew the lease; raises LeaseLostError."""
        self._write(voortgang=done, totaal=total, lease_tot=seconds_from_now(settings.WERK_LEASE_SECONDS))

    def renew(self):
        """Hold the work a lease longer; raises LeaseLostError."""
        self._write(lease_tot=seconds_from_now(settings.WERK_LEASE_SECONDS))

    @contextmanager
    def fenced(self):
        """A transaction that commits only while this worker holds the work; raises LeaseLostError before all else."""
        with transaction.atomic():
            held = Werk.objects.select_for_update().filter(**self._claim()).values_list("pk", flat=True)
            if not held.first():
                raise LeaseLostError(f"werk {self.pk}")
            yield

    def finish(self, result):
        """Write what came out and that the work is done; raises LeaseLostError."""
        self._write(
            status=Werkstatus.KLAAR, resultaat=result, fout="", voortgang=F("totaal"), klaar_op=Now(), lease_tot=None
        )

    def fail(self, error):
        """Write that this attempt failed: try again later, or stop after the last one; raises LeaseLostError."""
        message = str(error)[:500] if isinstance(error, WorkError) else UNKNOWN_FAILURE
        if self.is_last_attempt or not getattr(error, "retry", True):
            self._write(status=Werkstatus.MISLUKT, fout=message, klaar_op=Now(), lease_tot=None)
            return
        pause = min(FIRST_PAUSE_SECONDS * 2 ** (self.attempt - 1), LONGEST_PAUSE_SECONDS)
        self._write(status=Werkstatus.WACHTEND, fout=message, beschikbaar_op=seconds_from_now(pause), lease_tot=None)

    def _claim(self):
        return {"pk": self.pk, "lease_nr": self.lease_nr, "status": Werkstatus.BEZIG}

    def _write(self, **values):
        if not Werk.objects.filter(**self._claim()).update(**values):
            raise LeaseLostError(f"werk {self.pk}")


class Heartbeat(threading.Thread):
    """Renews the lease of a Taak beside its function, for at most WERK_LONGEST_SECONDS: who hangs loses the work."""

    def __init__(self, taak):
        super().__init__(daemon=True, name=f"heartbeat-werk-{taak.pk}")
        self.taak = taak
        self.stopped = threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stopped.set()
        self.join()

    def run(self):
        deadline = time.monotonic() + settings.WERK_LONGEST_SECONDS
        while not self.stopped.wait(settings.WERK_LEASE_SECONDS / 3) and time.monotonic() < deadline:
            try:
                self.taak.renew()
            except LeaseLostError:
                break
            except DatabaseError as error:
                logger.warning("werk %s: de lease kon niet worden verlengd (%s)", self.taak.pk, error)
                connection.close()
        connection.close()
