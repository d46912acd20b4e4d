"""The report of a run: lines on the screen while it runs, docs/metingen.md at the end."""

from bench.meting import dutch
from bench.omgeving import ROOT

PAGINA = ROOT / "docs" / "metingen.md"
KOPPEN = ("Wat", "Ons", "Kaal", "Verhouding", "Query's", "Doel", "Gehaald")
OPENING = """# Metingen

Deze pagina is gemaakt door `make bench`. Elke regel zet wat het portaal doet naast de kale manier om hetzelfde te
bereiken: in dezelfde run en om de beurt. Elk cijfer is de mediaan van meer rondes, na een eerste keer die niet meetelt.
PostgreSQL draait op dezelfde machine, zonder op de schijf te wachten (`fsync` uit).
"""


def amount(value, eenheid):
    """'1.234,5 ms'; '–' where there is none."""
    return "–" if value is None else f"{dutch(value, 1 if value >= 10 else 2)} {eenheid}"


def cells(meting):
    """The columns of KOPPEN for one Meting, as text."""
    return (
        meting.naam,
        amount(meting.ons, meting.eenheid),
        amount(meting.kaal, meting.eenheid),
        "–" if meting.verhouding is None else dutch(meting.verhouding, 2),
        "–" if meting.queries is None else str(meting.queries),
        meting.doel,
        "ja" if meting.gehaald else "nee",
    )


def as_lines(metingen):
    """A table for the screen, each column as wide as its widest cell."""
    rows = [KOPPEN, *map(cells, metingen)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def as_markdown(rows):
    """The lines of a table; the first row is its head."""
    head, *rest = rows
    yield from (f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rest))


def write_page(machine, found):
    """Write docs/metingen.md from `found`, (Onderwerp, metingen) in the order of the report."""
    lines = [OPENING, "## De machine", "", *as_markdown([("Onderdeel", "Waarde"), *machine])]
    for onderwerp, metingen in found:
        lines += ["", f"## {onderwerp.titel}", "", onderwerp.uitleg, ""]
        lines += as_markdown([KOPPEN, *map(cells, metingen)])
    PAGINA.write_text("\n".join(lines) + "\n", encoding="utf-8")
