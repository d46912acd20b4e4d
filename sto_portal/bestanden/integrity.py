"""Whether every stored file is still there and has the content that came in."""

import hashlib

from django.core.files.storage import default_storage

from sto_portal.bestanden.models import Bestand
from sto_portal.integriteit import look_at

CHUNK = 2**20


def check_bestanden():
    """Yield an Uitslag for every Bestand; content that several share is read once, one piece at a time."""
    reader = Reader()
    rows = Bestand.objects.order_by("pad", "pk").iterator(chunk_size=500)
    yield from look_at(rows, reader.fault_of, name_of)


def name_of(bestand):
    return f"Bestand {bestand.pk} '{bestand.naam}'"


class Reader:
    """Reads content in the order of its place, and remembers the last."""

    def __init__(self):
        self.pad, self.found = "", ""

    def fault_of(self, bestand):
        """What is wrong with the content of a Bestand, in Dutch, or ''."""
        if bestand.pad != self.pad:
            self.pad, self.found = bestand.pad, digest_at(bestand.pad)
        if self.found is None:
            return f"{name_of(bestand)}: is er niet meer ({bestand.pad})."
        return "" if self.found == bestand.sha256 else f"{name_of(bestand)}: heeft een andere inhoud ({bestand.pad})."


def digest_at(path):
    """The SHA-256 of what is stored at `path`; None where nothing is. Raises OSError where it is out of reach."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(path) as stored:
            while piece := stored.read(CHUNK):
                digest.update(piece)
    except FileNotFoundError:
        return None
    return digest.hexdigest()
