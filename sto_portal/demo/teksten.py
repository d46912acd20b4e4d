"""The wording of a demo plan: sentences from fixtures/demo_teksten, filled with the region's own names and figures."""

from decimal import Decimal

from sto_portal import money
from sto_portal.demo import namen

WOORDEN = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


def write_text(slots, beeld, *key):
    """One sentence of each slot, chosen by region and `key` and filled from `beeld`; KeyError on an unknown name."""
    return " ".join(write_items(slots, beeld, *key))


def write_items(slots, beeld, *key):
    """The chosen sentence of each slot."""
    return [choose(slot, beeld, *key, place) for place, slot in enumerate(slots)]


def choose(variants, beeld, *key):
    """One of `variants`, filled from `beeld`."""
    return namen.pick(variants, beeld["volgnummer"], *key).format_map(beeld)


def in_words(number):
    """'drie' up to twelve, then digits with a point per thousand."""
    return WOORDEN[number] if number < len(WOORDEN) else money.format_number(number)


def count(number, singular, plural):
    """'geen leerlingen', 'één leerling', 'drie leerlingen', '1.217 leerlingen'."""
    if number == 0:
        return f"geen {plural}"
    return f"{in_words(number)} {singular if number == 1 else plural}"


def a_few(number, plural):
    """As `count`, but 'een paar' where a sentence needs a plural."""
    return f"een paar {plural}" if number < 2 else f"{in_words(number)} {plural}"


def percentage(part, whole):
    """'23,4 procent', '0 procent', '10 procent'."""
    share = money.round_half_up(money.share_in_basispunten(part, whole) / 100, 1)
    return f"{format_decimal(share)} procent"


def format_decimal(value):
    """A Decimal with a comma, without a zero behind it."""
    text = f"{Decimal(value):.1f}"
    return text.removesuffix(".0").replace(".", ",")


def euro(euros):
    """'€ 4.353.282' with a space that does not break."""
    return money.format_whole_euro(euros * 100)


def enumerate_names(names):
    """'A', 'A en B', 'A, B en C'."""
    *first, last = names
    return f"{', '.join(first)} en {last}" if first else last


def capitalise(text):
    return text[:1].upper() + text[1:]
