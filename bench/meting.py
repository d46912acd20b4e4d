"""What one measurement gives: our figure, the bare one beside it, and whether the target was met."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Meting:
    """One line of the report; `ons` and `kaal` in `eenheid`, `doel` in words people read.

    `kaal` and `verhouding` are None where nothing stands beside it, `queries` where they do not matter.
    """

    naam: str
    ons: float
    kaal: float | None
    eenheid: str
    verhouding: float | None
    doel: str
    gehaald: bool
    queries: int | None = None


def at_most(naam, ons, kaal, *, eenheid, keer):
    """A Meting that is met where we take at most `keer` times what the bare way takes."""
    verhouding = ons / kaal
    return Meting(naam, ons, kaal, eenheid, verhouding, f"hoogstens {dutch(keer)} ×", verhouding <= keer)


def at_least(naam, ons, kaal, *, eenheid, keer):
    """A Meting that is met where the bare time is at least `keer` times ours: 1 is as fast, more is faster."""
    verhouding = kaal / ons
    return Meting(naam, ons, kaal, eenheid, verhouding, f"minstens {dutch(keer)} × zo snel", verhouding >= keer)


def within(naam, ons, kaal, *, eenheid, verschil):
    """A Meting that is met where we take at most `verschil` more than the bare way."""
    doel = f"hoogstens {dutch(verschil)} {eenheid} meer"
    return Meting(naam, ons, kaal, eenheid, ons / kaal, doel, ons - kaal <= verschil)


def page(naam, ons, *, eenheid, hoogstens, queries, hoogstens_queries):
    """A Meting of a page or a download: both the time and the number of queries have a limit."""
    doel = f"hoogstens {dutch(hoogstens)} {eenheid} en {hoogstens_queries} query's"
    gehaald = ons <= hoogstens and queries <= hoogstens_queries
    return Meting(naam, ons, None, eenheid, None, doel, gehaald, queries)


def dutch(number, places=None):
    """A number in Dutch notation: 1234.5 → '1.234,5'."""
    text = f"{number:,}" if places is None else f"{number:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))
