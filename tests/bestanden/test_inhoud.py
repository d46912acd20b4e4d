"""A file is looked at from its first to its last byte before it is kept."""

import io
import re
import time
import zipfile

import pikepdf
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sto_portal.bestanden.inspection import PDF_REFUSALS
from sto_portal.bestanden.pdf import render_pdf
from sto_portal.bestanden.uploads import UploadField
from sto_portal.spreadsheets import Kolom, write_xlsx
from tests.bestanden import sample
from tests.pdfs import PDF, half_of, make_pdf

DAMAGED = "Deze afbeelding is beschadigd. Sla de afbeelding opnieuw op."
TWELVE = [f"pagina {number} " * 200 for number in range(12)]


def errors(name, content):
    """What the field tells about this file; [] where it is accepted."""
    try:
        UploadField().clean(SimpleUploadedFile(name, content))
    except forms.ValidationError as error:
        return error.messages
    return []


def picture(kind, mode="RGB", **saving):
    target = io.BytesIO()
    Image.effect_noise((120, 90), 50).convert(mode).save(target, kind, **saving)
    return target.getvalue()


def set_key(key, value):
    """A change of a PDF: this key in its catalogue."""

    def change(pdf):
        pdf.Root[key] = pdf.make_indirect(pikepdf.Object.parse(value))

    return change


def attach(name, content):
    """A change of a PDF: this file as attachment."""

    def change(pdf):
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)

    return change


def add_button(pdf):
    """A button on the page that starts a program of the reader's machine."""
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    pdf.pages[0].Annots = [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action)]


def fill_endlessly(pdf):
    """Text on the page that unpacks to 300 MB."""
    pdf.pages[0].Contents = pdf.make_stream(bytes(300 * 2**20))


SCRIPT = b"<</S /JavaScript /JS (app.alert\\(1\\))>>"
LAUNCH = b"<</S /Launch /F (cmd.exe)>>"
OPENS_PAGE = b"<</S /GoTo /D (eind)>>"
XFA = b"<</XFA (<xdp/>) /Fields []>>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("foto.jpg", picture("JPEG")),
        ("foto.jpg", picture("JPEG", progressive=True)),
        ("foto.jpg", picture("JPEG", "CMYK")),
        ("foto.jpg", picture("JPEG", "L")),
        ("foto.png", picture("PNG")),
        ("foto.png", picture("PNG", "P")),
        ("foto.png", picture("PNG", "RGBA")),
    ],
)
def test_a_whole_picture_is_accepted_and_a_part_of_it_is_not(name, content):
    parts = [content[: len(content) * tenths // 10] for tenths in (2, 5, 9)]

    assert errors(name, content) == []
    assert [errors(name, part) for part in parts] == [[DAMAGED]] * 3


@pytest.mark.parametrize(
    "content",
    [
        PDF,
        make_pdf(*TWELVE),
        make_pdf(*TWELVE, linearize=True),
        make_pdf(*TWELVE, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        make_pdf("trailer <</Encrypt 12 0 R>> in een tekst", compress_streams=False),
        make_pdf(change=set_key("/OpenAction", OPENS_PAGE)),
        make_pdf(change=attach("plan.json", b"{}")),
        b"\xef\xbb\xbf" + PDF,
        b"\r\n" + PDF,
        b"\xef\xbb\xbf" + b"\n" * 900 + PDF,
        PDF + b"\r\n" * 3000,
        re.sub(rb"startxref\s+\d+", b"startxref\n7", PDF),
    ],
    ids=[
        "one page", "twelve pages", "linear", "objects in streams", "encrypt as a word", "opens on a page",
        "attachment", "bom", "blank line", "many blank lines", "blank lines behind", "list of objects misplaced",
    ],
)  # fmt: skip
def test_a_pdf_that_programs_open_is_accepted(content):
    assert errors("plan.pdf", content) == []


def test_what_the_portal_itself_makes_is_accepted():
    assert errors("brief.pdf", render_pdf(sample("letter"))) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (half_of(make_pdf(*TWELVE)), "beschadigd"),
        (half_of(make_pdf(*TWELVE, linearize=True)), "beschadigd"),
        (make_pdf(*TWELVE)[:2000] + b"\n%%EOF\n", "beschadigd"),
        (b"%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF", "beschadigd"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n", "beschadigd"),
        (make_pdf(encryption=pikepdf.Encryption(user="geheim", owner="geheim")), "beveiligd"),
        (make_pdf(encryption=pikepdf.Encryption(user="", owner="geheim")), "beveiligd"),
        (make_pdf(change=set_key("/OpenAction", SCRIPT)), "actief"),
        (make_pdf(change=set_key("/OpenAction", LAUNCH)), "actief"),
        (make_pdf(change=set_key("/AA", b"<</WC " + SCRIPT + b">>")), "actief"),
        (make_pdf(change=set_key("/AcroForm", XFA)), "actief"),
        (make_pdf(change=add_button), "actief"),
        (make_pdf(change=add_button, object_stream_mode=pikepdf.ObjectStreamMode.generate), "actief"),
        (make_pdf(change=attach("rekening.pdf.exe", b"x")), "programma"),
        (make_pdf(change=attach("rekening.pdf", b"MZ\x90\x00")), "programma"),
    ],
)
def test_a_pdf_that_is_not_whole_or_starts_something_is_refused_and_says_why(content, why):
    assert errors("plan.pdf", content) == [PDF_REFUSALS[why]]


def test_a_pdf_that_unpacks_to_300_megabytes_is_refused_within_a_second_or_two():
    content = make_pdf(change=fill_endlessly)

    started = time.monotonic()

    assert errors("bom.pdf", content) == [PDF_REFUSALS["groot"]]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_a_workbook_with_a_spoilt_part_is_refused(part):
    content = bytearray(write_xlsx("Tabel", [Kolom("naam", "Naam")], [{"naam": "x"}]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        place = archive.getinfo(part).header_offset + len(part) + 30
    content[place + 40 : place + 60] = bytes(20)

    assert errors("tabel.xlsx", bytes(content)) == ["Dit bestand is beschadigd. Open het en sla het opnieuw op."]


def test_a_program_in_front_of_a_pdf_is_no_pdf():
    assert errors("plan.pdf", b"MZ\x90\x00 is een programma\n" + PDF) == [
        "Voor het begin van deze PDF staat iets anders. Maak de PDF opnieuw en kies hem dan weer."
    ]
