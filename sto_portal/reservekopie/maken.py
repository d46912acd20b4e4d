"""Making a backup: one file with the database of one moment, every file it refers to, and a Manifest at the end."""

import hashlib
import os
import tarfile
import tempfile
import time
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage

from sto_portal.integriteit import PROGRESS_SECONDS
from sto_portal.reservekopie.fouten import BackupError, telling
from sto_portal.reservekopie.manifest import DATABASE, FILES, LIST, NAME, Manifest
from sto_portal.reservekopie.momentopname import take_snapshot

OWNER_ONLY = 0o600
AGAIN_SECONDS = 1  # content that is damaged is away for a moment while it is stored anew


def make_backup(path, tell=lambda _text: None):
    """Write a backup to `path`, where nothing may be yet; its Manifest. Raises BackupError; then `path` is not there.

    Files are never changed and not removed while a row refers to them, so those of the dumped rows are all there to
    be read after it. What people do meanwhile is not in it. `tell` hears now and then how far it is.
    """
    path = Path(path).absolute()
    if path.exists():
        raise BackupError(f"{path} is er al. Kies een andere naam: een reservekopie wordt niet overschreven.")
    with (
        telling("De reservekopie is niet gemaakt."),
        becoming(path) as half,
        dump_beside(path) as dump,
        take_snapshot(dump) as momentopname,
        tarfile.open(fileobj=half, mode="w") as archive,
    ):
        return Schrijver(archive, tell).write(momentopname, Path(dump.name))


@contextmanager
def becoming(path):
    """A new file for its owner alone, that gets its name at the end of the block; none where the block fails."""
    half = path.with_name(f".{path.name}.{uuid4().hex}.half")
    try:
        half.touch(OWNER_ONLY, exist_ok=False)
        with half.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)


def dump_beside(path):
    """A temporary file for its owner alone, beside the backup: the size of a dump comes before it."""
    return tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".half")


class Schrijver:
    """Writes the parts of a backup into an open tar archive, in the order in which they are read back."""

    def __init__(self, archive, tell):
        self.archive, self.tell = archive, tell
        self.delen, self.ontbreken = {}, []
        self.aantal, self.bytes, self.told = 0, 0, time.monotonic()

    def write(self, momentopname, dump):
        """Everything of this moment; the Manifest."""
        with dump.open("rb") as content:
            self.delen[DATABASE] = self.add(DATABASE, content, dump.stat().st_size)
        with tempfile.TemporaryFile() as listed:
            for pad, sha256 in momentopname.stored():
                self.add_stored(pad, sha256, listed)
            size = listed.tell()
            listed.seek(0)
            self.delen[LIST] = self.add(LIST, listed, size)
        manifest = Manifest(
            database={"soort": momentopname.vendor, "versie": momentopname.version},
            migraties=momentopname.migraties(),
            aantallen=momentopname.aantallen(),
            sporen=momentopname.sporen(),
            delen=self.delen,
            bestanden={"aantal": self.aantal, "bytes": self.bytes},
            ontbreken=self.ontbreken,
        )
        content = manifest.as_bytes()
        self.add(NAME, BytesIO(content), len(content))
        return manifest

    def add_stored(self, pad, sha256, listed):
        """Add the content at `pad` and its line to the list; where it is gone or damaged that is remembered."""
        try:
            stored = open_stored(pad)
        except FileNotFoundError:
            self.ontbreken.append(pad)
            return
        with stored:
            part = self.add(f"{FILES}{pad}", stored, stored.size)
        if part["sha256"] != sha256:
            self.ontbreken.append(pad)
        listed.write(line_of(part["sha256"], pad))
        self.aantal += 1
        self.bytes += part["grootte"]
        if time.monotonic() - self.told > PROGRESS_SECONDS:
            self.told = time.monotonic()
            self.tell(f"{self.aantal} bestanden opgenomen …")

    def add(self, name, content, size):
        """Add one member of `size` bytes; what a Manifest says of it."""
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, OWNER_ONLY, int(time.time())
        reader = Meelezer(content)
        self.archive.addfile(member, reader)
        self.archive.members.clear()  # tarfile would remember each
        return {"grootte": size, "sha256": reader.digest.hexdigest()}


class Meelezer:
    """Reads content and keeps the checksum of what was read."""

    def __init__(self, content):
        self.content, self.digest = content, hashlib.sha256()

    def read(self, size=-1):
        piece = self.content.read(size)
        self.digest.update(piece)
        return piece


def line_of(sha256, pad):
    """One line of the list, as the program sha256sum reads it."""
    return f"{sha256}  {FILES}{pad}\n".encode()


def open_stored(pad):
    """The stored content at `pad`; FileNotFoundError where it is not there, also not a moment later."""
    try:
        return default_storage.open(pad)
    except FileNotFoundError:
        time.sleep(AGAIN_SECONDS)
        return default_storage.open(pad)
