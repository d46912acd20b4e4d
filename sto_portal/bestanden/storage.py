"""Files in a folder of this machine."""

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import FileSystemStorage


class FolderStorage(FileSystemStorage):
    """A file is in the folder whole or not at all, also after a full disk, a kill or a power cut."""

    def _save(self, name, content):
        """Write beside `name` and move it there once the disk has it; OSError leaves nothing behind."""
        beside = f"{name}.{uuid4().hex}.half"
        half, whole = Path(self.path(beside)), Path(self.path(name))
        try:
            super()._save(beside, content)
            flush(half)
            half.replace(whole)
            flush(whole.parent)
        finally:
            with contextlib.suppress(OSError):
                half.unlink()
        return name


def flush(path):
    """Have the disk keep what was written to this file or folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
