"""Checking whether what is kept is still as it was: in parts, so that one broken row hides no other."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import FieldError, ObjectDoesNotExist
from django.db import DatabaseError

PROGRESS_SECONDS = 5
# What a row that someone changed by hand can bring about in code that trusts it.
BROKEN = (
    *(ArithmeticError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError),
    *(DatabaseError, FieldError, ObjectDoesNotExist),
)


@dataclass(frozen=True)
class Uitslag:
    """What looking at one thing gave, in Dutch: `fout` where it is wrong, `ongezien` where nobody can tell."""

    fout: str = ""
    ongezien: str = ""


@dataclass(frozen=True)
class Deel:
    """One part of the check: its name, which is what it counts (a Dutch plural), and what looks at each of them."""

    naam: str
    controleer: Callable[[], Iterable[Uitslag]]


@dataclass
class Telling:
    """How many things of one part were looked at, were wrong, or could not be looked at; and how long that took."""

    naam: str
    gezien: int = 0
    fouten: int = 0
    ongezien: int = 0
    seconden: float = 0.0

    def __str__(self):
        parts = [f"{self.naam}: {self.gezien} gecontroleerd"]
        parts += [f"{self.fouten} fout"] if self.fouten else []
        parts += [f"{self.ongezien} niet te controleren"] if self.ongezien else []
        return f"{', '.join(parts)} ({as_seconds(self.seconden)})"


def run(deel, *, tell_fault, tell_unseen, tell_progress):
    """Look at everything of one Deel; the Telling. Each fault is told when it is found, progress now and then."""
    telling = Telling(deel.naam)
    begin = told = time.monotonic()
    for uitslag in until_it_breaks(deel):
        if uitslag.ongezien:
            telling.ongezien += 1
            tell_unseen(uitslag.ongezien)
            continue
        telling.gezien += 1
        if uitslag.fout:
            telling.fouten += 1
            tell_fault(uitslag.fout)
        if time.monotonic() - told > PROGRESS_SECONDS:
            told = time.monotonic()
            tell_progress(f"{deel.naam}: {telling.gezien} gecontroleerd …")
    telling.seconden = time.monotonic() - begin
    return telling


def until_it_breaks(deel):
    """The Uitslagen of a Deel; where it cannot go on that is one more, so that the other parts are looked at."""
    try:
        yield from deel.controleer()
    except BROKEN as error:
        yield Uitslag(f"{deel.naam}: de controle is niet afgemaakt ({describe(error)}).")


def look_at(things, look, name):
    """Yield the Uitslag of each thing: `look(thing)` gives what is wrong or ''; what it raises is a fault of `name`."""
    for thing in things:
        try:
            fault = look(thing)
        except BROKEN as error:
            fault = f"{name(thing)}: niet te controleren ({describe(error)})."
        yield Uitslag(fault)


def describe(error):
    """What was raised, on one line."""
    return " ".join(f"{type(error).__name__} {error}".split())[:200]


def as_seconds(seconds):
    """'3,4 seconden'"""
    return f"{seconds:.1f} seconden".replace(".", ",")
