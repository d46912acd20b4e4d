import io
import zipfile

import openpyxl
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from sto_portal.bestanden.content import FILETYPES
from sto_portal.bestanden.uploads import UploadField
from sto_portal.spreadsheets import Kolom, write_ods, write_xlsx
from tests.pdfs import PDF

KOLOMMEN = [Kolom("naam", "Naam")]
XLSX = write_xlsx("Tabel", KOLOMMEN, [{"naam": "x"}])
ODS = write_ods("Tabel", KOLOMMEN, [{"naam": "x"}])


class UploadForm(forms.Form):
    bestand = UploadField(label="Bestand")


def picture(kind, size=(4, 3)):
    target = io.BytesIO()
    Image.new("1", size).save(target, kind)
    return target.getvalue()


def zipped(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(**extra):
    return zipped(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", **extra})


DOCX = zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'


def upload(name, content):
    return UploadForm({}, {"bestand": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.pdf", PDF, "pdf"),
        ("PLAN.PDF", PDF, "pdf"),
        ("foto.png", picture("PNG"), "png"),
        ("foto.jpg", picture("JPEG"), "jpeg"),
        ("foto.jpeg", picture("JPEG"), "jpeg"),
        ("begroting.xlsx", XLSX, "xlsx"),
        ("begroting.ods", ODS, "ods"),
        ("brief.docx", DOCX, "docx"),
    ],
)
def test_what_is_asked_for_is_accepted(name, content, kind):
    form = upload(name, content)

    assert form.errors == {}
    cleaned = form.cleaned_data["bestand"]
    assert (cleaned.name, cleaned.filetype, cleaned.read()) == (name, FILETYPES[kind], content)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leeg.pdf", b"", "Dit bestand is leeg."),
        ("virus.exe", b"MZ\x90", "Dit soort bestand kunt u hier niet uploaden. U kunt kiezen uit: PDF, PNG, JPEG,"),
        ("plan.pdf", b"MZ\x90", "Dit soort bestand kunt u hier niet uploaden."),
        ("plan.pdf", b"<html><script>", "Dit soort bestand kunt u hier niet uploaden."),
        ("plan.pdf", picture("PNG"), "De inhoud van dit bestand is PNG, maar de naam eindigt op '.pdf'."),
        ("plan", PDF, "De inhoud van dit bestand is PDF, maar de naam eindigt op 'plan'."),
        ("a.zip", zipped(a="b"), "Dit soort bestand kunt u hier niet uploaden."),
        ("a.xlsm", office(), "De inhoud van dit bestand is Excel (.xlsx), maar de naam eindigt op '.xlsm'."),
        ("half.pdf", PDF[:-6], "Deze PDF is niet compleet."),
        ("half.png", picture("PNG", (300, 300))[:60], "Deze afbeelding is beschadigd."),
        ("bom.png", picture("PNG", (9000, 9000)), "Deze afbeelding heeft te veel beeldpunten."),
        ("oud.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Dit is een oud of beveiligd Office-bestand."),
        ("macro.xlsx", office(**{"xl/vbaProject.bin": "x"}), "Dit bestand bevat macro's."),
        ("macro.xlsx", office(**{"[Content_Types].xml": "<a b='macroEnabled'/>"}), "Dit bestand bevat macro's."),
        ("prog.xlsx", office(**{"xl/run.exe": "x"}), "Dit bestand bevat een programma."),
        ("bom.xlsx", office(**{"xl/a.xml": "<a>" + " " * 3_000_000}), "Dit bestand wordt veel te groot"),
        ("veel.xlsx", office(**{f"xl/{n}.txt": "" for n in range(1000)}), "Dit bestand wordt veel te groot"),
        ("bom.xlsx", office(**{"xl/sheet.xml": BOMB}), "Dit bestand bevat onderdelen die niet veilig zijn"),
        (
            "bom.xlsx",
            office(**{"xl/s.xml": BOMB.encode("utf-16")}),
            "Dit bestand bevat onderdelen die niet veilig zijn",
        ),
        ("kapot.xlsx", office(**{"xl/sheet.xml": "geen xml"}), "Dit bestand is beschadigd."),
        ("half.xlsx", XLSX[: len(XLSX) // 2], "Dit bestand is beschadigd."),
    ],
)
def test_what_cannot_be_is_refused_and_says_why(name, content, message):
    [error] = upload(name, content).errors["bestand"]

    assert error.startswith(message)


def test_a_comment_before_the_document_type_hides_nothing():
    [error] = upload("bom.xlsx", office(**{"xl/a.xml": f"<!--{'abc ' * 40000}-->{BOMB}"})).errors["bestand"]

    assert "niet veilig" in error or "te groot" in error


def test_too_large_says_how_large_and_what_the_limit_is(settings):
    settings.UPLOAD_MAX_BYTES = 2 * 2**20

    form = upload("plan.pdf", PDF + b" " * 2 * 2**20)

    assert form.errors["bestand"] == ["Dit bestand is 2,1 MB. Een bestand mag niet groter zijn dan 2 MB."]


def test_no_file_asks_for_one():
    assert UploadForm({}, {}).errors["bestand"] == ["Kies een bestand."]


def test_a_nul_character_in_the_name_is_dropped():
    form = upload("pl\x00an.pdf", PDF)

    assert form.is_valid()
    assert form.cleaned_data["bestand"].name == "plan.pdf"


def test_a_field_can_take_fewer_kinds_and_tells_the_browser():
    field = UploadField(kinds=("pdf", "jpeg"))

    assert field.allowed == "PDF of JPEG"
    assert field.widget.attrs == {"accept": ".pdf,.jpg,.jpeg"}
    with pytest.raises(forms.ValidationError, match="PDF of JPEG"):
        field.clean(SimpleUploadedFile("b.xlsx", XLSX))


def test_a_workbook_saved_by_another_program_is_accepted():
    target = io.BytesIO()
    openpyxl.Workbook().save(target)

    assert upload("b.xlsx", target.getvalue()).errors == {}
