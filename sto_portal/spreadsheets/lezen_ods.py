"""Reading the first sheet of an OpenDocument spreadsheet, piece by piece: what is not used is never built up."""

import re
from xml.parsers import expat

from sto_portal.spreadsheets.lezen import (
    DAMAGED,
    MAXIMUM_COLUMNS,
    UNREADABLE,
    TabelError,
    cell_text,
    number,
    open_archive,
)

PIECE = 65536
MAXIMUM_DEPTH = 100
SPACE = re.compile(r"[ \t\r\n]+")
WHOLE = re.compile(r"^-?\d{1,20}$", re.ASCII)
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {f"{OASIS}table:1.0": "table", f"{OASIS}office:1.0": "office", f"{OASIS}text:1.0": "text"}
CELLS = {"table:table-cell", "table:covered-table-cell"}
SIGNS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}


def read_ods(content, max_rows):
    """The first `max_rows` + 1 rows of the first sheet, as `read_xlsx` gives them; raises TabelError."""
    sheet = Blad(max_rows + 2)
    try:
        with open_archive(content) as archive, archive.open("content.xml") as part:
            while not sheet.is_done and (piece := part.read(PIECE)):
                sheet.parser.Parse(piece)
            if not sheet.is_done:
                sheet.parser.Parse(b"", True)
    except (*UNREADABLE, RuntimeError, expat.ExpatError) as error:
        raise TabelError(DAMAGED % ".ods") from error
    return number(sheet.lines)


def short_name(name):
    """'table:table-row' for a name with its namespace in full; the name itself where that is another."""
    namespace, _, local = name.rpartition(" ")
    return f"{PREFIXES[namespace]}:{local}" if namespace in PREFIXES else name


class Blad:
    """The `lines` of the first sheet, lists of cells as text, as far as the XML was fed to `parser`.

    Only paragraphs that stand in a cell itself are its text: a remark or a drawing in it is not. What is repeated is
    taken as far as the limits of rows and columns.
    """

    def __init__(self, max_lines):
        self.max_lines = max_lines
        self.lines, self.is_done = [], False
        self.path, self.table, self.place = [], 0, 0  # how deep the sheet and the cell being read lie; 0: in none
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.add_text

    def start(self, name, attributes):
        name = short_name(name)
        self.path.append(name)
        if len(self.path) > MAXIMUM_DEPTH:
            raise ValueError("An element lies deeper than in any spreadsheet.")
        if self.place:
            self.start_in_cell(name)
        elif self.table and name == "table:table-row":
            self.cells, self.row = [], attributes
        elif self.table and name in CELLS:
            self.place, self.cell, self.text = len(self.path), attributes, []
        elif name == "table:table" and self.path[-2:-1] == ["office:spreadsheet"]:
            self.table = len(self.path)

    def start_in_cell(self, name):
        if name == "text:p" and len(self.path) == self.place + 1:
            self.text += ["\n"] if self.text else []
        elif name in SIGNS and self.is_in_text:
            self.text.append(SIGNS[name])

    def add_text(self, text):
        if self.is_in_text:
            self.text.append(SPACE.sub(" ", text))

    @property
    def is_in_text(self):
        return self.place and self.path[self.place : self.place + 1] == ["text:p"]

    def end(self, _name):
        depth, name = len(self.path), self.path.pop()
        if self.is_done:
            return
        if depth == self.place:
            self.cells += [self.value()] * times("columns", self.cell, MAXIMUM_COLUMNS - len(self.cells))
            self.place = 0
        elif self.table and not self.place and name == "table:table-row":
            self.lines += [self.cells] * times("rows", self.row, self.max_lines - len(self.lines))
            self.is_done = len(self.lines) >= self.max_lines
        elif depth == self.table:
            self.is_done = True

    def value(self):
        """The cell as a person reads it; a formula that nobody calculated gives its own text."""
        cell = {short_name(key): value for key, value in self.cell.items()}
        match cell.get("office:value-type"):
            case "float" | "percentage" | "currency":
                exact = cell["office:value"]
                return exact if WHOLE.match(exact) else cell_text(float(exact))
            case "date":
                return cell["office:date-value"][:10]
            case "boolean":
                return cell_text(cell["office:boolean-value"] == "true")
        text = "".join(self.text) or cell.get("office:string-value", "")
        return text or cell.get("table:formula", "").removeprefix("of:")


def times(what, attributes, left):
    """How often a row or a cell stands there, no more than `left`."""
    repeated = attributes.get(f"{OASIS}table:1.0 number-{what}-repeated", 1)
    return max(0, min(int(repeated), left))
