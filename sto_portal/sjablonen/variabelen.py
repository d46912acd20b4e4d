"""What may be filled in, in words for who writes a text."""

from datetime import date, datetime


def describe_variables(example):
    """(Name, what it holds and how it is written) of each variable of an `example`, by name."""
    return [(name, describe(name, value)) for name, value in sorted(example.items())]


def describe(name, value):
    match value:
        case bool():
            return "ja of nee; gebruik {% if … %}"
        case datetime():
            return "een moment; schrijf |moment of |deadline erachter"
        case date():
            return "een dag; schrijf |datum erachter"
        case int() if name.endswith("_cents"):
            return "een bedrag; schrijf |euro erachter"
        case [dict() as first, *_]:
            return f"een lijst, met per regel: {', '.join(first)}"
        case list():
            return "een lijst"
        case dict():
            return f"gegevens: {', '.join(value)}"
    return f"bijvoorbeeld: {value}"
