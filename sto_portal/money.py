"""Money is int euro cents; shares are int basis points (1000 = 10 %). Floats never."""

from decimal import ROUND_HALF_UP, Decimal


def format_number(number):
    """'20.000' for int 20000."""
    return f"{number:,}".replace(",", ".")


def format_euro(cents):
    """'€ 1.234,56' for int euro cents, with a non-breaking space; '€ -12,00' below zero."""
    sign = "-" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"€\u00a0{sign}{format_number(euros)},{rest:02d}"


def format_whole_euro(cents):
    """'€ 1.235': int euro cents rounded half up to whole euros."""
    euros = int(round_half_up(Decimal(cents) / 100))
    return f"€\u00a0{format_number(euros)}"


def format_basispunten(basispunten):
    """'10,0 %' for 1000 basis points."""
    return f"{round_half_up(Decimal(basispunten) / 100, 1)}".replace(".", ",") + "\u00a0%"


def round_half_up(value, places=0):
    """Decimal rounded half away from zero, as the report and Dutch readers do."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def share_in_basispunten(part, whole):
    """Share of int `part` in int `whole` as Decimal basis points, unrounded; Decimal 0 where `whole` is 0."""
    return Decimal(part) * 10000 / Decimal(whole) if whole else Decimal(0)


def has_share(part, whole, basispunten):
    """Whether `part` is at least `basispunten` of `whole`: in ints, without rounding; False where `whole` is 0."""
    return bool(whole) and part * 10000 >= basispunten * whole


def spread(total, weights):
    """Int `total` split over int `weights` in proportion, adding up exactly (largest remainders first)."""
    whole = sum(weights)
    if not whole:
        return [total, *[0] * (len(weights) - 1)] if weights else []
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: total * weights[i] % whole, reverse=True)
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
