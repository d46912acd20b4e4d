import logging
import os
import socket
import threading

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models.functions import Now

from sto_portal.werk.models import Werker, seconds_from_now

FORGOTTEN_SECONDS = 24 * 60 * 60

logger = logging.getLogger(__name__)


class Hartslag(threading.Thread):
    """Says, four times in WERKER_SILENT_SECONDS, that this process lives; a database that is away is waited for."""

    def __init__(self, soort):
        super().__init__(daemon=True, name="hartslag")
        self.soort = soort
        self.naam = f"{socket.gethostname()}:{os.getpid()}"[:120]
        self.stopped = threading.Event()

    def stop(self):
        """Take the row away and end."""
        self.stopped.set()
        self.join()

    def run(self):
        self.attempt(self.begin)
        while not self.stopped.wait(settings.WERKER_SILENT_SECONDS / 4):
            self.attempt(self.beat)
        self.attempt(self.end)

    def attempt(self, step):
        try:
            step()
        except DatabaseError as error:
            logger.warning("De hartslag van %s kon niet worden geschreven (%s)", self.naam, str(error).strip())
        finally:
            connection.close()

    def begin(self):
        Werker.objects.filter(gezien_op__lt=seconds_from_now(-FORGOTTEN_SECONDS)).delete()
        Werker.objects.update_or_create(
            naam=self.naam, defaults={"soort": self.soort, "gestart_op": Now(), "gezien_op": Now()}
        )

    def beat(self):
        if not Werker.objects.filter(naam=self.naam).update(gezien_op=Now()):
            self.begin()

    def end(self):
        Werker.objects.filter(naam=self.naam).delete()
