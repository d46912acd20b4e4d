"""The kinds of work that may be put on a row; each app adds its own in its `work.py`."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of work: the name on the row, the title people read, the function that does it."""

    name: str
    title: str
    function: Callable


KINDS: dict[str, Kind] = {}


class UnknownKindError(LookupError):
    """No app registered this kind of work."""


def work(kind, *, title=""):
    """Register the decorated `function(taak)` as the way to do work of `kind`.

    It runs at least once, so what it does must be the same when done again; it returns a JSON-able dict or None.
    """

    def register(function):
        if kind in KINDS and KINDS[kind].function is not function:
            raise ValueError(f"Het soort werk '{kind}' bestaat al.")
        KINDS[kind] = Kind(kind, title or kind.replace("_", " ").capitalize(), function)
        return function

    return register


def find_kind(name):
    """The Kind with this name; raises UnknownKindError."""
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKindError(f"Het soort werk '{name}' is niet bekend.") from None
