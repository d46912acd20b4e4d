"""Characters that the fonts of a PDF can draw: an archived file may not hold a glyph that is missing."""

import re
import unicodedata
from functools import cache
from html import escape
from pathlib import Path

from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

FONT = re.compile(r"\.\./(fonts/[\w-]+-400-normal\.woff2?)")
# White space, European letters and usual signs: the first two fonts have them, text of these needs no look in a font.
COMMON = frozenset(map(chr, (9, 10, *range(0x20, 0x7F), *range(0xA0, 0x180)))) | frozenset(
    "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026\u20ac\u2212"
)
MISSING = "\N{WHITE SQUARE}"
LOOKS = re.compile("[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")
VISIBLE = "\t\n\N{SOFT HYPHEN}"
LIGATURES = range(0xFB00, 0xFB07)
BOX_DRAWING = range(0x2500, 0x2580)
# Kinds of Unicode's compatibility forms that mean the same to who reads them; not <super> (10⁴ is not 104), <circle>
# and <fraction> (1⅐ is not 11/7).
SAME_KINDS = {
    "<compat>", "<final>", "<font>", "<initial>", "<isolated>", "<medial>", "<narrow>", "<noBreak>", "<small>",
    "<square>", "<sub>", "<wide>",
}  # fmt: skip
LINE_ENDS = dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n")
# What Word writes for the signs of its fonts Symbol and Wingdings, mostly in front of the items of a list.
OFFICE_SIGNS = {
    "\uf020": " ", "\uf02d": "\u2013", "\uf04a": "\u263a", "\uf06c": "\u25cf", "\uf06e": "\u25a0", "\uf06f": "\u25a1",
    "\uf071": "\u2751", "\uf075": "\u25c6", "\uf076": "\u2756", "\uf0a7": "\u25aa", "\uf0a8": "\u25fb",
    "\uf0b7": "\u2022", "\uf0d8": "\u27a2", "\uf0e0": "\u2192", "\uf0e8": "\u2794", "\uf0f0": "\u21e8",
    "\uf0fb": "\u2717", "\uf0fc": "\u2713", "\uf0fd": "\u2612", "\uf0fe": "\u2611",
}  # fmt: skip
OTHER_SIGNS = {
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": "\u201d",
    "\N{HYPHENATION POINT}": "\N{MIDDLE DOT}",
    "\N{IDEOGRAPHIC FULL STOP}": ".",
    "\N{IDEOGRAPHIC COMMA}": ",",
}


@cache
def drawable():
    """Every character that one of the fonts in static/pdf/fonts.css can draw, and the white space of HTML."""
    known = set()
    for name in FONT.findall(Path(finders.find("pdf/fonts.css")).read_text()):
        with TTFont(finders.find(name), lazy=True) as font:
            known.update(map(chr, font.getBestCmap()))
    return {character for character in known if unicodedata.category(character) != "Cc"} | set("\n\t ")


@cache
def same_meaning(character):
    """What means the same as `character` and can be drawn, '' for an invisible mark; None where there is nothing."""
    if unicodedata.category(character) in {"Cc", "Cf"} and character not in VISIBLE:
        return ""
    if ord(character) in BOX_DRAWING:
        return line_of(unicodedata.name(character))
    if ord(character) not in LIGATURES and character in drawable():
        return character
    if character in OFFICE_SIGNS or character in OTHER_SIGNS:
        return OFFICE_SIGNS.get(character) or OTHER_SIGNS[character]
    parts = [same_meaning(part) for part in taken_apart(character)]
    return "".join(parts) if parts and None not in parts else None


def line_of(name):
    """The sign of a keyboard for the part of a drawn table with this Unicode name."""
    words = set(name.split())
    if words & {"VERTICAL", "UP", "DOWN"}:
        return "+" if words & {"HORIZONTAL", "LEFT", "RIGHT", "DIAGONAL"} else "|"
    return "-"


def taken_apart(character):
    """The characters that Unicode calls another form of `character`; none where that form means something else."""
    kind, *codes = unicodedata.decomposition(character).split() or [""]
    if kind == "<noBreak>" and codes == ["0020"]:
        return ["\N{NO-BREAK SPACE}"]
    if kind and not kind.startswith("<"):
        codes.insert(0, kind)
    elif kind not in SAME_KINDS:
        return []
    return [chr(int(code, 16)) for code in codes]


def in_plain_form(text):
    """NFC with the line ends of HTML and without what changes only the look of the sign before it."""
    plain = text.replace("\r\n", "\n").translate(str.maketrans(LINE_ENDS))
    return LOOKS.sub("", unicodedata.normalize("NFC", plain))


def replace_unknown_characters(html):
    """HTML in which each character that no font has became a form that means the same, else an open square."""
    plain = in_plain_form(html)
    unusual = set(plain) - COMMON
    forms = {ord(character): same_meaning(character) for character in unusual}
    changed = {code: MISSING if form is None else escape(form) for code, form in forms.items() if form != chr(code)}
    return plain.translate(changed) if changed else plain


def missing_characters(*texts):
    """The characters in `texts` that a PDF can only show as an open square, once each, in the order of the text."""
    found = {}
    for text in texts:
        unusual = set(text) - COMMON
        if unusual:
            lacking = {character for character in set(in_plain_form(text)) - COMMON if same_meaning(character) is None}
            found |= dict.fromkeys(character for character in text if character in lacking)
    return list(found)


def name_signs(characters):
    """'漢 (U+6F22) en 字 (U+5B57)': the characters as a person can find them back."""
    named = [f"{character} (U+{ord(character):04X})" for character in characters]
    return " en ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def explain_missing(characters):
    """What a PDF does with these characters, as a sentence to who can still write something else."""
    if len(characters) == 1:
        return f"het teken {name_signs(characters)} kan niet in de PDF. Daar komt een leeg vierkantje."
    return f"de tekens {name_signs(characters)} kunnen niet in de PDF. Daar komen lege vierkantjes."
