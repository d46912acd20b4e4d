"""Reading the sheets of an Excel workbook: values, what their format shows of them, and what is hidden."""

from sto_portal.spreadsheets.celfouten import Celfout
from sto_portal.spreadsheets.onderdelen import Maat, Onderdeel, open_archive
from sto_portal.spreadsheets.xlsx_onderdelen import YES, Boek, Opmaak, Teksten, Verwijzingen, Waarden, named, unescape

BOOK, POINTERS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
WIDEST = 16384


def sheets_of_xlsx(content, start):
    """A Werkblad, made by `start(name)`, for each visible sheet, as soon as it was read."""
    with open_archive(content) as archive:
        maat = Maat()
        book = Boek(maat).read(archive, BOOK)
        parts = Verwijzingen(maat).read(archive, POINTERS)
        strings = Teksten(maat).read(archive, parts.strings).found if parts.strings else []
        formats = Opmaak(maat).read(archive, parts.styles).formats if parts.styles else []
        for naam, key in book.sheets:
            if key in parts.sheets:
                reader = Blad(maat, start(naam), strings, Waarden(formats, is_1904=book.is_1904))
                yield reader.read(archive, parts.sheets[key]).blad


class Blad(Onderdeel):
    """Hands each row of one sheet over to a Werkblad."""

    def __init__(self, maat, blad, strings, waarden):
        starts = named(col=self.add_column, row=self.start_row, c=self.start_cell, v=self.start_text)
        starts |= named(f=self.start_text, t=self.start_text)
        ends = named(c=self.end_cell, row=self.end_row, v=self.end_value, f=self.end_formula, t=self.end_inline)
        super().__init__(maat, starts, ends | named(sheetData=self.finish))
        self.blad, self.strings, self.waarden = blad, strings, waarden
        self.nummer, self.place, self.places = 0, 0, {}
        self.row, self.cells, self.cell = {}, [], {}
        self.value, self.formula, self.inline = "", None, []

    def add_column(self, attributes):
        if attributes.get("hidden") in YES:
            first, last = int(attributes["min"]), min(int(attributes["max"]), WIDEST)
            self.blad.verborgen |= set(range(first, min(last, self.blad.max_columns) + 1))

    def start_row(self, attributes):
        self.nummer = int(attributes.get("r") or self.nummer + 1)
        self.row, self.cells, self.place = attributes, [], 0

    def start_cell(self, attributes):
        self.cell, self.value, self.formula, self.inline = attributes, "", None, []
        name = attributes.get("r")
        self.place = self.find_place(name) if name else self.place + 1

    def start_text(self, _attributes):
        self.text = []

    def end_value(self):
        self.value = self.take_text()

    def end_formula(self):
        self.formula = self.take_text()

    def end_inline(self):
        self.inline.append(self.take_text())

    def find_place(self, name):
        """The number of the column of a cell such as BK12, from 1."""
        letters = name.rstrip("0123456789")
        if letters not in self.places:
            number = 0
            for letter in letters:
                number = number * 26 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ".index(letter) + 1
            if not 0 < number <= WIDEST:
                raise ValueError("A cell lies beyond the sheet.")
            self.places[letters] = number
        return self.places[letters]

    def end_cell(self):
        """Put the cell in its place; what lies beyond the columns that are read is there only if it shows something."""
        found = self.read_cell()
        if found is None or (not found[0].strip() and self.place > self.blad.max_columns):
            return
        self.cells += [("", None)] * (self.place - len(self.cells))
        self.cells[self.place - 1] = found

    def read_cell(self):
        """(text, value) of the cell that ends here; None where it is empty."""
        kind, style = self.cell.get("t", "n"), self.cell.get("s")
        if kind == "inlineStr":
            return self.waarden.of_text(unescape("".join(self.inline)), style)
        if not self.value:
            missing = self.formula is not None and kind != "str"
            return (f"={self.formula}", Celfout(f"={self.formula}")) if missing else None
        match kind:
            case "s":
                return self.waarden.of_text(self.strings[int(self.value)], style)
            case "n":
                return self.waarden.of_number(self.value, style)
            case "b":
                is_true = self.value.strip() in YES
                return "ja" if is_true else "nee", is_true
            case "e":
                return self.value, Celfout(self.value)
            case "d":
                return self.waarden.of_day(self.value, style)
        return self.waarden.of_text(unescape(self.value), style)

    def end_row(self):
        self.blad.add(self.nummer, self.cells, hidden=self.row.get("hidden") in YES)
        self.is_done = self.is_done or self.blad.is_done

    def finish(self):
        self.is_done = True
