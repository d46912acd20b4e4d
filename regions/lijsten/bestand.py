"""A published file as text: its size, its encoding, and whether it is a CSV file, or a spreadsheet, at all."""

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from sto_portal.bestanden.content import HarmfulError, check_content
from sto_portal.bestanden.content import recognise as recognise_file
from sto_portal.spreadsheets.lezen import TabelError, Tabelrij, is_garbled
from sto_portal.spreadsheets.werkboek import READERS, read_sheet

MAXIMUM_BYTES = 10 * 2**20
MAXIMUM_ROWS = 2_000
NO_TEXT = "Dit is geen tekst in UTF-8 of Windows-1252."
VAN_DUO = "het CSV-bestand zoals DUO het publiceert"
PACKED = b"PK\x03\x04"
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
OTHER_KINDS = {
    PACKED: "een Excel-bestand of een ander ingepakt bestand",
    b"\xd0\xcf\x11\xe0": "een oud Excel-bestand",
    b"%PDF": "een PDF",
    codecs.BOM_UTF16_LE: "opgeslagen als Unicode-tekst (UTF-16)",
    codecs.BOM_UTF16_BE: "opgeslagen als Unicode-tekst (UTF-16)",
}
UNREADABLE = {
    FileNotFoundError: "bestaat niet",
    IsADirectoryError: "is een map",
    PermissionError: "mag u niet lezen",
}


class LijstError(Exception):
    """A file that as a whole cannot be used; the text says why, in Dutch. Nothing was written."""


@dataclass(frozen=True)
class Bestand:
    """The text of a file with line ends as line feeds, its name without folders, and the SHA-256 of its bytes.

    Of a spreadsheet `rijen` are the rows instead, and `meldingen` what must be told of how they were read.
    """

    naam: str
    tekst: str
    sha256: str
    rijen: list[Tabelrij] = field(default_factory=list)
    meldingen: tuple[str, ...] = ()


def read_bestand(path, *, gevraagd=VAN_DUO, recognise=None):
    """The Bestand at `path`, in UTF-8 with or without BOM, else Windows-1252; raises LijstError.

    With `recognise`, which counts the column names in a line, it may be an XLSX or an ODS too. `gevraagd` is what an
    error tells people to use instead.
    """
    content = read_bytes(path)
    naam, sha256 = Path(path).name, hashlib.sha256(content).hexdigest()
    if recognise and content.startswith(PACKED):
        blad = read_blad(content, recognise)
        return Bestand(naam, "", sha256, blad.rijen, tuple(blad.meldingen()))
    tekst = read_tekst(content, gevraagd)
    if not tekst.strip():
        raise LijstError("Dit bestand is leeg.")
    return Bestand(naam, tekst, sha256)


def read_blad(content, recognise):
    """The sheet on which the columns were recognised; raises LijstError."""
    filetype = recognise_file(content)
    if filetype is None or filetype.key not in READERS:
        raise LijstError("Dit is geen goed Excel- of OpenDocument-bestand. Open het en sla het opnieuw op als .xlsx.")
    try:
        check_content(content, filetype)
        blad = read_sheet(content, filetype.key, max_rows=MAXIMUM_ROWS, recognise=recognise)
    except (TabelError, HarmfulError) as error:
        raise LijstError(str(error)) from error
    if not blad.rijen:
        raise LijstError("Dit bestand is leeg.")
    if len(blad.rijen) > MAXIMUM_ROWS:
        raise LijstError(f"Dit bestand heeft meer dan {MAXIMUM_ROWS} rijen. Kijk of u het goede bestand hebt.")
    return blad


def read_tekst(content, gevraagd):
    """The text of a CSV file; raises LijstError for a file of another kind."""
    for start, kind in OTHER_KINDS.items():
        if content.startswith(start):
            raise LijstError(f"Dit bestand is {kind}. Gebruik {gevraagd}.")
    tekst = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if CONTROL.search(tekst):
        raise LijstError(f"Dit is geen tekstbestand. Gebruik {gevraagd}.")
    if tekst.lstrip().startswith("<"):
        raise LijstError("Dit is een webpagina en geen CSV-bestand. Download het bestand opnieuw.")
    return tekst


def read_bytes(path):
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = UNREADABLE.get(type(error), "is niet te lezen")
        raise LijstError(f"Het bestand {path} {reason}.") from error
    if len(content) > MAXIMUM_BYTES:
        raise LijstError(
            f"Dit bestand is groter dan {MAXIMUM_BYTES // 2**20} MB. Zo groot is deze lijst niet; "
            "kijk of u het goede bestand hebt."
        )
    return content


def decode(content):
    """UTF-8 if it is that; a file that says so by its BOM and is not, is damaged."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if content.startswith(codecs.BOM_UTF8):
            raise LijstError("Dit bestand is beschadigd: het is geen geldige UTF-8. Download het opnieuw.") from error
    try:
        tekst = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise LijstError(NO_TEXT) from error
    if is_garbled(content):
        raise LijstError(NO_TEXT)
    return tekst
