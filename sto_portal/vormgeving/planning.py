"""Geometry of a time line: bars per group over the years, widths in percentages and heights in pixels."""

from datetime import date

from sto_portal.vormgeving.charts import percent

HEAD, GROUP, ROW = 28, 40, 48
LABEL_LENGTH = 90


def shorten(text):
    """The text as far as it fits on a line of the chart; the table beside it has the whole."""
    return text if len(text) <= LABEL_LENGTH else f"{text[: LABEL_LENGTH - 1].rstrip()}…"


def planning_chart(groepen, first, last, *, title):
    """`groepen` are (label, [(label, first day, last day)]); the years from day `first` to `last` are columns.

    A bar that runs outside those days is cut off at them.
    """
    begin, days = date(first.year, 1, 1), (date(last.year + 1, 1, 1) - date(first.year, 1, 1)).days
    place, drawn = HEAD, []
    for label, balken in groepen:
        groep = {"label": shorten(label), "naam": label, "top": place, "y": place + 20, "balken": []}
        place += GROUP
        for naam, van, tot in balken:
            left = min(max((van - begin).days, 0), days)
            right = min(max((tot - begin).days + 1, left), days)
            groep["balken"].append({"label": shorten(naam), "label_y": place + 12, "y": place + 20})
            groep["balken"][-1] |= {"naam": naam, "van": van, "tot": tot}
            groep["balken"][-1] |= {"x": percent(left, days), "width": percent(right - left, days)}
            place += ROW
        drawn.append(groep)
    jaren = [
        {"label": str(jaar), "x": percent((date(jaar, 1, 1) - begin).days, days)}
        for jaar in range(first.year, last.year + 1)
    ]
    return {"title": title, "desc": describe(groepen), "groepen": drawn, "jaren": jaren, "height": place + 4}


def describe(groepen):
    """What the picture shows, for who does not see it."""
    lines = [
        f"{label}: {'; '.join(f'{naam} van {van:%d-%m-%Y} tot en met {tot:%d-%m-%Y}' for naam, van, tot in balken)}."
        for label, balken in groepen
    ]
    return " ".join(lines) or "Geen gegevens."
