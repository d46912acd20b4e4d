"""Geometry of the portal's small SVG charts.

Widths are percentages and heights are pixels, so text keeps its size on a phone; no style attributes, so the charts
pass a strict content security policy. Templates in components/ draw what stands here.
"""

from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

BAR_ROW_HEIGHT = 56
RANGE_ROW_HEIGHT = 84
BAR_SHARE = 78
COLUMN_HEIGHT = 220
COLUMN_TOP = 24
HISTOGRAM_TOP = 44  # above the columns is room for the name of a line
COLUMN_LEFT = 9
LINE_LEFT = 14


def percent(part, whole, share=100):
    """`part` of `whole` as a percentage of `share`, in two decimals with a point; '0' where `whole` is 0."""
    return f"{Decimal(part) * share / Decimal(whole):.2f}" if whole else "0"


def show_number(value):
    """A number as a Dutch reader writes it, at most two decimals."""
    shown = f"{Decimal(str(value)):,.2f}".rstrip("0").rstrip(".")
    return shown.translate(str.maketrans(",.", ".,"))


def describe(rows):
    """The figures as one sentence, for who does not see the chart."""
    return "; ".join(f"{label}: {text}" for label, text in rows) + "." if rows else "Geen gegevens."


def bar_chart(rows, *, title, desc="", unit=""):
    """Horizontal bars, the longest over BAR_SHARE percent; a row's third item replaces the number shown."""
    rows = list(rows)
    top = max((row[1] for row in rows), default=0)
    bars = []
    for place, row in enumerate(rows):
        text = row[2] if len(row) > 2 else f"{show_number(row[1])}{unit}"
        y = place * BAR_ROW_HEIGHT
        width = percent(row[1], top, BAR_SHARE)
        bars.append({"label": row[0], "text": text, "width": width, "label_y": y + 16, "y": y + 22, "text_y": y + 36})
    figures = describe([(bar["label"], bar["text"]) for bar in bars])
    return {"title": title, "desc": desc or figures, "bars": bars, "height": max(len(rows), 1) * BAR_ROW_HEIGHT}


def nice_step(top, lines=4):
    """Smallest of 1, 2, 5 × 10^n such that `lines` steps reach `top`; at least 1."""
    step, factors, place = Decimal(1), (Decimal(2), Decimal("2.5"), Decimal(2)), 0
    while step * lines < top:
        step, place = step * factors[place % 3], place + 1
    return step


def histogram(bins, *, title, edges=(), desc="", x_label="", y_label="", markers=()):
    """Upright columns on a counted axis with round numbers.

    With `edges`, one number more than there are bins, a column is as wide as its class, and the axis names the edges;
    the last class is open, so its end has no name. `markers` are (place on that axis, label) of dashed lines; without
    edges a place is a number of bins.
    """
    bins = list(bins)
    most = max((count for _, count in bins), default=0)
    step = nice_step(most)
    top = step * max((Decimal(most) / step).to_integral_value(ROUND_CEILING), 1)
    places = [Decimal(edge) for edge in edges or range(len(bins) + 1)]
    scale = Decimal(100 - COLUMN_LEFT) / max(places[-1] - places[0], 1)

    def across(place):
        return COLUMN_LEFT + (Decimal(place) - places[0]) * scale

    base = HISTOGRAM_TOP + COLUMN_HEIGHT
    columns = [
        column(label, count, across(start), across(end), int(Decimal(count) * COLUMN_HEIGHT / top))
        for (label, count), (start, end) in zip(bins, pairwise(places), strict=True)
    ]
    for place, each in enumerate(columns):
        each["minor"] = len(bins) > 8 and place % 2
    ticks = [{"x": f"{across(edge):.2f}", "text": show_number(edge)} for edge in edges[:-1]]
    chart = {"title": title, "desc": desc or describe(bins), "columns": columns, "left": COLUMN_LEFT, "ticks": ticks}
    chart |= {"lines": list(grid_lines(step, top, HISTOGRAM_TOP)), "x_label": x_label, "y_label": y_label, "base": base}
    chart |= {"top": HISTOGRAM_TOP, "tick_y": base + 22, "height": base + 54}
    chart["markers"] = [{"x": f"{across(place):.2f}", "label": label} for place, label in markers]
    return chart


