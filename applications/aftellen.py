"""How long a draft can still be filed: told on its pages in the last week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

SHOWN_BEFORE = timedelta(days=7)
MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


@dataclass(frozen=True)
class Aftelling:
    """The time that is left to file: `seconden` until `sluit_op`, the first moment that is too late."""

    sluit_op: datetime
    seconden: int

    @property
    def tekst(self):
        """'2 dagen en 3 uur': whole days and hours, on the last day hours and minutes; static/sto/aftellen.js too."""
        days, hours, minutes = self.seconden // DAY, self.seconden % DAY // HOUR, self.seconden % HOUR // MINUTE
        parts = [counted(days, "dag", "dagen"), counted(hours, "uur", "uur")]
        if not days:
            parts = [parts[1], counted(minutes, "minuut", "minuten")]
        return " en ".join(part for part in parts if part) or "minder dan een minuut"


def counted(number, one, more):
    """'3 dagen'; empty for 0."""
    return f"{number} {one if number == 1 else more}" if number else ""


def count_down(aanvraag):
    """The Aftelling of an aanvraag that can be filed now and no longer than a week; else None.

    Without a query where it was read `with_sluit_op`.
    """
    now, ronde = timezone.now(), aanvraag.ronde
    if not aanvraag.is_writable or now < ronde.opent_op or ronde.sluit_op - now > SHOWN_BEFORE:
        return None
    sluit_op = getattr(aanvraag, "sluit_op", None) or ronde.closes_for(aanvraag.regio)
    left = sluit_op - now
    if not timedelta(0) < left <= SHOWN_BEFORE:
        return None
    return Aftelling(sluit_op=sluit_op, seconden=int(left.total_seconds()))
