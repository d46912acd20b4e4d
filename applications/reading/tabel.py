"""Making a Leestabel from plain values."""

from applications.reading.leesplan import Cel, Leestabel
from sto_portal.money import format_number

EMPTY = "niet ingevuld"


def make_tabel(titel, labels, rijen, totaal=None, numbers=0):
    """A Leestabel of which the last `numbers` columns hold numbers; cells are text, int or Cel."""
    kolommen = tuple((label, position >= len(labels) - numbers) for position, label in enumerate(labels))
    return Leestabel(titel, kolommen, tuple(map(cells, rijen)), cells(totaal) if totaal else None)


def cells(values):
    return tuple(value if isinstance(value, Cel) else Cel(show(value)) for value in values)


def show(value):
    """Text as it is; a whole number with points between the thousands."""
    return format_number(value) if isinstance(value, int) else str(value)
