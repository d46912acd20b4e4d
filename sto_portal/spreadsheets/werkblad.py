"""What is taken from one sheet of a spreadsheet: rows with something in them, and what a person would not see."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from sto_portal.spreadsheets.celfouten import Celfout, is_error
from sto_portal.spreadsheets.lezen import (
    HEADING_WITHIN,
    HEADINGS,
    MAXIMUM_TEXT,
    TOO_LARGE,
    TabelError,
    Tabelrij,
    check_width,
    find_heading,
    tidy,
)

TOO_LONG = "Dit blad heeft meer dan {} rijen met iets erin. Deel uw tabel in kleinere stukken."


@dataclass
class Werkblad:
    """The rows of one sheet, as far as they were handed over.

    A limit is told, never cut to: `fault` says which was passed. Blank rows and cells count for nothing. With
    `recognise`, which counts the column names in a line, a sheet that has none in its first lines `is_other` and takes
    no more. `verborgen` are the numbers of hidden columns, from 1; `verborgen_rijen` counts rows.
    `ook` names sheets that were passed by.
    """

    naam: str
    max_rows: int
    max_columns: int
    recognise: object = None
    rijen: list[Tabelrij] = field(default_factory=list)
    verborgen: set[int] = field(default_factory=set)
    verborgen_rijen: int = 0
    verborgen_kolommen: set[int] = field(default_factory=set)
    ook: list[str] = field(default_factory=list)
    fault: str = ""
    is_other: bool = False
    text: int = 0

    @property
    def is_done(self):
        return bool(self.fault) or self.is_other

    def add(self, nummer, cellen, *, hidden=False):
        """Take a row: `cellen` [(text, value)] by place. Raises nothing; see `fault`."""
        tekst = [tidy(text) for text, _ in cellen]
        while tekst and not tekst[-1]:
            tekst.pop()
        if not tekst or self.is_done:
            return
        waarden = [value_of(text, value) for text, (_, value) in zip(tekst, cellen, strict=False)]
        self.rijen.append(Tabelrij(nummer, tekst, waarden))
        self.text += sum(map(len, tekst))
        self.verborgen_rijen += hidden
        self.verborgen_kolommen |= {place for place in self.verborgen if place <= len(tekst) and tekst[place - 1]}
        self.check(nummer, len(tekst))

    def check(self, nummer, width):
        """Tell of a limit that was passed, and see whether this is the sheet that was meant."""
        number = len(self.rijen)
        try:
            check_width(nummer, width, self.max_columns)
        except TabelError as error:
            self.fault = str(error)
        if number > self.max_rows + HEADING_WITHIN:
            self.fault = TOO_LONG.format(self.max_rows)
        if self.text > MAXIMUM_TEXT:
            self.fault = TOO_LARGE
        self.is_other = self.is_other or (number == HEADING_WITHIN and not self.is_recognised)

    @property
    def is_recognised(self):
        """Whether one of the first lines has column names; any sheet where nobody asks."""
        if self.recognise is None:
            return True
        rows = self.rijen
        return bool(rows) and self.recognise(find_heading(rows, self.recognise).cellen) >= HEADINGS

    def meldingen(self):
        """What the reader of the table is told: which sheet it is, and what is hidden in the file but was read."""
        yield f"Gelezen is het blad '{self.naam}'."
        if self.ook:
            names = ", ".join(f"'{naam}'" for naam in self.ook)
            yield f"Ook op {names} staat zo'n tabel. Die is niet gelezen: lees die apart in."
        if number := self.verborgen_rijen:
            rows = "1 rij is" if number == 1 else f"{number} rijen zijn"
            yield f"{rows} in uw bestand verborgen en wel gelezen."
        if found := sorted(self.verborgen_kolommen):
            letters = ", ".join(map(get_column_letter, found))
            columns = f"Kolom {letters} is" if len(found) == 1 else f"De kolommen {letters} zijn"
            yield f"{columns} in uw bestand verborgen en wel gelezen."


def value_of(text, value):
    """The value beside the text: an error of the program is a Celfout, whatever the file holds with it."""
    if isinstance(value, Celfout) or (text[:1] in {"#", "E", "F"} and is_error(text)):
        return Celfout(text)
    return (text or None) if isinstance(value, str) else value
