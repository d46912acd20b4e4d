"""Characters that the fonts of a PDF can draw: an archived file may not hold a glyph that is missing."""

import re
import unicodedata
from functools import cache

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

FONT_FILES = (
    "source-sans-3-latin-400-normal",
    "source-sans-3-latin-ext-400-normal",
    "noto-sans-math-latin-400-normal",
    "noto-emoji-emoji-400-normal",
)
JOINERS = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f\U0001f3fb-\U0001f3ff]"
)
MISSING = "\N{WHITE SQUARE}"


@cache
def drawable():
    """Every character that one of the fonts in static/pdf/fonts.css can draw, and the white space of HTML."""
    known = set()
    for name in FONT_FILES:
        with TTFont(finders.find(f"fonts/{name}.woff2"), lazy=True) as font:
            known.update(map(chr, font.getBestCmap()))
    return {character for character in known if unicodedata.category(character) != "Cc"} | set("\n\t ")


def replace_unknown_characters(text):
    """NFC text in which invisible marks are gone and each character that no font has became an open square."""
    plain = JOINERS.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n"))
    unknown = set(plain) - drawable()
    return plain.translate({ord(character): MISSING for character in unknown}) if unknown else plain
