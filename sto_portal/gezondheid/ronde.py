"""One look at all parts at once, which ends in time also when a part hangs."""

import contextvars
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connections

from sto_portal.gezondheid import onderdelen
from sto_portal.gezondheid.uitkomst import NEEDED, Stand, Uitkomst

LIMIT_SECONDS = 5
SPARE_SECONDS = 2  # for what the web can do without: who asks waits no longer than LIMIT_SECONDS for an answer
UNKNOWN = "Niet bekend, want de database antwoordt niet."
SILENT = "Geen antwoord binnen {seconds} seconden."

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Onderdeel:
    """One part: its name, the function that looks at it, and the text for when that raises."""

    naam: str
    look: Callable
    failure: str


STORAGE = Onderdeel("opslag", onderdelen.opslag, "Bestanden kunnen niet worden bewaard of gelezen.")
GROUPS = (  # side by side; within a group after each other, on one connection
    (
        Onderdeel("database", onderdelen.database, "De database antwoordt niet."),
        Onderdeel("klok", onderdelen.klok, "De klok van de database is niet te lezen."),
        Onderdeel("migraties", onderdelen.migraties, "De migraties zijn niet te lezen."),
        Onderdeel("werkers", onderdelen.werkers, "Het werk op de achtergrond is niet te lezen."),
        Onderdeel("outbox", onderdelen.outbox, "De berichten zijn niet te lezen."),
    ),
    (Onderdeel("broker", onderdelen.broker, "De broker antwoordt niet; nieuw werk begint later."),),
    (STORAGE,),
)


class Ronde(threading.Thread):
    """Looks at the parts of one group; `uitkomsten` holds those that are known so far."""

    def __init__(self, group):
        super().__init__(daemon=True, name=f"gezondheid-{group[0].naam}")
        self.group = group
        self.uitkomsten = {}
        self.context = contextvars.copy_context()  # so that the log says for which request

    def run(self):
        try:
            self.context.run(self.look_at_group)
        finally:
            connections.close_all()

    def look_at_group(self):
        for onderdeel in self.group:
            if self.database_is_away:
                self.uitkomsten[onderdeel.naam] = Uitkomst(Stand.FOUT, UNKNOWN)
            else:
                self.uitkomsten[onderdeel.naam] = look_at(onderdeel)

    @property
    def database_is_away(self):
        return "database" in self.uitkomsten and self.uitkomsten["database"].stand == Stand.FOUT


def look_at(onderdeel):
    """The Uitkomst of one part; what it raises goes to the log."""
    try:
        return onderdeel.look()
    except Exception:
        logger.exception("Onderdeel %s is niet in orde", onderdeel.naam)
        return Uitkomst(Stand.FOUT, onderdeel.failure)


class Rondes:
    """The looks that are under way in this process, by the first part of their group: never more than one each.

    Who asks meanwhile shares its outcome, so neither a part that hangs nor a crowd of visitors piles up threads.
    """

    busy = {}
    lock = threading.Lock()

    @classmethod
    def join(cls, group):
        """The look at this group that is under way, or a new one."""
        with cls.lock:
            ronde = cls.busy.get(group[0].naam)
            if ronde is None or not ronde.is_alive():
                ronde = cls.busy[group[0].naam] = Ronde(group)
                ronde.start()
            return ronde


def look_around(groups=GROUPS):
    """{part: Uitkomst} of every part, within LIMIT_SECONDS; a part that says nothing by then is FOUT."""
    begin = time.monotonic()
    uitkomsten = {}
    for ronde in [Rondes.join(group) for group in groups]:
        seconds = limit_of(ronde.group)
        ronde.join(max(0, begin + seconds - time.monotonic()))
        known = ronde.uitkomsten.copy()
        silent = [onderdeel.naam for onderdeel in ronde.group if onderdeel.naam not in known]
        if silent:
            logger.error("Geen antwoord binnen %s s van %s", seconds, ", ".join(silent))
        uitkomsten |= known | {naam: Uitkomst(Stand.FOUT, SILENT.format(seconds=seconds)) for naam in silent}
    return uitkomsten


def limit_of(group):
    """How many seconds this group may take: a part that the web can do without is not waited for as long."""
    return LIMIT_SECONDS if any(onderdeel.naam in NEEDED for onderdeel in group) else SPARE_SECONDS
