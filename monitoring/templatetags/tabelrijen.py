"""The rows of a table of the monitoring, in Python: as nodes of a template its cells took most of the page."""

from html import escape

from django import template
from django.utils.safestring import SafeString

register = template.Library()
NUMBER, TOTAL = ' class="sto-num"', ' class="sto-total"'


@register.simple_tag
def tabelrijen(tabel, regels):
    """The head and body of a Tabel with these Regels.

    Every text passes through `escape`, which is what makes the whole safe to show.
    """
    columns = tabel.getoond
    heads = (f'<th scope="col"{"" if each.soort == "tekst" else NUMBER}>{escape(each.titel)}</th>' for each in columns)
    body = "\n".join(draw_row(regel, len(columns)) for regel in regels)
    return SafeString(f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>{body}</tbody>")


def draw_row(regel, width):
    """A Regel, with the heading of its group above it where it begins one."""
    cells = "".join(f"<td{NUMBER if cel.is_getal else ''}>{escape(cel.tekst)}</td>" for cel in regel.cellen)
    name = f"{escape(regel.naam)} {escape(regel.teken)}".rstrip()
    row = f'<tr{TOTAL if regel.is_totaal else ""}><th scope="row">{name}</th>{cells}</tr>'
    if not regel.groep:
        return row
    heading = f'<th scope="colgroup" colspan="{width}">{escape(regel.groep)}</th>'
    return f'<tr class="sto-table__group">{heading}</tr>\n{row}'
