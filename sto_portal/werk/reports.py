"""How the background work stands at this moment, by the clock of the database."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q

from sto_portal.namen import name_key
from sto_portal.werk import broker
from sto_portal.werk.models import (
    LONGEST_PAUSE_SECONDS,
    Periodiek,
    Werk,
    Werker,
    Werkstatus,
    held,
    seconds_from_now,
    within,
)
from sto_portal.werk.periodiek import HERHALINGEN

DAY_SECONDS = 24 * 60 * 60
LONG_WAIT_MINUTES = 5
RUNNING_SHOWN = 12
QUEUE_TITLES = ("Gevraagd werk", "Periodiek werk")  # in the order of broker.queue_lengths


@dataclass(frozen=True)
class Telling:
    """How many rows wait, run, failed, and were done in the last day; `lang` of them wait too long.

    `bezig` counts what a worker holds, `verlaten` what lost its worker; `oudste_op` is since when the first waits.
    """

    wacht: int
    lang: int
    oudste_op: datetime | None
    bezig: int
    verlaten: int
    mislukt: int
    klaar: int


@dataclass(frozen=True)
class Wachtrij:
    """One queue of the broker, and how many messages wait in it."""

    title: str
    berichten: int


@dataclass(frozen=True)
class Herhalingsstand:
    """One kind of periodic work: when it was begun, when it is due (None: not yet known), and what went wrong."""

    title: str
    laatst_op: datetime | None = None
    volgende_op: datetime | None = None
    is_late: bool = False
    fout: str = ""


@dataclass(frozen=True)
class Oordeel:
    """What an operator should know, and do: `kind` is that of an alert."""

    kind: str
    title: str
    text: str


ALL_IS_WELL = Oordeel("success", "Alles loopt.", "U hoeft niets te doen.")
NO_WORKER = Oordeel(
    "error",
    "Er is geen worker aan het werk.",
    "Het werk blijft staan en begint zodra er weer een worker is. Start de worker op de server. "
    "Niemand hoeft iets opnieuw te vragen.",
)
NO_BROKER = Oordeel(
    "error",
    "De broker is niet bereikbaar.",
    "Het werk blijft staan en gaat door zodra hij terug is. Kijk op de server of Redis loopt. "
    "Niemand hoeft iets opnieuw te vragen.",
)


@dataclass(frozen=True)
class Toestand:
    """All of it: the counts, what runs (at most RUNNING_SHOWN rows), who works, what comes back, and the broker.

    `wachtrijen` is empty where no broker is used and None where it does not answer.
    """

    telling: Telling
    lopend: list[Werk]
    workers: list[Werker]
    herhalingen: list[Herhalingsstand]
    wachtrijen: list[Wachtrij] | None

    @property
    def oordelen(self):
        """What is wrong, the worst first; else that all is well."""
        stopped = [*self._without_worker(), *self._without_broker()]
        slow = [] if stopped else [*self._late(), *self._long_wait()]
        return [*stopped, *self._failed(), *self._periodic_failed(), *slow] or [ALL_IS_WELL]

    @property
    def summary(self):
        """The titles of the verdict in one line."""
        return " ".join(oordeel.title for oordeel in self.oordelen)

    @property
    def not_shown(self):
        """How many rows run besides those in `lopend`."""
        return self.telling.bezig + self.telling.verlaten - len(self.lopend)

    def _without_worker(self):
        works = self.telling.bezig or any(worker.is_alive for worker in self.workers)
        return [] if works else [NO_WORKER]

    def _without_broker(self):
        return [NO_BROKER] if self.wachtrijen is None else []

    def _failed(self):
        if count := self.telling.mislukt:
            text = "Hieronder, bij Al het werk, staat waarom. Is de oorzaak weg? Probeer het dan opnieuw."
            yield Oordeel("error", f"{pieces(count)} {'is' if count == 1 else 'zijn'} mislukt.", text)

    def _periodic_failed(self):
        if titles := [herhaling.title for herhaling in self.herhalingen if herhaling.fout]:
            text = "Het portaal probeert het vanzelf weer. Blijft het fout gaan? Kijk dan in het logboek van de server."
            yield Oordeel("warning", f"Periodiek werk is mislukt: {', '.join(titles)}.", text)

    def _late(self):
        if titles := [herhaling.title for herhaling in self.herhalingen if herhaling.is_late]:
            who = "beat van Celery" if self.wachtrijen else "de worker"
            text = f"Niemand begint eraan. Kijk op de server of {who} nog loopt en start die opnieuw."
            yield Oordeel("warning", f"Periodiek werk is te laat: {', '.join(titles)}.", text)

    def _long_wait(self):
        if count := self.telling.lang:
            title = f"{pieces(count)} {'wacht' if count == 1 else 'wachten'} langer dan {LONG_WAIT_MINUTES} minuten."
            yield Oordeel("warning", title, "Wordt de rij niet korter? Start dan meer workers op de server.")


def pieces(count):
    """'1 stuk werk', '3 stukken werk'."""
    return f"{count} {'stuk' if count == 1 else 'stukken'} werk"


def read_toestand():
    """The Toestand of now, in four queries and at most broker.LOOK_SECONDS of waiting for the broker."""
    busy = Werk.objects.filter(status=Werkstatus.BEZIG).with_held().select_related("door")
    return Toestand(
        telling=count_work(),
        lopend=list(busy.defer("invoer", "resultaat").order_by("gestart_op", "pk")[:RUNNING_SHOWN]),
        workers=list(Werker.objects.with_alive()),
        herhalingen=read_herhalingen(),
        wachtrijen=read_wachtrijen(),
    )


def count_work():
    """The Telling of now."""
    waits, busy = Q(status=Werkstatus.WACHTEND), Q(status=Werkstatus.BEZIG)
    done = Q(status=Werkstatus.KLAAR, klaar_op__gte=seconds_from_now(-DAY_SECONDS))
    failed = Q(status=Werkstatus.MISLUKT)
    may_begin = waits & ~within("beschikbaar_op", LONGEST_PAUSE_SECONDS)
    counts = Werk.objects.filter(waits | busy | failed | done).aggregate(
        wacht=Count("pk", filter=waits),
        lang=Count("pk", filter=waits & Q(beschikbaar_op__lt=seconds_from_now(-LONG_WAIT_MINUTES * 60))),
        oudste_op=Min("beschikbaar_op", filter=may_begin),
        bezig=Count("pk", filter=busy & held()),
        verlaten=Count("pk", filter=busy & ~held()),
        mislukt=Count("pk", filter=failed),
        klaar=Count("pk", filter=done),
    )
    return Telling(**counts)


def read_herhalingen():
    """A Herhalingsstand for each registered kind of periodic work, by title."""
    rows = {row.naam: row for row in Periodiek.objects.with_late()}
    found = [
        Herhalingsstand(herhaling.title, row.laatst_op, row.volgende_op, row.is_late, row.fout)
        if (row := rows.get(herhaling.name))
        else Herhalingsstand(herhaling.title)
        for herhaling in HERHALINGEN.values()
    ]
    return sorted(found, key=lambda stand: name_key(stand.title))


def read_wachtrijen():
    """A Wachtrij for each queue of the broker; [] where none is used, None where it does not answer."""
    lengths = broker.look()
    if lengths is None:
        return None
    return [Wachtrij(title, count) for title, count in zip(QUEUE_TITLES, lengths.values(), strict=False)]
