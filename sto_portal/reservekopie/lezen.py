"""Reading a backup: every part is read and compared before anything is put back."""

import tarfile
import tempfile
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from sto_portal.reservekopie.fouten import BackupError
from sto_portal.reservekopie.maken import Meelezer, line_of
from sto_portal.reservekopie.manifest import DATABASE, FILES, LIST, MOST_BYTES, NAME, read_manifest
from sto_portal.reservekopie.programma import PIECE

NOT_ONE = "{path} is geen reservekopie van het portaal."
HALF = "{path} is niet af of afgebroken: het overzicht aan het eind ontbreekt. Neem een andere reservekopie."
DAMAGED = "De reservekopie is beschadigd: {part} is anders dan toen zij werd gemaakt. Neem een andere reservekopie."


class Kopie:
    """An open backup. `check` comes first; `database` and `files` then give what to put back."""

    def __init__(self, path, file):
        self.path, self.file = path, file

    def members(self):
        """Yield (name, content) of each part, in order; read it before asking for the next."""
        self.file.seek(0)
        with tarfile.open(fileobj=self.file, mode="r:") as archive:
            while member := archive.next():
                archive.members.clear()
                if not member.isreg():
                    raise BackupError(DAMAGED.format(part=member.name))
                yield member.name, archive.extractfile(member)

    def check(self):
        """The Manifest, once every part was found to be what it says; raises BackupError and names the part."""
        found, content = {}, b""
        with tempfile.TemporaryFile() as listed, tempfile.TemporaryFile() as seen:
            for name, part in self.members():
                if name == NAME:
                    content = part.read(MOST_BYTES)
                    continue
                digest, size = read_through(part, listed if name == LIST else None)
                if name.startswith(FILES):
                    seen.write(line_of(digest, name.removeprefix(FILES)))
                else:
                    found[name] = {"grootte": size, "sha256": digest}
            if not content:
                raise BackupError(HALF.format(path=self.path))
            manifest = read_manifest(content)
            compare_lists(listed, seen)
        for name, part in manifest.delen.items():
            if found.get(name) != part:
                raise BackupError(DAMAGED.format(part=f"het deel '{name}'"))
        return manifest

    def files(self):
        """Yield (place, SHA-256, content) of every stored file."""
        with tempfile.TemporaryFile() as listed:
            read_through(self.part(LIST), listed)
            listed.seek(0)
            for name, content in self.members():
                if name.startswith(FILES):
                    yield name.removeprefix(FILES), listed.readline().decode().partition("  ")[0], content

    def part(self, wanted):
        """The content of one part, open for reading."""
        return next(content for name, content in self.members() if name == wanted)

    def database(self):
        """The dump, open for reading."""
        return self.part(DATABASE)


@contextmanager
def open_backup(path):
    """The Kopie at `path`; BackupError where there is none, or what is there cannot be read."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            yield Kopie(path, file)
    except FileNotFoundError as error:
        raise BackupError(f"{path} is er niet.") from error
    except tarfile.TarError as error:
        text = HALF if is_tar(path) else NOT_ONE
        raise BackupError(text.format(path=path)) from error


def is_tar(path):
    """Whether the file at least begins as a backup does."""
    try:
        with tarfile.open(path, "r:"):
            return True
    except tarfile.TarError:
        return False


def read_through(part, copy):
    """(SHA-256, size) of what is read to its end, written to `copy` too where that is given."""
    reader, size = Meelezer(part), 0
    while piece := reader.read(PIECE):
        size += len(piece)
        if copy is not None:
            copy.write(piece)
    return reader.digest.hexdigest(), size


def compare_lists(listed, seen):
    """Raise BackupError with the first file that is not in the backup as the list says, or not at all."""
    for stream in (listed, seen):
        stream.seek(0)
    for wanted, found in zip_longest(listed, seen, fillvalue=b""):
        if wanted != found:
            line = (wanted or found).decode(errors="replace").strip()
            raise BackupError(DAMAGED.format(part=f"het bestand {line.partition('  ')[2]}"))
