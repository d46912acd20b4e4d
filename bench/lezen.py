"""Reading a workbook of 2,000 rows with the reader of every import, beside openpyxl alone on the same file."""

import io
import time

from openpyxl import Workbook, load_workbook

from bench.klok import in_turns
from bench.meting import at_most, dutch
from sto_portal.spreadsheets.werkboek import read_sheet

ROWS, TIMES = 2_000, 1.5
KOP = ("Soort partner", "Naam", "KvK-nummer", "Adres", "Postcode", "Plaats", "Taken", "Bedrag", "Mbo")


def measure(_options):
    """CPU of this process: every cell as a text and as a value."""
    content = make_workbook()
    ons, kaal = in_turns(lambda: read_ours(content), lambda: read_bare(content), clock=time.process_time)
    return [at_most(f"{dutch(ROWS)} rijen uit een Excel-bestand", ons * 1000, kaal * 1000, eenheid="ms", keer=TIMES)]


def make_workbook():
    book, target = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Partners")
    sheet.append(KOP)
    for place in range(ROWS):
        adres = (f"Proefweg {place}", "9401 AB", "Proefdam")
        cells = ["Bedrijf", f"Firma {place}", 10_000_000 + place, *adres, "Geeft lessen.", place * 1.25]
        sheet.append([*cells, place % 2 == 0])
    book.save(target)
    return target.getvalue()


def read_ours(content):
    return read_sheet(content, "xlsx", max_rows=ROWS, recognise=lambda cells: len({*cells} & {*KOP})).rijen


def read_bare(content):
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book.close()
    return rows