def column(label, count, left, right, height):
    """One column between two places in percent; a count above it."""
    width, y = right - left, HISTOGRAM_TOP + COLUMN_HEIGHT - height
    found = {"label": label, "count": count, "text": show_number(count), "height": height, "y": y, "count_y": y - 6}
    gap = min(width * Decimal("0.06"), Decimal("0.5"))
    return found | {
        "x": f"{left + gap:.2f}",
        "width": f"{width - 2 * gap:.2f}",
        "middle": f"{left + width / 2:.2f}",
    }


def range_chart(rows, *, title, desc=""):
    """Per row a line from minimum to maximum with a mark at the mean, on one scale from zero."""
    rows = list(rows)
    top = max((maximum for *_, maximum in rows), default=0)
    ranges = []
    for place, (label, minimum, mean, maximum) in enumerate(rows):
        y = place * RANGE_ROW_HEIGHT
        text = f"{show_number(minimum)} tot {show_number(maximum)}, gemiddeld {show_number(mean)}"
        ranges.append(
            {"label": label, "text": text, "label_y": y + 16, "text_y": y + 37, "y": y + 50, "mark_y": y + 46}
        )
        ranges[-1] |= {"x": percent(minimum, top, 98), "width": percent(maximum - minimum, top, 98)}
        ranges[-1]["mark_x"] = percent(mean, top, 98)
    figures = describe([(item["label"], item["text"]) for item in ranges])
    return {"title": title, "desc": desc or figures, "ranges": ranges, "height": max(len(rows), 1) * RANGE_ROW_HEIGHT}


def line_chart(points, *, title, desc="", y_label=""):
    """A line through (label, value) points in order, on an axis from zero with round numbers.

    On a phone only the first, the last and every third point keep their figures, so that these do not overlap.
    """
    points = list(points)
    step = nice_step(max((value for _, value in points), default=0))
    top = step * max(
        (Decimal(max((value for _, value in points), default=1)) / step).to_integral_value(ROUND_CEILING), 1
    )
    width = Decimal(100 - LINE_LEFT) / max(len(points), 1)
    dots = []
    for place, (label, value) in enumerate(points):
        y = COLUMN_TOP + COLUMN_HEIGHT - int(Decimal(value) * COLUMN_HEIGHT / top)
        dots.append({"label": label, "text": show_number(value), "y": y, "text_y": y - 12})
        dots[-1] |= {"x": f"{LINE_LEFT + (place + Decimal('0.5')) * width:.2f}"}
        dots[-1] |= {"minor": len(points) > 5 and place % 3 and place < len(points) - 1}
    segments = [{"x1": one["x"], "y1": one["y"], "x2": other["x"], "y2": other["y"]} for one, other in pairwise(dots)]
    chart = {"title": title, "desc": desc or describe([(dot["label"], dot["text"]) for dot in dots])}
    chart |= {"points": dots, "segments": segments, "lines": list(grid_lines(step, top)), "left": LINE_LEFT}
    return chart | {
        "y_label": y_label,
        "tick_y": COLUMN_TOP + COLUMN_HEIGHT + 20,
        "height": COLUMN_TOP + COLUMN_HEIGHT + 32,
    }


def grid_lines(step, top, begin=COLUMN_TOP):
    """The lines of an axis from zero to `top`, that stands at height `begin`, each with its number."""
    for number in range(int(top / step) + 1):
        y = begin + COLUMN_HEIGHT - int(number * step * COLUMN_HEIGHT / top)
        yield {"y": y, "text_y": y + 4, "text": show_number(number * step)}
