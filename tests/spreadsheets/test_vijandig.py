"""A spreadsheet that was made to hurt is refused in a moment, and one with errors of Excel says which."""

import io
import time
import zipfile

import pytest

from sto_portal.spreadsheets.celfouten import cell_fault, is_error
from sto_portal.spreadsheets.lezen import TabelError
from sto_portal.spreadsheets.werkboek import read_sheet
from tests.spreadsheets.bladen import Proefblad, make

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>'
LARGE = 19 * 2**20


def with_part(part, xml):
    """A workbook of which one part is this."""
    source, target = io.BytesIO(make("xlsx", Proefblad({1: ["Soort", "Naam"]}))), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, xml if name == part else old.read(name))
    return target.getvalue()


@pytest.mark.parametrize(
    ("xml", "told"),
    [
        (f"{SHEET}<row>{'<c/>' * (LARGE // 4)}", "Dit bestand is te groot om te lezen."),
        (f"{SHEET}<row><c t='str'><v>{'x' * LARGE}</v></c></row></sheetData></worksheet>", "te groot om te lezen."),
        (f"{SHEET}<row {' '.join(f'a{place}=`1`' for place in range(90_000)).replace('`', chr(39))}/>", "te groot om"),
        (f"<!DOCTYPE x [<!ENTITY a 'a'>]>{SHEET}</sheetData></worksheet>", "Dit bestand is niet te lezen."),
        (f"{SHEET}<row><c r='ZZZZZ1'><v>1</v></c></row></sheetData></worksheet>", "Dit bestand is niet te lezen."),
        (f"{SHEET}<row><c><v>nan</v></c></row></sheetData></worksheet>", "Dit bestand is niet te lezen."),
        (f"{SHEET}<row><c t='s'><v>99</v></c></row></sheetData></worksheet>", "Dit bestand is niet te lezen."),
    ],
    ids=["cells", "text", "attributes", "entities", "place", "number", "pointer"],
)
def test_a_sheet_that_was_made_to_hurt_is_refused_in_a_moment(xml, told):
    content = with_part("xl/worksheets/sheet1.xml", xml)
    start = time.process_time()

    with pytest.raises(TabelError) as refused:
        read_sheet(content, "xlsx", max_rows=500)

    assert told in str(refused.value)
    assert time.process_time() - start < 2


ERRORS = "#N/A #REF! #NAME? #VALUE! #DIV/0! #NUM! #NULL! #N/B #VERW! #NAAM? #WAARDE! #DEEL/0! #GETAL! #LEEG! Err:502"


@pytest.mark.parametrize("text", ERRORS.split(" "))
def test_every_error_of_excel_and_libreoffice_is_known(text):
    assert is_error(text) is True
    assert cell_fault(text).startswith(f"Deze cel heeft een fout in Excel ({text}).")


@pytest.mark.parametrize("text", ["", "Naam", "#1 in techniek", "Err", "Errol BV", "F1", "C#", "##", "E", "#techniek"])
def test_a_name_that_looks_a_little_like_one_is_a_name(text):
    assert cell_fault(text) == ""
