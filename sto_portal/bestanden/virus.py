"""Asking ClamAV whether content is harmful, over the INSTREAM protocol of clamd; only where CLAMAV_URL is set."""

import logging
import socket
import struct
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings

CHUNK = 2**16
LONGEST_ANSWER = 4096
CONNECT_SECONDS, ANSWER_SECONDS = 3, 30
END_OF_STREAM = struct.pack("!I", 0)

logger = logging.getLogger(__name__)


class InfectedError(Exception):
    """The scanner found something harmful; the message is for the person who chose the file."""


class ScannerAwayError(Exception):
    """The scanner gave no usable answer, so nobody knows; the message is for the person who chose the file."""


INFECTED = "In dit bestand zit een virus of iets anders dat schadelijk is. Kies een ander bestand."
AWAY = (
    "Wij kunnen bestanden nu niet op virussen controleren, dus dit bestand is niet opgeslagen. "
    "Kies het bestand over een paar minuten opnieuw."
)


def scan(content):
    """Nothing where the content is clean or no scanner is set; raises InfectedError or ScannerAwayError."""
    if not settings.CLAMAV_URL:
        return
    try:
        answer = ask_clamd(content)
    except OSError as error:
        logger.error("De virusscanner antwoordt niet (%s).", error)
        raise ScannerAwayError(AWAY) from error
    if answer.endswith("FOUND"):
        logger.warning("De virusscanner vond iets: %s", answer)
        raise InfectedError(INFECTED)
    if not answer.endswith("OK"):
        logger.error("De virusscanner gaf een antwoord dat niets zegt: %s", answer or "(leeg)")
        raise ScannerAwayError(AWAY)


def ask_clamd(content):
    """What clamd says of this content: 'stream: OK', 'stream: <name> FOUND' or an error. Raises OSError."""
    with connected(settings.CLAMAV_URL) as clamd:
        try:
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                piece = content[start : start + CHUNK]
                clamd.sendall(struct.pack("!I", len(piece)) + piece)
            clamd.sendall(END_OF_STREAM)
        except (BrokenPipeError, ConnectionResetError):
            logger.warning("De virusscanner brak het lezen af.")  # it may have said why, such as a limit of its own
        return read_answer(clamd)


def read_answer(clamd):
    """The text before the NUL with which clamd ends its answer."""
    received = b""
    while b"\0" not in received and len(received) < LONGEST_ANSWER and (piece := clamd.recv(LONGEST_ANSWER)):
        received += piece
    return received.partition(b"\0")[0].decode("utf-8", "replace").strip()


@contextmanager
def connected(url):
    """A socket to clamd at 'tcp://host:3310' or 'unix:///run/clamav/clamd.ctl'."""
    parts = urlsplit(url)
    if parts.scheme == "unix":
        clamd = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        clamd.settimeout(CONNECT_SECONDS)
        with clamd:
            clamd.connect(parts.path)
            clamd.settimeout(ANSWER_SECONDS)
            yield clamd
        return
    with socket.create_connection((parts.hostname, parts.port), CONNECT_SECONDS) as clamd:
        clamd.settimeout(ANSWER_SECONDS)
        yield clamd
