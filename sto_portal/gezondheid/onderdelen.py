"""The parts of the portal that may fail on their own: one function each, which returns an Uitkomst or raises."""

import logging
import shutil
import time
import uuid

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import F
from django.db.models.functions import Now
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from sto_portal.gezondheid.migraties import missing_migrations
from sto_portal.gezondheid.uitkomst import Stand, Uitkomst, stand_of
from sto_portal.outbox.models import Bericht, Berichtstatus
from sto_portal.werk.models import Periodiek, Werk, Werker, Werkstatus

CLOCK_LATE_SECONDS, CLOCK_WRONG_SECONDS = 5, 60
BROKER_SECONDS = 1
DATABASE_CLOCK = {  # seconds since 1970 at this very moment, also within a transaction
    "postgresql": "SELECT EXTRACT(EPOCH FROM clock_timestamp())",
    "sqlite": "SELECT (julianday('now') - 2440587.5) * 86400.0",
}

logger = logging.getLogger(__name__)


def database():
    """Whether the database answers, and in how many milliseconds."""
    started = time.perf_counter()
    ask_database("SELECT 1")
    ms = round((time.perf_counter() - started) * 1000)
    return Uitkomst(Stand.IN_ORDE, "De database antwoordt.", {"ms": ms})


def klok():
    """How far this process's clock is from the database's."""
    before = time.time()
    there = float(ask_database(DATABASE_CLOCK[connection.vendor]))
    return judge_clock((before + time.time()) / 2 - there)


def judge_clock(ahead):
    """The Uitkomst for a clock that is `ahead` seconds (below zero: behind) of the database's.

    A round closes by the clock of the web process, while workers and leases go by that of the database.
    """
    seconds = round(abs(ahead), 1)
    stand = stand_of(seconds, let_op=CLOCK_LATE_SECONDS, fout=CLOCK_WRONG_SECONDS)
    if stand == Stand.IN_ORDE:
        text = "De klok van het portaal loopt gelijk met die van de database."
    else:
        way = "voor" if ahead > 0 else "achter"
        text = f"De klok van het portaal loopt {way} op die van de database. Rondes sluiten op het verkeerde moment."
    return Uitkomst(stand, text, {"seconden": seconds})


def migraties():
    """Whether the database has every migration of this code; the log names those that it lacks."""
    missing = missing_migrations()
    if not missing:
        return Uitkomst(Stand.IN_ORDE, "Alle migraties zijn uitgevoerd.")
    logger.error("Niet uitgevoerde migraties: %s", ", ".join(missing))
    text = "De database past niet bij deze versie van het portaal: er ontbreken migraties."
    return Uitkomst(Stand.FOUT, text, {"ontbreken": len(missing)})


def broker():
    """Whether Redis, which tells the workers of new work, answers within BROKER_SECONDS."""
    url = settings.CELERY_BROKER_URL
    if not url:
        return Uitkomst(Stand.IN_ORDE, "Niet gebruikt: de werkers zoeken zelf naar nieuw werk.")
    once = Retry(NoBackoff(), 0)
    with Redis.from_url(url, socket_connect_timeout=BROKER_SECONDS, socket_timeout=BROKER_SECONDS, retry=once) as redis:
        redis.ping()
    return Uitkomst(Stand.IN_ORDE, "De broker antwoordt.")


def opslag():
    """Whether a file can be written, read back and removed, and on a local disk how much is free."""
    name = f"gezondheid/{uuid.uuid4().hex}.txt"
    content = name.encode()
    try:
        default_storage.save(name, ContentFile(content))
        with default_storage.open(name) as probe:
            found = probe.read()
    finally:
        default_storage.delete(name)
    if found != content:
        return Uitkomst(Stand.FOUT, "Een bestand kwam anders terug dan het was geschreven.")
    return judge_space(free_bytes())


def free_bytes():
    """What is free on the disk of the files; None where they are not on a disk of this machine."""
    try:
        return shutil.disk_usage(default_storage.path("")).free
    except NotImplementedError:
        return None


def judge_space(free):
    """The Uitkomst of a storage that works, with `free` bytes left or None."""
    if free is None:
        return Uitkomst(Stand.IN_ORDE, "Bestanden kunnen worden bewaard en gelezen.")
    figures = {"vrij_mb": free // 2**20}
    if free < settings.STORAGE_FREE_BYTES:
        return Uitkomst(Stand.LET_OP, "Er is bijna geen ruimte meer voor bestanden.", figures)
    return Uitkomst(Stand.IN_ORDE, "Bestanden kunnen worden bewaard en gelezen.", figures)


def werkers():
    """Whether someone does the work in the background, how long work waits, and what is late."""
    alive = Werker.objects.alive().count()
    not_begun = Werk.objects.filter(status=Werkstatus.WACHTEND, beschikbaar_op__lte=Now())
    waiting = oldest_minutes(not_begun, "beschikbaar_op")
    late = Periodiek.objects.late().count()
    figures = {"werkers": alive, "oudste_werk_minuten": waiting, "periodiek_te_laat": late}
    if not alive:
        return Uitkomst(Stand.FOUT, "Niemand doet het werk op de achtergrond: er draait geen werker.", figures)
    if waiting > settings.WERK_LATE_MINUTES:
        return Uitkomst(Stand.LET_OP, "Er is werk dat lang wacht.", figures)
    if late:
        return Uitkomst(Stand.LET_OP, "Werk dat steeds terugkomt, is niet op tijd begonnen.", figures)
    return Uitkomst(Stand.IN_ORDE, "Het werk op de achtergrond wordt gedaan.", figures)


def outbox():
    """How long the oldest mail waits that was not sent, and how many could not be sent."""
    not_sent = Bericht.objects.filter(status__in=(Berichtstatus.WACHTEND, Berichtstatus.BEZIG))
    waiting = oldest_minutes(not_sent, "aangemaakt_op")
    failed = Bericht.objects.filter(status__in=(Berichtstatus.MISLUKT, Berichtstatus.GEWEIGERD)).count()
    figures = {"oudste_minuten": waiting, "mislukt": failed}
    stand = stand_of(waiting, let_op=settings.OUTBOX_LATE_MINUTES, fout=settings.OUTBOX_ALARM_MINUTES)
    if stand != Stand.IN_ORDE:
        return Uitkomst(stand, "Er zijn berichten die lang wachten op verzending.", figures)
    if failed:
        return Uitkomst(Stand.LET_OP, "Er zijn berichten die niet konden worden verzonden.", figures)
    return Uitkomst(Stand.IN_ORDE, "De berichten zijn verzonden of gaan zo weg.", figures)


def ask_database(question):
    """The one value that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def oldest_minutes(rows, moment):
    """Whole minutes since the earliest `moment` of these rows by the database's clock; 0 where there are none."""
    age = rows.order_by(moment).annotate(leeftijd=Now() - F(moment)).values_list("leeftijd", flat=True).first()
    return int(age.total_seconds() // 60) if age else 0
