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
LOOKS = ("kop", "subkop", "vet", "schuin")
EMPHASIS = {"strong": "vet", "em": "schuin"}
HIGH = 3  # the heading that the editor calls a heading; a lower one is a subheading
CELL = " · "
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
    return SafeString("".join(f"<p>{escape(part)}</p>" for part in paragraphs_of(tekst)).replace("\n", "<br>"))


def paragraphs_of(tekst):
    return [part.strip("\n") for part in re.split(r"\n[ \t]*\n", tekst) if part.strip()]


def read_runs(tekst):
    """`tekst` without its marks, as (text, look) pieces; a look is a frozenset of names in LOOKS.

    An empty line parts blocks, a new line the items of a list and the rows of a table. An item keeps its dot or number.
    """
    if not PLAIN.search(tekst):
        return [("\n\n".join(paragraphs_of(tekst)), frozenset())]
    runs, gap, mark, look = [], "", "", frozenset()
    for token in reader.parse(tekst):
        gap, mark, look = next_gap(token, gap), next_mark(token, mark), next_look(token, look)
        if token.type == "inline" and (token.content or gap == CELL):
            runs += [((gap if runs else "") + mark, frozenset()), *read_inline(token.children, look)]
            gap, mark = "", ""
    return [(piece, look) for piece, look in runs if piece]


def next_gap(token, gap):
    """What parts the text after this token from the text before it."""
    if token.type in {"th_open", "td_open"}:
        return gap or CELL
    if token.nesting > 0:
        return gap or "\n" if token.level else "\n\n"
    return gap


def next_mark(token, mark):
    """What stands before the first text of an item of a list."""
    if token.type == "list_item_open":
        return f"{token.info}. " if token.info else "• "
    return "" if token.type == "list_item_close" else mark


def next_look(token, look):
    """How the text of the block looks that this token opens."""
    if token.type == "heading_open":
        return frozenset({"kop" if int(token.tag[1:]) <= HIGH else "subkop"})
    return frozenset() if token.nesting > 0 else look


def read_inline(tokens, look):
    """The pieces of one heading, paragraph or cell, all with `look` and what its words have besides."""
    for token in tokens:
        match token.type:
            case "strong_open" | "em_open":
                look |= {EMPHASIS[token.tag]}
            case "strong_close" | "em_close":
                look -= {EMPHASIS[token.tag]}
            case "softbreak" | "hardbreak":
                yield "\n", look
            case _:
                yield token.content, look
