"""Every sign that a person can type stands in a PDF, or is named before the PDF goes out."""

import io
import re
import unicodedata

import pypdf
import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from sto_portal.bestanden.glyphs import (
    COMMON,
    drawable,
    missing_characters,
    name_signs,
    replace_unknown_characters,
    same_meaning,
)
from sto_portal.bestanden.pdf import render_pdf

TYPED = [
    ("Nguyễn Techniek BV", "Nguyễn Techniek BV"),
    ("Đặng Ứng Ỹ", "Đặng Ứng Ỹ"),
    ("CO₂-neutraal", "CO₂-neutraal"),
    ("m² en 10⁴ en 10⁵", "m² en 10⁴ en 10⁵"),
    ("Vmbo\u2011netwerk", "Vmbo\u2011netwerk"),
    ("2026\u20122031", "2026\u20122031"),
    ("☐ nee ☒ ja ☑ ook", "☐ nee ☒ ja ☑ ook"),
    ("e\ufb03ciënt \ufb01nancieren \ufb02ink", "efficiënt financieren flink"),
    ("\uf0b7 punt \uf0a7 punt \uf0d8 punt \uf0fc klaar", "• punt ▪ punt ➢ punt ✓ klaar"),
    ("‣ een ➢ twee", "‣ een ➢ twee"),
    ("5 ‰ van №\u202f7 bij 20 ℃", "5 ‰ van №\u00a07 bij 20 °C"),
    ("ώ ή ά Ελλάδα ᾶ", "ώ ή ά Ελλάδα ᾶ"),
    ("שלום", "שלום"),
    ("مرحبا بالعالم", "مرحبا بالعالم"),
    ("ሰላም नमस्ते विद्या", "ሰላም नमस्ते विद्या"),
    ("ⴰⵣⵓⵍ", "ⴰⵣⵓⵍ"),
    ("Հայ ქართ ไทย அ", "Հայ ქართ ไทย அ"),
    ("\uff34\uff25\uff23\uff28 \uff11\uff12", "TECH 12"),
    ("een\u3000twee\u000bdrie\u2028vier", "een twee drie vier"),
    ("│ ├ ─", "| + -"),
    ("1½ en 1⅓ en 1⅐ en ①", "1½ en 1⅓ en 1⅐ en ①"),
    ("12 \u33a1", "12 m²"),
    ("İstanbul Łódź Țară Şirnak Čapek Ķ ж ĳ €", "İstanbul Łódź Țară Şirnak Čapek Ķ ж ĳ €"),
    ("n\u0303 en a\u0308", "ñ en ä"),
    ("een\u200btwee\ufeff\u00ad", "eentwee\u00ad"),
    ("1\ufe0f\u20e3 ✅ 😀", "1\u20e3 ✅ 😀"),
]


def page(body):
    return f'<!doctype html><html lang="nl"><head><title>Proef</title></head><body>{body}</body></html>'


def text_of(pdf):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def spaced(text):
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize(("typed", "shown"), TYPED)
def test_what_is_typed_is_drawn_as_it_is_or_in_a_form_that_means_the_same(typed, shown):
    assert spaced(replace_unknown_characters(typed)) == spaced(shown)
    assert missing_characters(typed) == []


def test_a_real_pdf_holds_every_one_of_them(assert_archival):
    rows = "".join(f"<li>{typed} <b>{typed}</b> <i>{typed}</i></li>" for typed, _shown in TYPED)

    pdf = render_pdf(page(f"<h1>Proef</h1><ul>{rows}</ul>"))

    assert_archival(pdf)
    text = text_of(pdf)

    wanted = {sign for _typed, shown in TYPED for sign in shown if not sign.isspace()} - {"\u00ad", "\u20e3"}
    assert wanted - set(unicodedata.normalize("NFC", text)) == set()
    assert "\N{WHITE SQUARE}" not in text


def test_a_ticked_and_an_unticked_box_are_two_signs():
    assert replace_unknown_characters("☐☒☑\uf0fe\uf0fd") == "☐☒☑☑☒"


def test_a_form_that_means_something_else_is_no_form():
    assert {sign: same_meaning(sign) for sign in ("\u3220", "\u32c0", "\u1d2d")} == dict.fromkeys(
        ("\u3220", "\u32c0", "\u1d2d")
    )


def test_what_no_font_has_is_named_once_in_the_order_of_the_text():
    assert missing_characters("Bouw 漢字 en 漢", "", "Ελλάδα ☐", "\U000f0000") == ["漢", "字", "\U000f0000"]
    assert name_signs(["漢", "字", "ᄀ"]) == "漢 (U+6F22), 字 (U+5B57) en ᄀ (U+1100)"
    assert name_signs(["漢"]) == "漢 (U+6F22)"
    assert replace_unknown_characters("Bouw 漢字 BV") == "Bouw □□ BV"


def test_a_form_never_becomes_html():
    assert replace_unknown_characters("<p>\uff1cscript\uff1e \uff06amp; \uff02</p>") == (
        "<p>&lt;script&gt; &amp;amp; &quot;</p>"
    )


def test_the_usual_signs_are_in_the_fonts():
    assert COMMON - drawable() == set()


@pytest.mark.parametrize("part", ["latin-{}.woff2", "latin-ext-{}.woff2", "all-{}.woff"])
def test_what_is_written_bold_or_slanting_has_the_same_signs(part):
    signs = []
    for form in ("400-normal", "700-normal", "400-italic"):
        with TTFont(finders.find(f"fonts/source-sans-3-{part.format(form)}"), lazy=True) as font:
            signs.append(set(font.getBestCmap()))

    assert signs[0] == signs[1] == signs[2]
