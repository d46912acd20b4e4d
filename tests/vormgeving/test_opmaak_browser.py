"""What stands in the editor is kept as text that the server shows as it looked, and that comes back the same."""

from pathlib import Path

import pytest
from django.conf import settings

from sto_portal.vormgeving.opmaak import reader

pytestmark = pytest.mark.browser

STATIC = Path(settings.BASE_DIR) / "static"
ADDRESS = "data:text/javascript;charset=utf-8,"


def text(value, *marks):
    return {"type": "text", "text": value, "marks": [{"type": mark} for mark in marks]}


def node(kind, *content, **attrs):
    return {"type": kind, "attrs": attrs, "content": list(content)}


def paragraph(*content):
    return node("paragraph", *[text(part) if isinstance(part, str) else part for part in content])


def row(*cells, kind="tableCell"):
    return node("tableRow", *[node(kind, paragraph(cell) if cell else paragraph()) for cell in cells])


def merged(cell, **attrs):
    return node("tableCell", paragraph(cell), **attrs)


BREAK = {"type": "hardBreak"}
DOCUMENTS = [
    ([paragraph("Gewoon.")], "Gewoon."),
    ([paragraph("Een"), paragraph(), paragraph("Twee")], "Een\n\nTwee"),
    ([paragraph("Een", BREAK, "twee")], "Een\ntwee"),
    ([node("heading", text("Kop"), level=3), paragraph("Tekst")], "### Kop\n\nTekst"),
    ([paragraph("Dit is ", text("belangrijk", "bold"), "!")], "Dit is **belangrijk**!"),
    ([paragraph(text(" ruim ", "bold"), "gezet")], "**ruim** gezet"),
    ([paragraph(text("Let op:", "bold"), "daarna")], "**Let op**:daarna"),
    ([paragraph(text("vet", "bold"), " en ", text("schuin", "italic"))], "**vet** en *schuin*"),
    ([paragraph(text("beide", "bold", "italic"))], "***beide***"),
    ([paragraph("2 * 3 * 4, een_naam en _los_")], r"2 \* 3 \* 4, een_naam en \_los\_"),
    ([paragraph("# geen kop")], r"\# geen kop"),
    ([paragraph("- geen lijst", BREAK, "1. ook niet")], "\\- geen lijst\n1\\. ook niet"),
    ([paragraph("Op 12. mei")], "Op 12. mei"),
    ([paragraph(r"C:\*map")], r"C:\\\*map"),
    ([paragraph("<b>html</b> & meer")], "<b>html</b> & meer"),
    ([node("bulletList", node("listItem", paragraph("een")), node("listItem", paragraph("twee")))], "- een\n- twee"),
    ([node("orderedList", node("listItem", paragraph("drie")), start=3)], "3. drie"),
    (
        [node("bulletList", node("listItem", paragraph("een"), node("bulletList", node("listItem", paragraph("a")))))],
        "- een\n  - a",
    ),
    (
        [node("table", row("School", "Aantal", kind="tableHeader"), row("De Lasboog", "13|6"), row("", ""))],
        "| School | Aantal |\n| --- | --- |\n| De Lasboog | 13\\|6 |\n|  |  |",
    ),
]
ROOM = node(
    "tableCell",
    paragraph("Taken:"),
    node("orderedList", node("listItem", paragraph("les")), node("listItem", paragraph("stage"))),
)
TABLES = [
    (
        [
            row("Profiel", "Jaar", "Bedrag"),
            node("tableRow", merged("PIE", rowspan=2, colspan=1), merged("2026"), merged("8.000")),
            row("2027", "9.000"),
        ],
        ["| PIE | 2026 | 8.000 |", "|  | 2027 | 9.000 |"],
    ),
    (
        [row("a", "b", "c", "d"), node("tableRow", merged("1"), merged("2 en 3", colspan=2, rowspan=1), merged("4"))],
        ["| 1 | 2 en 3 |  | 4 |"],
    ),
    ([row("Taken"), node("tableRow", ROOM)], ["| Taken: 1. les / 2. stage |"]),
    (
        [row("Adres"), node("tableRow", node("tableCell", paragraph("Weg 1", BREAK, "Dam"), paragraph("NL")))],
        ["| Weg 1 / Dam / NL |"],
    ),
]


@pytest.fixture(scope="module")
def page(browser):
    context = browser.new_context()
    page = context.new_page()
    page.add_script_tag(path=STATIC / "vendor/markdown-it/markdown-it.min.js")
    source = (STATIC / "sto/markdown.js").read_text()
    page.evaluate("async (source) => { window.ours = await import(source); }", ADDRESS + encoded(source))
    yield page
    context.close()


def encoded(source):
    return "".join(f"%{byte:02x}" for byte in source.encode())


@pytest.mark.parametrize(("content", "tekst"), DOCUMENTS)
def test_the_editor_writes_text_that_both_sides_read_alike(page, content, tekst):
    written = page.evaluate("(document) => window.ours.toText(document)", {"type": "doc", "content": content})
    read_here = page.evaluate("(text) => window.ours.toHtml(text)", tekst)

    assert written == tekst
    assert read_here == reader.render(tekst)


@pytest.mark.parametrize(("rows", "lines"), TABLES)
def test_a_merged_cell_keeps_the_others_in_their_column_and_a_cell_is_one_line(page, rows, lines):
    written = page.evaluate(
        "(document) => window.ours.toText(document)", {"type": "doc", "content": [node("table", *rows)]}
    )

    assert written.split("\n")[2:] == lines


@pytest.mark.parametrize(
    ("tekst", "html"),
    [
        (r"2 \* 3 \* 4, een_naam en \_los\_", "<p>2 * 3 * 4, een_naam en _los_</p>\n"),
        (r"\# geen kop", "<p># geen kop</p>\n"),
        ("\\- geen lijst\n1\\. ook niet", "<p>- geen lijst<br>\n1. ook niet</p>\n"),
        (r"C:\\\*map", "<p>C:\\*map</p>\n"),
        ("**Let op**:daarna", "<p><strong>Let op</strong>:daarna</p>\n"),
    ],
)
def test_what_would_be_markup_is_shown_as_it_was_typed(tekst, html):
    assert reader.render(tekst) == html
