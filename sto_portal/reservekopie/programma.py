"""The programs of PostgreSQL that write and read a dump."""

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from sto_portal.reservekopie.fouten import BackupError, said_by

PIECE = 2**20


def find_program(name):
    """The path of a program of PostgreSQL; raises BackupError where there is none on this machine."""
    versions = list(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    newest = max(versions, key=lambda path: int(path.parts[-3]), default=None)
    found = newest or shutil.which(name)
    if not found:
        raise BackupError(f"Het programma {name} is er niet. Installeer het pakket postgresql-client en begin opnieuw.")
    return str(found)


@contextmanager
def running(words, environment, **streams):
    """The process of `words`, ended when the block ends; BackupError where it says that it did not succeed."""
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(words, env=environment, stderr=said, **streams) as process:
            try:
                yield process
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            said.seek(0)
            raise BackupError(f"{Path(words[0]).name} is niet gelukt. {said_by(said.read())}")
