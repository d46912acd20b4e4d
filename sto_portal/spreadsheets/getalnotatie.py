"""Numbers, days and times as a Dutch reader sees them in a cell, by the number format that the cell has."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from sto_portal.spreadsheets.datumnotatie import show_moment

DUTCH = {
    5: '"€" #,##0;"€" -#,##0', 6: '"€" #,##0;"€" -#,##0', 7: '"€" #,##0.00;"€" -#,##0.00',
    8: '"€" #,##0.00;"€" -#,##0.00', 14: "d-m-yyyy", 22: "d-m-yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0", 42: '"€" #,##0;"€" -#,##0',
    43: "#,##0.00;-#,##0.00", 44: '"€" #,##0.00;"€" -#,##0.00',
}  # fmt: skip
FORMATS = BUILTIN_FORMATS | DUTCH  # Excel shows these numbers of formats by the country of the reader
GENERAL = "General"
LONGEST = 255
MAXIMUM_PLACES = 30
SECTION = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])*')
TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]\-]*)[^\]]*\]|(?P<left_out>_.|\*.|\[[^\]]*\])'
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<other>(?s:.))"
)
UNSHOWN = re.compile(r"\[[<>=]|E[+-]0|[#0?]\s*/\s*[#0?\d]|General", re.IGNORECASE)


@dataclass(frozen=True)
class Masker:
    """One section of a number format: what stands before the point as places and texts, and how many decimals."""

    whole: tuple[tuple[str, str], ...]
    decimals: str
    after: str
    factor: Decimal
    grouped: bool


def show_number(value, code):
    """A Decimal by its format: 12,5%, 01234567, € 8.000,00. Whole numbers go without points between thousands.

    What has a format for which this is not the place (fractions, powers, conditions) is shown as a plain number.
    """
    code = code or GENERAL
    if code in {GENERAL, "@"} or len(code) > LONGEST:
        return plain(value)
    if is_date_format(code):
        return show_moment(value, first_section(code)) or plain(value)
    section, value = section_for(value, code)
    if UNSHOWN.search(section):
        return plain(value)
    try:
        return fill(value, mask_of(section))
    except InvalidOperation:
        return plain(value)


def plain(value):
    """The number with a comma and no more than it needs: 12345678, 1000,5."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def first_section(code):
    return SECTION.match(code)[0]


@lru_cache(512)
def sections_of(code):
    found, place = [], 0
    while place <= len(code) and len(found) < 4:
        section = SECTION.match(code, place)
        found.append(section[0])
        place = section.end() + 1
    return found


def section_for(value, code):
    """(the section of the format for this number, the number to write with it)."""
    sections = sections_of(code)
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return (sections[1], -value) if value < 0 and len(sections) > 1 else (sections[0], value)


@lru_cache(512)
def mask_of(section):
    """The Masker of one section."""
    whole, decimals, after, factor, grouped = [], "", "", Decimal(1), False
    in_decimals, commas = False, 0
    for token in TOKEN.finditer(section):
        kind, text = token.lastgroup, token[token.lastgroup]
        if kind == "digit" and in_decimals:
            decimals += text
        elif kind == "digit":
            grouped, commas = grouped or commas > 0, 0
            whole.append(("digit", text))
        elif kind == "point" and not in_decimals:
            in_decimals = True
        elif kind == "comma":
            commas += 1
        elif kind != "left_out":
            factor *= 100 if kind == "percent" else 1
            if in_decimals:
                after += text
            else:
                whole.append(("text", text))
    return Masker(tuple(whole), decimals, after, factor / 1000**commas, grouped)  # behind the places: in thousands


def fill(value, masker):
    """The number in its places, from the right; decimals that may be left out are, where they are zeros."""
    most, least = len(masker.decimals), masker.decimals.count("0")
    if most > MAXIMUM_PLACES or len(masker.whole) > LONGEST:
        return plain(value)
    rounded = (abs(value) * masker.factor).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    while len(decimals) > least and decimals.endswith("0"):
        decimals = decimals[:-1]
    written = fill_whole(whole.lstrip("0"), masker)
    minus = "-" if value < 0 and rounded else ""
    return f"{minus}{written}{',' if decimals else ''}{decimals}{masker.after}".strip()


def fill_whole(digits, masker):
    """What stands before the comma: with more digits than places, the first place takes the rest."""
    places = [place for place, (kind, _) in enumerate(masker.whole) if kind == "digit"]
    is_plain = len(places) == len(masker.whole) and not masker.decimals
    with_points = masker.grouped and not is_plain
    written, taken = [], 0
    for place in range(len(masker.whole) - 1, -1, -1):
        kind, text = masker.whole[place]
        if kind != "digit":
            written.append(text)
            continue
        for _ in range(len(digits) or 1) if place == places[0] else (0,):
            sign = digits[-1:] or ("0" if text == "0" else "")
            digits = digits[:-1]
            if sign and with_points and taken and taken % 3 == 0:
                written.append(".")
            written.append(sign)
            taken += 1
    return "".join(reversed(written))


def show_text(text, code):
    """A text by the part of its format that is about texts: with `"GM"@` it is GM0003."""
    section = next((part for part in sections_of(code) if "@" in part), "") if len(code) <= LONGEST else ""
    if section.strip() in {"", "@"}:
        return text
    tokens = TOKEN.finditer(section)
    kept = (text if found[0] == "@" else found[found.lastgroup] for found in tokens if found.lastgroup != "left_out")
    return "".join(kept)
