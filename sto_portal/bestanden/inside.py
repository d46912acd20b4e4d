"""Looks inside one file, as a program of its own with little memory and time: whatever it holds, only this dies of it.

`inside.py pdf`, `png` or `jpeg` reads the file from its input and writes one word of VERDICTS. It imports nothing of
the portal: WeasyPrint lets Pillow take half a picture for a whole one, everywhere in its process.
"""

import io
import resource
import struct
import sys
import warnings
import zlib

import pikepdf
from PIL import Image, UnidentifiedImageError

VERDICTS = ("goed", "beschadigd", "beveiligd", "actief", "programma", "groot")
MEMORY_BYTES, CPU_SECONDS = 2**30, 10
MAX_INFLATED = 100 * 2**20
MAX_PIXELS = 50_000_000
BLANKS = b"\0\t\n\f\r "
TAIL = 2048
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}
HOLDS_PROGRAM = {"/JS", "/XFA"}
PROGRAMS = (
    ".exe", ".dll", ".com", ".scr", ".pif", ".msi", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".bat", ".cmd",
    ".ps1", ".jar", ".sh", ".lnk", ".reg", ".docm", ".xlsm", ".pptm",
)  # fmt: skip
PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")


class VerdictError(Exception):
    """Why the file cannot be accepted: one of VERDICTS."""


def open_pdf(content):
    """The Pdf; one whose list of objects is wrong is repaired as readers do, if its end is there: else half is gone."""
    source = io.BytesIO(content)
    try:
        return pikepdf.open(source, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        if b"startxref" not in content[-TAIL:]:
            raise
        pdf = pikepdf.open(source, suppress_warnings=True)
        if any(found is None for found in pdf.objects):
            raise
        return pdf


def judge_image(content, kind):
    """'goed' where every part of the picture can be drawn; VerdictError for any other verdict."""
    try:
        with open_image(content, kind) as image:
            if image.width * image.height > MAX_PIXELS:
                raise VerdictError("groot")
            image.verify()
        with open_image(content, kind) as image:
            image.draft("RGB", (1, 1))  # a JPEG is read to its end, but drawn small
            image.load()
    except Image.DecompressionBombError:
        raise VerdictError("groot") from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error):
        raise VerdictError("beschadigd") from None
    return "goed"


def open_image(content, kind):
    return Image.open(io.BytesIO(content), formats=[kind.upper()])


def judge_pdf(content):
    """'goed' where the PDF opens whole and starts nothing; VerdictError for any other verdict."""
    try:
        with open_pdf(content.rstrip(BLANKS)) as pdf:
            if pdf.is_encrypted:
                raise VerdictError("beveiligd")
            if not len(pdf.pages) or not all(isinstance(page.obj, pikepdf.Dictionary) for page in pdf.pages):
                raise VerdictError("beschadigd")
            room = MAX_INFLATED
            for found in pdf.objects:
                check_object(found)
                room -= inflated_size(found, room)
                if room < 0:
                    raise VerdictError("groot")
    except pikepdf.PasswordError:
        raise VerdictError("beveiligd") from None
    except pikepdf.PdfError:
        raise VerdictError("beschadigd") from None
    return "goed"


def check_object(found):
    """Look at an object and everything that stands inside it; what it only points at is an object by itself."""
    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Array):
            parts = list(each)
        elif isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            check_dictionary(each)
            parts = [value for _key, value in each.items()]
        else:
            continue
        waiting += [part for part in parts if isinstance(part, pikepdf.Object) and not part.is_indirect]


def check_dictionary(found):
    """VerdictError for what starts something, or carries a program along."""
    if HOLDS_PROGRAM & set(found.keys()) or str(found.get("/S", "")) in RUNS or found.get("/Subtype") == "/RichMedia":
        raise VerdictError("actief")
    if "/EF" in found:
        names = [str(found.get(key, "")).lower() for key in ("/F", "/UF")]
        files = [value for _key, value in found["/EF"].items()]
        if any(name.endswith(PROGRAMS) for name in names) or any(map(is_program, files)):
            raise VerdictError("programma")


def is_program(found):
    return isinstance(found, pikepdf.Stream) and inflate(found, 16).startswith(PROGRAM_STARTS)


def inflated_size(found, room):
    """Into how many bytes a packed stream unpacks, at most one more than `room`; pictures are left to who draws."""
    if not isinstance(found, pikepdf.Stream) or found.get("/Subtype") == "/Image":
        return 0
    return len(inflate(found, room + 1))


def inflate(stream, maximum):
    """The first `maximum` bytes of a stream; as they are where it is packed in another way than Flate alone."""
    raw = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if isinstance(packing, pikepdf.Array) and len(packing) == 1:
        packing = packing[0]
    if packing != "/FlateDecode":
        return raw[:maximum]
    try:
        return zlib.decompressobj().decompress(raw, maximum)
    except zlib.error:
        return b""


def judge(content, kind):
    return judge_pdf(content) if kind == "pdf" else judge_image(content, kind)


def main():
    """Judge the file on the input within MEMORY_BYTES and CPU_SECONDS."""
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        verdict = judge(sys.stdin.buffer.read(), sys.argv[1])
    except VerdictError as error:
        verdict = str(error)
    except MemoryError:
        verdict = "groot"
    sys.stdout.write(verdict)


if __name__ == "__main__":
    main()
