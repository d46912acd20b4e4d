"""Days and moments of the regeling, all in Europe/Amsterdam."""

from datetime import timedelta

from django.utils import timezone

LAST_MINUTE = timedelta(minutes=1)  # people give the last minute in time, a row keeps the first moment too late


def last_day(start, *, days=0, weeks=0):
    """The last day of a term that starts the day after `start` (date)."""
    return start + timedelta(days=days, weeks=weeks)


def today():
    """Today's date in Europe/Amsterdam."""
    return timezone.localdate()
