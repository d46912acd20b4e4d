"""The parts of an Excel workbook that say what is in its sheets: names, texts, number formats."""

import posixpath
import re
from datetime import date, datetime
from decimal import Decimal

from openpyxl.styles.numbers import is_date_format, is_timedelta_format

from sto_portal.spreadsheets.datumnotatie import DAYS_TO_1904, as_duration, as_moment, days_of
from sto_portal.spreadsheets.getalnotatie import FORMATS, GENERAL, plain, show_number, show_text
from sto_portal.spreadsheets.onderdelen import Onderdeel

MAINS = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
WHOLE = re.compile(r"\d{1,15}", re.ASCII)
YES = {"1", "true"}


def named(**actions):
    """{full name: action} in either of the two forms of the format."""
    return {f"{main} {name}": act for main in MAINS for name, act in actions.items()}


def unescape(text):
    """The text with the signs that XLSX writes as _x000D_, its line ends as line feeds."""
    if "_x" in text:
        text = ESCAPED.sub(decode, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode(found):
    code = int(found[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)


class Boek(Onderdeel):
    """`sheets` [(name, key of its part)] that are visible, and whether days are counted from 1904."""

    def __init__(self, maat):
        super().__init__(maat, named(sheet=self.add, workbookPr=self.set_start), {})
        self.sheets, self.is_1904 = [], False

    def add(self, attributes):
        if attributes.get("state", "visible") == "visible":
            key = next(value for name, value in attributes.items() if name.endswith("relationships id"))
            self.sheets.append((attributes["name"], key))

    def set_start(self, attributes):
        self.is_1904 = attributes.get("date1904") in YES


class Verwijzingen(Onderdeel):
    """Where the parts of the workbook are: `sheets` {key: part}, `strings` and `styles`; '' where there are none."""

    def __init__(self, maat):
        super().__init__(maat, {RELATION: self.add}, {})
        self.sheets, self.strings, self.styles = {}, "", ""

    def add(self, attributes):
        part = posixpath.normpath(posixpath.join("xl", attributes["Target"])).lstrip("/")
        match attributes["Type"].rpartition("/")[2]:
            case "worksheet":
                self.sheets[attributes["Id"]] = part
            case "sharedStrings":
                self.strings = part
            case "styles":
                self.styles = part


class Teksten(Onderdeel):
    """`found`: the texts that cells point to, without the signs above Japanese words."""

    def __init__(self, maat):
        starts = named(si=self.start_string, t=self.start_text, rPh=self.start_aside)
        super().__init__(maat, starts, named(si=self.end_string, t=self.end_text, rPh=self.end_aside))
        self.found, self.parts, self.aside = [], [], False

    def start_string(self, _attributes):
        self.parts = []

    def start_text(self, _attributes):
        self.text = []

    def start_aside(self, _attributes):
        self.aside = True

    def end_text(self):
        text = self.take_text()
        self.parts += [] if self.aside else [text]

    def end_aside(self):
        self.aside = False

    def end_string(self):
        self.found.append(unescape("".join(self.parts)))


class Opmaak(Onderdeel):
    """`formats`: the number format of each style of a cell."""

    def __init__(self, maat):
        starts = named(numFmt=self.add, cellXfs=self.start_styles, xf=self.add_style)
        super().__init__(maat, starts, named(cellXfs=self.end_styles))
        self.codes, self.formats, self.in_styles = {}, [], False

    def add(self, attributes):
        self.codes[attributes["numFmtId"]] = attributes["formatCode"]

    def start_styles(self, _attributes):
        self.in_styles = True

    def end_styles(self):
        self.in_styles = False

    def add_style(self, attributes):
        if self.in_styles:
            key = attributes.get("numFmtId", "0")
            self.formats.append(self.codes.get(key) or FORMATS.get(int(key), GENERAL))


class Waarden:
    """Turns what a cell holds into (text as a person reads it, value)."""

    def __init__(self, formats, *, is_1904):
        self.formats = formats
        self.days_before = DAYS_TO_1904 if is_1904 else 0

    def format_of(self, style):
        return self.formats[int(style)] if style and self.formats else GENERAL

    def of_number(self, raw, style):
        """A number to the 15 digits that a spreadsheet keeps; a moment where the format says that it is one."""
        code = self.format_of(style)
        if code == GENERAL and WHOLE.fullmatch(raw):
            return raw.lstrip("0") or "0", Decimal(raw)
        number = Decimal(f"{float(raw):.15g}")
        if not number.is_finite():
            raise ValueError("A cell holds no number.")
        if code == GENERAL:
            return plain(number), number
        if not is_date_format(code):
            return show_number(number, code), number
        if is_timedelta_format(code):
            return show_number(number, code), as_duration(number)
        number += self.days_before
        return show_number(number, code), as_moment(number) or number

    def of_day(self, raw, style):
        """A moment that is written out, as in the strict form of the format."""
        moment = datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
        code = self.format_of(style)
        return (show_number(days_of(moment), code), moment) if is_date_format(code) else (raw, moment)

    def of_text(self, text, style):
        return show_text(text, self.format_of(style)), text
