"""How far a case of the demo has come, and when each step of it was taken."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache

from django.utils import timezone

from regions.loading import read_day, read_fixture
from sto_portal.demo import namen

ACCEPTED = ("submit", "accept")
READING, HANDED_IN = ("start",), ("start", "hand_in")
REVEALED = (("start", "hand_in", "reveal"),) * 3
OFFICE_HOURS = (9 * 60, 17 * 60)
SATURDAY = 5
PORTAL = None
WHO = {
    "begin": "penvoerder",
    "submit": "penvoerder",
    "withdraw": "penvoerder",
    "request_supplement": "behandelaar",
    "lapse": PORTAL,
    "set_aside": "tekenbevoegde",
    "accept": "behandelaar",
    "reveal": PORTAL,
    "settle": "voorzitter",
    "offer": "behandelaar",
    "drop": "behandelaar",
    "approve": "tekenbevoegde",
    "send": "tekenbevoegde",
    "grant": "tekenbevoegde",
    "reject": "tekenbevoegde",
    "revoke": "tekenbevoegde",
}


@cache
def read_verloop():
    """The content of fixtures/demo_verloop.yaml; days that count from today are worked out where they are used."""
    return read_fixture("demo_verloop.yaml")


@dataclass(frozen=True)
class Stand:
    """The steps taken: of the aanvraag, each member, the advies and the besluit (None: not begun)."""

    aanvraag: tuple = ()
    leden: tuple = ()
    advies: tuple | None = None
    besluit: tuple | None = None
    is_positief: bool = True
    is_volledig: bool = True

    @property
    def heeft_akkoord(self):
        """Whether the bestuurder agreed: with a whole plan, and with one that was good enough to be decided on."""
        return self.is_volledig or self.besluit is not None

    @property
    def is_ingediend(self):
        return "submit" in self.aanvraag


def decided(*aanvraag, **fields):
    """A case of which the decision was sent."""
    return Stand((*ACCEPTED, *aanvraag), REVEALED, ("settle",), ("offer", "approve", "send"), **fields)


STANDEN = {
    "concept_leeg": Stand(),
    "concept_herkansing": Stand(),
    "concept_bijna_klaar": Stand(),
    "concept_klaar": Stand(),
    "ingediend": Stand(("submit",)),
    "ingediend_onvolledig": Stand(("submit",), is_volledig=False),
    "aanvulling_gevraagd": Stand(("submit", "request_supplement"), is_volledig=False),
    "aanvulling_verlopen": Stand(("submit", "request_supplement", "lapse"), besluit=("drop",), is_volledig=False),
    "in_behandeling": Stand(ACCEPTED),
    "toegewezen": Stand(ACCEPTED, ((), (), (), ("decline",))),
    "beoordeling_halverwege": Stand(ACCEPTED, (READING, HANDED_IN, ())),
    "beoordeling_techniekarm": Stand(ACCEPTED, (HANDED_IN, READING, ())),
    "onthuld": Stand(ACCEPTED, REVEALED),
    "advies_concept": Stand(ACCEPTED, REVEALED, ()),
    "advies_positief": Stand(ACCEPTED, REVEALED, ("settle",)),
    "advies_negatief": Stand(ACCEPTED, REVEALED, ("settle",), is_positief=False),
    "besluit_concept": Stand(ACCEPTED, REVEALED, ("settle",), ()),
    "besluit_ter_akkoord": Stand(ACCEPTED, REVEALED, ("settle",), ("offer",)),
    "besluit_vastgesteld": Stand(ACCEPTED, REVEALED, ("settle",), ("offer", "approve")),
    "verleend": decided("grant"),
    "deels_verleend": decided("grant", is_volledig=False),
    "afgewezen": decided("reject", is_positief=False),
    "buiten_behandeling": Stand(
        ("submit", "request_supplement", "lapse", "set_aside"), besluit=("offer", "approve", "send"), is_volledig=False
    ),
    "ingetrokken": Stand(("submit", "withdraw")),
    "verlening_ingetrokken": decided("grant", "revoke"),
}


class Rooster:
    """The days of one round in fixtures/demo_verloop.yaml: a day per step, chosen by region."""

    def __init__(self, ronde):
        self.ronde = ronde
        self.days = read_verloop()["rondes"][ronde.nummer]

    def day(self, step, *key):
        """The day of `step`, a date; `key` tells regions and members apart."""
        first, last = map(read_day, self.days[step])
        return first + timedelta(days=namen.between(0, (last - first).days, self.ronde.nummer, step, *key))

    def workdays(self, step):
        """The days, from the first to the last, on which `step` is taken; Saturdays and Sundays only where all are."""
        first, last = map(read_day, self.days[step])
        days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        return [day for day in days if day.weekday() < SATURDAY] or days

    def moment(self, step, *key):
        """A moment in office hours on the day of `step`; a decision and what follows from it are of one moment."""
        step = {"grant": "send", "reject": "send", "set_aside": "send"}.get(step, step)
        minutes = namen.between(*OFFICE_HOURS, self.ronde.nummer, step, *key, "tijd")
        return timezone.make_aware(datetime.combine(self.day(step, *key), time(minutes // 60, minutes % 60)))

    @property
    def verduidelijken_voor(self):
        return read_day(self.days["verduidelijken_voor"])


def walk(obj, verbs, row, take):
    """Let `obj` take `verbs` from its status and return the rows of those steps, which `row` makes.

    `take(verb)` gives (who, when, why). Raises KeyError on a verb that the workflow does not know, ValueError on one
    that cannot start where the one before ended.
    """
    rows = []
    for verb in verbs:
        sources, target = obj.TRANSITIONS[verb]
        if obj.status not in sources:
            raise ValueError(f"{verb} kan niet bij {obj.status}")
        door, op, reden = take(verb)
        rows.append(row(verb=verb, van=obj.status, naar=target, door=door, op=op, reden=reden))
        obj.status = target
    return rows
