"""Reading the sheets of an OpenDocument spreadsheet: the file itself says what each cell shows."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from sto_portal.spreadsheets.celfouten import Celfout
from sto_portal.spreadsheets.datumnotatie import FIRST
from sto_portal.spreadsheets.getalnotatie import plain, show_number
from sto_portal.spreadsheets.onderdelen import Maat, Onderdeel, open_archive

MAXIMUM_DEPTH = 100
SPACE = re.compile(r"[ \t\r\n]+")
DURATION = re.compile(r"(-?)PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d*)?S)?", re.ASCII)
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TABLE, OFFICE, TEXT = f"{OASIS}table:1.0 ", f"{OASIS}office:1.0 ", f"{OASIS}text:1.0 "
STYLE = f"{OASIS}style:1.0 "
CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
ROW, COLUMN, SHEET, PARAGRAPH = f"{TABLE}table-row", f"{TABLE}table-column", f"{TABLE}table", f"{TEXT}p"
SIGNS = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
HIDDEN = {"collapse", "filter"}
WIDEST, LONGEST = 16384, 1_048_576


def sheets_of_ods(content, start):
    """A Werkblad, made by `start(name)`, for each visible sheet, as soon as it was read."""
    with open_archive(content) as archive:
        reader = Bladen(Maat(), start)
        for _ in reader.feed(archive, "content.xml"):
            while reader.found:
                yield reader.found.pop(0)


class Bladen(Onderdeel):
    """The visible sheets that were read, in `found`.

    Only paragraphs that stand in a cell itself are its text: a remark or a drawing in it is not.
    """

    def __init__(self, maat, start):
        super().__init__(maat, {}, {})
        self.new, self.found, self.hidden_styles = start, [], set()
        self.path, self.table, self.place = [], 0, 0  # how deep the sheet and the cell being read lie; 0: in none
        self.blad, self.style = None, ""

    def start(self, name, attributes):
        super().start(name, attributes)
        self.path.append(name)
        if len(self.path) > MAXIMUM_DEPTH:
            raise ValueError("An element lies deeper than in any spreadsheet.")
        if self.place:
            self.start_in_cell(name)
        elif name in CELLS:
            self.start_cell(attributes)
        elif self.table:
            self.start_in_table(name, attributes)
        else:
            self.start_outside(name, attributes)

    def start_outside(self, name, attributes):
        """A sheet, or what is said beforehand: which styles hide a sheet."""
        if name == f"{STYLE}style":
            self.style = attributes.get(f"{STYLE}name", "")
        elif name == f"{STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self.hidden_styles.add(self.style)
        elif name == SHEET and self.path[-2:-1] == [f"{OFFICE}spreadsheet"]:
            self.table, self.nummer, self.column = len(self.path), 0, 0
            hidden = attributes.get(f"{TABLE}style-name") in self.hidden_styles
            self.blad = None if hidden else self.new(attributes.get(f"{TABLE}name", ""))

    def start_in_table(self, name, attributes):
        if name == ROW:
            self.cells, self.blanks, self.row = [], 0, attributes
        elif name == COLUMN and self.blad:
            number = times("columns", attributes, WIDEST)
            if attributes.get(f"{TABLE}visibility") in HIDDEN:
                last = min(self.column + number, self.blad.max_columns)
                self.blad.verborgen |= set(range(self.column + 1, last + 1))
            self.column += number

    def start_cell(self, attributes):
        if self.table:
            self.place, self.cell, self.text, self.has_text = len(self.path), attributes, [], False

    def start_in_cell(self, name):
        if name == PARAGRAPH and len(self.path) == self.place + 1:
            self.text += ["\n"] if self.has_text else []
            self.has_text = True
        elif name in SIGNS and self.is_in_text:
            self.text.append(SIGNS[name])

    def add_text(self, text):
        if self.is_in_text:
            self.text.append(SPACE.sub(" ", text))

    @property
    def is_in_text(self):
        return self.place and self.path[self.place : self.place + 1] == [PARAGRAPH]

    def end(self, _name):
        depth, name = len(self.path), self.path.pop()
        if depth == self.place:
            self.end_cell()
        elif self.table and not self.place and name == ROW:
            self.end_row()
        elif depth == self.table:
            self.found += [self.blad] if self.blad else []
            self.table, self.blad = 0, None

    def end_cell(self):
        """Blank cells are often repeated to the end of the sheet: they are written out where something follows them."""
        self.place = 0
        if not self.blad or self.blad.is_done:
            return
        found, number = self.read_cell(), times("columns", self.cell, WIDEST)
        if not found[0].strip():
            self.blanks += number
            return
        self.cells += [("", None)] * min(self.blanks, WIDEST) + [found] * number
        self.blanks = 0

    def end_row(self):
        number = times("rows", self.row, LONGEST)
        hidden = self.row.get(f"{TABLE}visibility") in HIDDEN
        for place in range(number) if self.cells else ():
            if self.blad.is_done:
                break
            self.blad.add(self.nummer + place + 1, self.cells, hidden=hidden)
        self.nummer += number

    def read_cell(self):
        """(what the cell shows, what it holds); a formula that nobody calculated gives its own text."""
        cell = self.cell
        shown, kind = "".join(self.text), cell.get(f"{OFFICE}value-type")
        if not kind:
            formula = cell.get(f"{TABLE}formula", "").removeprefix("of:")
            return (formula, Celfout(formula)) if formula and not shown else (shown, shown or None)
        value, text = read_value(kind, cell)
        if kind == "string":
            return shown or text, shown or text
        return shown if self.has_text else text, value


def read_value(kind, cell):
    """(what a cell of this type holds, how that is written where the file does not say)."""
    match kind:
        case "float" | "percentage" | "currency":
            number = Decimal(f"{float(cell[f'{OFFICE}value']):.15g}")
            if not number.is_finite():
                raise ValueError("A cell holds no number.")
            return number, show_number(number, "0.##%") if kind == "percentage" else plain(number)
        case "date":
            raw = cell[f"{OFFICE}date-value"]
            moment = datetime.fromisoformat(raw) if "T" in raw else date.fromisoformat(raw)
            is_day = isinstance(moment, datetime) and (moment.hour, moment.minute, moment.second) == (0, 0, 0)
            return moment.date() if is_day else moment, raw[:10] if is_day else raw.replace("T", " ")
        case "time":
            return read_duration(cell[f"{OFFICE}time-value"])
        case "boolean":
            is_true = cell[f"{OFFICE}boolean-value"] == "true"
            return is_true, "ja" if is_true else "nee"
    text = cell.get(f"{OFFICE}string-value", "")
    return text, text


def read_duration(raw):
    """(time of the day, or timedelta for what lasts a day or longer; its text) of PT13H30M00S."""
    minus, hours, minutes, seconds = DURATION.fullmatch(raw).groups(default="0")
    passed = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    text = f"{'-' if minus == '-' else ''}{int(hours):02d}:{int(minutes):02d}:{int(seconds):02d}"
    if minus == "-":
        return -passed, text
    return (FIRST + passed).time() if passed < timedelta(days=1) else passed, text


def times(what, attributes, most):
    """How often a row or a cell stands there, no more than the sheet is long or wide."""
    return max(0, min(int(attributes.get(f"{TABLE}number-{what}-repeated", 1)), most))
