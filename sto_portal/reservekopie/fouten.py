"""What keeps a backup from being made or put back, in words for who does it."""

import errno
import re
from contextlib import contextmanager

DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FULL_WORDS = re.compile(r"No space left|disk is full|File too large|could not extend file")
FULL = "De schijf is vol"


class BackupError(Exception):
    """A backup cannot be made, or not be put back; the text is Dutch and says how to go on."""


@contextmanager
def telling(what):
    """What the disk or the storage refuses within the block, as a BackupError that begins with `what`."""
    try:
        yield
    except OSError as error:
        raise BackupError(f"{what} {reason_of(error)}") from error


def reason_of(error):
    """Why the system refused, as one or two Dutch sentences."""
    if error.errno in DISK_FULL:
        return f"{FULL}. Maak ruimte en begin opnieuw."
    return f"Het systeem weigert ({type(error).__name__}: {error})."


def one_line(error):
    """What the database said, without the line ends."""
    return " ".join(str(error).split())


def said_by(output):
    """What a program of PostgreSQL said last, as a Dutch sentence."""
    lines = output.decode(errors="replace").strip().splitlines()
    if any(FULL_WORDS.search(line) for line in lines):
        return f"{FULL}. Maak ruimte en begin opnieuw."
    return f"De melding is: {lines[-1] if lines else 'geen'}"
