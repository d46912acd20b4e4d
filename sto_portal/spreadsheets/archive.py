"""ZIP containers that are the same bytes for the same content, so that downloads can be compared by checksum."""

import io
import re
import zipfile

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
MOMENTS = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def pack(parts, *, stored=()):
    """The ZIP of `parts`, pairs of (name, bytes), in order; the names in `stored` are not compressed."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts:
            entry = zipfile.ZipInfo(name, FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()


def without_moments(office):
    """The same XLSX without the moment at which openpyxl wrote it."""
    with zipfile.ZipFile(io.BytesIO(office)) as archive:
        return pack(
            (name, MOMENTS.sub(b"", archive.read(name))) if name == "docProps/core.xml" else (name, archive.read(name))
            for name in archive.namelist()
        )
