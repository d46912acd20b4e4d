"""WeasyPrint as it comes: `weergave.py FOLDER REST OF` makes a PDF of every HTML file of a folder, or of its share.

Runs without the portal: the fonts and the stylesheet are read once, as anyone would who makes many.
"""

import sys
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def stylesheet():
    """The stylesheet of a letter with the fonts it names."""
    fonts = FontConfiguration()
    return CSS(filename=STATIC / "pdf" / "letter.css", font_config=fonts), fonts


def render(html):
    """The PDF of one document, of the same kind as the portal's: PDF/A-3a."""
    css, fonts = stylesheet()
    return HTML(string=html, base_url=f"{STATIC}/").write_pdf(
        stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-3a"
    )


def render_share(folder, rest, of):
    """Make the PDF of every file whose place in the folder leaves `rest` when divided by `of`."""
    for place, path in enumerate(sorted(Path(folder).glob("*.html"))):
        if place % of == rest:
            path.with_suffix(".pdf").write_bytes(render(path.read_text(encoding="utf-8")))


if __name__ == "__main__":
    render_share(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
