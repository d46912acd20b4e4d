"""Text with a little markup: headings, lists, bold, italics and tables, kept as Markdown and shown as safe HTML.

The text itself stays readable, so that it can be compared word by word and typed without JavaScript. The editor in the
browser reads it by the same rules (static/sto/opmaak.js).
"""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

RULES = ["heading", "list", "table", "emphasis", "newline", "escape", "balance_pairs"]
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
HEADINGS = {f"h{level}" for level in range(2, 7)}
LOWEST = 6
PLAIN = re.compile(r"[*_#|\\]|^[ \t]*(?:[-+]|\d{1,9}[.)])[ \t]", re.MULTILINE)  # what no plain text holds
TABLE = (
    '<div class="sto-table-scroll" role="region" aria-label="Tabel in het antwoord" tabindex="0">'
    '<table class="sto-table sto-table--prose">'
)
reader = MarkdownIt("zero", {"html": False, "breaks": True}).enable(RULES)


def render_opmaak(tekst, base=3):
    """`tekst` as safe HTML; its highest heading becomes h`base`, the next h`base + 1`."""
    if not PLAIN.search(tekst):
        return render_plain(tekst)
    tokens = reader.parse(tekst)
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(base + levels.index(token.tag), LOWEST)}"
    made = reader.renderer.render(tokens, reader.options, {})
    html = nh3.clean(made, tags=TAGS | HEADINGS, attributes={"ol": {"start"}})
    html = html.replace("<th>", '<th scope="col">').replace("<table>", TABLE).replace("</table>", "</table></div>")
    return SafeString(html)


def render_plain(tekst):
    """A text without markup: paragraphs at empty lines, a new line where there is one."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n[ \t]*\n", tekst) if part.strip())
    return SafeString("".join(f"<p>{escape(part)}</p>" for part in paragraphs).replace("\n", "<br>"))
