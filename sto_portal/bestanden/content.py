"""What a file is by its content, and whether that content can be opened without harm."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from sto_portal.bestanden.inspection import refusal_of

MAX_ENTRIES = 1000
MAX_INFLATED = 100 * 2**20
MAX_RATIO = 200
SMALL_ENTRY = 1024
PDF_START, PDF_WITHIN, PDF_END = b"%PDF-", 1024, b"%%EOF"  # programs look as far as that for the start of a PDF
BLANKS = b"\0\t\n\f\r "
MAY_PRECEDE = re.compile(rb"(?:\xef\xbb\xbf)?[%b]*" % BLANKS)
DAMAGED = "Dit bestand is beschadigd. Open het en sla het opnieuw op."
UNREADABLE = (
    zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError, zlib.error, expat.ExpatError,
)  # fmt: skip
ZIP_START = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_MARKS = ("vbaproject.bin", "vbadata.xml", "macrosheets/", "dialogsheets/", "basic/", "scripts/")
PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".ps1", ".jar")


class HarmfulError(Exception):
    """The content cannot be accepted; the message is a Dutch sentence for the person who chose the file."""


@dataclass(frozen=True)
class Filetype:
    key: str
    label: str
    mimetype: str
    suffixes: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument"
FILETYPES = {
    filetype.key: filetype
    for filetype in (
        Filetype("pdf", "PDF", "application/pdf", (".pdf",)),
        Filetype("png", "PNG", "image/png", (".png",)),
        Filetype("jpeg", "JPEG", "image/jpeg", (".jpg", ".jpeg")),
        Filetype("xlsx", "Excel (.xlsx)", f"{OFFICE}.spreadsheetml.sheet", (".xlsx",)),
        Filetype("ods", "OpenDocument (.ods)", "application/vnd.oasis.opendocument.spreadsheet", (".ods",)),
        Filetype("docx", "Word (.docx)", f"{OFFICE}.wordprocessingml.document", (".docx",)),
    )
}
MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def recognise(content):
    """The Filetype that the first bytes or the parts of the ZIP show; None for anything else."""
    for start, key in MAGIC.items():
        if content.startswith(start):
            return FILETYPES[key]
    if PDF_START in content[:PDF_WITHIN]:
        return FILETYPES["pdf"]
    if content.startswith(ZIP_START):
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return recognise_office(archive)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
            return None
    return None


def is_half_packed(content):
    """Whether this begins as a workbook or document does, but its list of parts, which stands at the end, is gone."""
    return content.startswith(ZIP_START) and not zipfile.is_zipfile(io.BytesIO(content))


def recognise_office(archive):
    """XLSX, ODS or DOCX by the parts inside; None for another ZIP."""
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        parts = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
        return next((FILETYPES[key] for part, key in parts.items() if part in names), None)
    if "mimetype" in names:
        with archive.open("mimetype") as part:
            declared = part.read(100).decode(errors="replace").strip()
        return FILETYPES["ods"] if declared == FILETYPES["ods"].mimetype else None
    return None


def check_content(content, filetype):
    """Raise HarmfulError when content of this Filetype is damaged, locked, too large inside or holds a program."""
    if filetype.key == "pdf":
        check_ends(content)
    if filetype.key in {"pdf", "png", "jpeg"}:
        if refusal := refusal_of(content, filetype.key):
            raise HarmfulError(refusal)
    else:
        check_office(content)


def check_ends(content):
    """Refuse a PDF with something else in front of it, or without its end."""
    if not MAY_PRECEDE.fullmatch(content[: content.find(PDF_START)]):
        raise HarmfulError("Voor het begin van deze PDF staat iets anders. Maak de PDF opnieuw en kies hem dan weer.")
    if PDF_END not in content.rstrip(BLANKS)[-2048:]:
        raise HarmfulError("Deze PDF is niet compleet. Maak de PDF opnieuw en kies hem dan weer.")


def check_office(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check_size_inside(archive)
            check_parts(archive)
            if archive.testzip() is not None:
                raise HarmfulError(DAMAGED)
            for entry in archive.infolist():
                if entry.filename.lower().endswith((".xml", ".rels")):
                    check_xml(archive, entry)
    except UNREADABLE as error:
        raise HarmfulError(DAMAGED) from error


def check_size_inside(archive):
    """Refuse what would unpack to more than a person can have made; sizes are those that zipfile itself keeps to."""
    entries = archive.infolist()
    inflated = sum(entry.file_size for entry in entries)
    swollen = any(entry.file_size > MAX_RATIO * max(entry.compress_size, SMALL_ENTRY) for entry in entries)
    if len(entries) > MAX_ENTRIES or inflated > MAX_INFLATED or swollen:
        raise HarmfulError("Dit bestand wordt veel te groot bij het openen. Maak het bestand kleiner.")


def check_parts(archive):
    """Refuse a password, macros and programs."""
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in archive.namelist() else b""
    if any(entry.flag_bits & 1 for entry in entries) or b"encryption-data" in manifest:
        raise HarmfulError("Dit bestand heeft een wachtwoord. Kies een bestand zonder wachtwoord.")
    types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in archive.namelist() else b""
    if b"macroEnabled" in types or any(mark in name for name in names for mark in MACRO_MARKS):
        raise HarmfulError("Dit bestand bevat macro's. Sla het op zonder macro's en kies het dan weer.")
    if any(name.endswith(PROGRAMS) for name in names):
        raise HarmfulError("Dit bestand bevat een programma. Dat mag niet.")


def check_xml(archive, entry):
    """Read one part up to its first element; a document type (the way to entity bombs) is refused."""

    def refuse(*_declaration):
        raise HarmfulError("Dit bestand bevat onderdelen die niet veilig zijn (DTD). Sla het opnieuw op.")

    started = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: started.append(name)
    with archive.open(entry) as part:
        while not started and (piece := part.read(65536)):
            parser.Parse(piece)
