import io
import zipfile

import pytest

from sto_portal.bestanden.names import safe_name
from sto_portal.bestanden.zip import make_zip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\plan.pdf", "plan.pdf"),
        ('een, twee "drie" 😀.pdf', 'een, twee "drie" 😀.pdf'),
        ("pl\x00an\r\n.pdf", "plan.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("brief\u202efdp.exe", "brieffdp.exe"),
        ("  spaties   erin .pdf ", "spaties erin.pdf"),
        ("..", "bestand"),
        ("\x00", "bestand"),
        (".verborgen", "verborgen"),
        ("lege map/", "lege map"),
    ],
)
def test_a_name_is_kept_without_what_is_dangerous(typed, kept):
    assert safe_name(typed) == kept


def test_a_long_name_keeps_its_extension_and_whole_characters():
    kept = safe_name("😀" * 300 + ".pdf")

    assert kept == "😀" * 49 + ".pdf"


def test_a_zip_has_safe_unique_names_and_the_same_bytes_again():
    files = [("brief.pdf", b"1"), ("BRIEF.pdf", b"2"), ("../brief.pdf", b"3"), ("a:b?.txt", b"4"), ("één 😀.txt", b"5")]

    content = make_zip(files)

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["brief.pdf", "BRIEF (2).pdf", "brief (3).pdf", "a-b-.txt", "één 😀.txt"]
        assert archive.testzip() is None
        assert archive.read("BRIEF (2).pdf") == b"2"
    assert make_zip(files) == content


def test_a_zip_of_nothing_opens():
    with zipfile.ZipFile(io.BytesIO(make_zip([]))) as archive:
        assert archive.namelist() == []
