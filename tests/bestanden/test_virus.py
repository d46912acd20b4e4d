"""A virus scanner on loopback that speaks the protocol of clamd: clean, infected, away, slow of mind."""

import socket
import socketserver
import struct
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sto_portal.bestanden.uploads import UploadField
from sto_portal.bestanden.virus import AWAY, INFECTED, InfectedError, ScannerAwayError, scan
from tests.pdfs import make_pdf

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PDF = make_pdf("netjes", compress_streams=False)


class Clamd(socketserver.BaseRequestHandler):
    """Answers as clamd does: it reads the stream in pieces and looks for the test virus."""

    def handle(self):
        command = self.read(len(b"zINSTREAM\0"))
        content = b""
        while size := struct.unpack("!I", self.read(4))[0]:
            content += self.read(size)
        self.server.received.append((command, content))
        verdict = b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"
        self.request.sendall(self.server.answer or verdict)

    def read(self, size):
        received = b""
        while len(received) < size:
            received += self.request.recv(size - len(received))
        return received


@contextmanager
def serving(server):
    server.received, server.answer = [], None
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def clamd(settings):
    with serving(socketserver.TCPServer(("127.0.0.1", 0), Clamd)) as server:
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{server.server_address[1]}"
        yield server


def choose(content, name="plan.pdf"):
    return UploadField().clean(SimpleUploadedFile(name, content))


def test_without_a_scanner_nothing_is_asked(settings):
    assert settings.CLAMAV_URL == ""
    assert choose(PDF).name == "plan.pdf"


def test_a_clean_file_is_taken_and_was_read_whole(clamd):
    content = PDF.replace(b"netjes", b"netjes " * 30_000)

    assert choose(content).filetype.key == "pdf"
    assert clamd.received == [(b"zINSTREAM\0", content)]


def test_an_infected_file_is_refused_with_a_clear_text(clamd):
    with pytest.raises(ValidationError) as refused:
        choose(PDF.replace(b"netjes", EICAR))

    assert refused.value.messages == [INFECTED]


def test_a_scanner_on_a_socket_of_this_machine_is_asked_too(settings, tmp_path):
    path = tmp_path / "clamd.ctl"
    with serving(socketserver.UnixStreamServer(str(path), Clamd)):
        settings.CLAMAV_URL = f"unix://{path}"

        scan(b"netjes")
        with pytest.raises(InfectedError):
            scan(EICAR)


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"onzin"])
def test_an_answer_that_says_nothing_is_no_yes(clamd, answer):
    clamd.answer = answer

    with pytest.raises(ScannerAwayError, match="niet op virussen controleren"):
        scan(b"netjes")


def test_a_scanner_that_is_away_refuses_with_a_clear_text(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.CLAMAV_URL = f"tcp://127.0.0.1:{probe.getsockname()[1]}"

    with pytest.raises(ValidationError) as refused:
        choose(PDF)

    assert refused.value.messages == [AWAY]


def test_a_socket_that_is_not_there_is_a_scanner_that_is_away(settings):
    settings.CLAMAV_URL = "unix:///nergens/clamd.ctl"

    with pytest.raises(ScannerAwayError):
        scan(b"netjes")


def test_what_is_not_a_file_of_ours_never_reaches_the_scanner(clamd):
    with pytest.raises(ValidationError):
        choose(b"MZ een programma", name="plan.exe")

    assert clamd.received == []


def test_the_setting_is_told_in_the_manual():
    assert "CLAMAV_URL" in Path(__file__).parents[2].joinpath("docs", "beheer.md").read_text()
