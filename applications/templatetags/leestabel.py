"""The rows of a table of a plan, in Python: as nodes of a template its 2.000 cells took most of the page."""

from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

register = template.Library()
EMPTY = "Er zijn geen regels."
TOTAL = ' class="sto-total"'


@register.simple_tag
def leesrijen(tabel, nummer, bestand_url):
    """The body and foot of a Leestabel; a file is a link to `bestand_url` of the aanvraag with this `nummer`.

    Every text passes through `escape`, which is what makes the whole safe to show.
    """

    def show(cel):
        text = escape(cel.tekst)
        return f'<a href="{reverse(bestand_url, args=[nummer, cel.bestand.pk])}">{text}</a>' if cel.bestand else text

    opening = [' class="sto-num">' if is_number else ">" for _label, is_number in tabel.kolommen[1:]]

    def row(cellen, kind=""):
        rest = "".join(f"<td{tag}{show(cel)}</td>" for tag, cel in zip(opening, cellen[1:], strict=True))
        return f'<tr{kind}><th scope="row">{escape(cellen[0].tekst)}</th>{rest}</tr>\n'

    body = "".join(map(row, tabel.rijen)) or f'<tr><td colspan="{len(tabel.kolommen)}">{EMPTY}</td></tr>'
    foot = f"<tfoot>{row(tabel.totaal, TOTAL)}</tfoot>" if tabel.totaal else ""
    return SafeString(f"<tbody>{body}</tbody>{foot}")
