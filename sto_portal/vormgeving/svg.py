"""Marks of a chart as SVG, in Python: as nodes of a template they took most of the page.

Places are numbers or texts that `charts` made; every text that people gave passes through `escape`, which is what makes
the whole safe to show.
"""

from html import escape

from django.utils.safestring import SafeString

GREY, BLUE, RED = "#c8d1da", "#1b5e8a", "#a3260f"


def draw_histogram(chart):
    """The lines, columns, edges and markers of `charts.histogram`."""
    marks = [*axis_lines(chart), *columns(chart), *edges(chart), *markers(chart)]
    return SafeString("\n".join(marks))


def axis_lines(chart):
    left = chart["left"]
    for each in chart["lines"]:
        yield line("line", x=(left, 100), y=(each["y"], each["y"]), stroke=GREY)
        yield text("tick", each["text"], x=left, y=each["text_y"], anchor="end", shift=-8)


def columns(chart):
    for each in chart["columns"]:
        size = f'x="{each["x"]}%" y="{each["y"]}" width="{each["width"]}%" height="{each["height"]}"'
        yield f'<rect class="sto-chart__bar" {size} fill="{BLUE}" />'
        if each["count"]:
            yield text("count", each["text"], x=each["middle"], y=each["count_y"], anchor="middle")
        if not chart["ticks"]:
            kind = "tick sto-chart__tick--minor" if each["minor"] else "tick"
            yield text(kind, each["label"], x=each["middle"], y=chart["tick_y"], anchor="middle")


def edges(chart):
    base = chart["base"]
    for each in chart["ticks"]:
        yield line("line", x=(each["x"], each["x"]), y=(base, base + 6), stroke=GREY)
        yield text("tick sto-chart__tick--edge", each["text"], x=each["x"], y=chart["tick_y"], anchor="middle")


def markers(chart):
    top = chart["top"]
    for each in chart["markers"]:
        place = {"x": (each["x"], each["x"]), "y": (top - 12, chart["base"])}
        yield line("marker", **place, stroke=RED, more=' stroke-dasharray="6 4"')
        yield text("marker-label", each["label"], x=each["x"], y=top - 14, shift=6)


def line(kind, *, x, y, stroke, more=""):
    """A line between two places: x in percent of the width, y in pixels."""
    ends = f'x1="{x[0]}%" x2="{x[1]}%" y1="{y[0]}" y2="{y[1]}"'
    return f'<line class="sto-chart__{kind}" {ends} stroke="{stroke}"{more} />'


def text(kind, words, *, x, y, anchor="", shift=0):
    """Words at a place, `shift` pixels beside it."""
    beside = f' dx="{shift}"' if shift else ""
    end = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="sto-chart__{kind}" x="{x}%"{beside} y="{y}"{end}>{escape(words)}</text>'
