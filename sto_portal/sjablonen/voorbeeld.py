"""The data a text is tried with: an ordinary case, and one with as much of everything as a real one could have."""

from datetime import date

ROWS, INNER_ROWS = 60, 6
LONG = (
    "Dit is een lange verzonnen tekst, met tekens als & en < erin en met een samengesteld woord van de langste soort: "
    "subsidieverantwoordingsvoorschriften. "
)
LARGE_CENTS = 12_345_678_901
MANY = 12


def worst_case(example):
    """The largest data of the shape of `example`: long texts, long lists, large amounts, each yes a no and back."""
    return {name: stretch(name, value, ROWS) for name, value in example.items()}


def stretch(name, value, rows):
    match value:
        case bool():
            return not value
        case int() if name.endswith("_cents"):
            return LARGE_CENTS
        case int():
            return value or MANY
        case str():
            return f"{value} {LONG}".strip()
        case [*items] if items:
            return [stretch(name, items[number % len(items)], INNER_ROWS) for number in range(rows)]
        case dict():
            return {key: stretch(key, item, rows) for key, item in value.items()}
    return value


class Merktekens:
    """Values that are recognised where they are printed, each made once: see `mark`."""

    def __init__(self):
        self.number = 0

    def mark(self, value):
        """(Value of the kind of `value`, the text by which it is found again when it is printed)."""
        self.number += 1
        if isinstance(value, date):
            year = 3000 + self.number
            return value.replace(year=year, month=6, day=15), str(year)
        if isinstance(value, str):
            return f"merkteken{self.number:05}", f"merkteken{self.number:05}"
        euros = 81_000_000 + self.number
        return euros, str(euros)

    def mark_cents(self):
        euros, told = self.mark(0)
        return euros * 100, told
