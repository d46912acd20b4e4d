"""What may be done with files: keep them."""

import hashlib
import logging
import mimetypes
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sto_portal.bestanden.content import recognise
from sto_portal.bestanden.models import Bestand, StorageError
from sto_portal.bestanden.names import safe_name
from sto_portal.bestanden.opruimen import FOLDER, remember

logger = logging.getLogger(__name__)


def store(content, *, name, kind, by=None):
    """Keep `content` (bytes, not empty) as a new Bestand of soort `kind`; the same content takes disk space once.

    Call it inside the transaction that writes the reference to it. Content that nobody has gets a place of its own,
    which no other transaction can know: after a rollback it can go (`opruimen`). Uploads come through `UploadField`
    first: nothing is judged here. Raises StorageError when the content cannot be kept; then there is no Bestand.
    """
    if not content:
        raise ValueError("store: een leeg bestand wordt niet bewaard")
    naam = safe_name(name)
    sha256 = hashlib.sha256(content).hexdigest()
    return Bestand.objects.create(
        sha256=sha256,
        naam=naam,
        soort=kind,
        mimetype=mimetype_of(content, naam),
        grootte=len(content),
        pad=find_place(content, sha256),
        geupload_door=by,
    )


def find_place(content, sha256):
    """Where this content is whole: that of a Bestand that has it already, else a new place."""
    kept = Bestand.objects.filter(sha256=sha256).order_by("pk").values_list("pad", flat=True).first()
    if kept:
        return write_once(content, kept)
    return remember(write_once(content, f"{FOLDER}/{sha256[:2]}/{sha256}-{uuid4().hex}"))


def mimetype_of(content, name):
    """The type that the content itself shows, else what its name promises."""
    known = recognise(content)
    return known.mimetype if known else mimetypes.guess_type(name)[0] or "application/octet-stream"


def write_once(content, path):
    """Write `content` unless it is there whole; return where it stands; raise StorageError where that is not possible.

    Damaged content is replaced; two writers at once each keep a whole file.
    """
    try:
        if default_storage.exists(path):
            if is_stored(content, path):
                return path
            default_storage.delete(path)
        return default_storage.save(path, ContentFile(content))
    except OSError as error:
        refusal = StorageError(error)
        logger.error("%s is niet opgeslagen: %s", path, refusal.detail)
        raise refusal from error


def is_stored(content, path):
    """Whether the file at `path` holds exactly `content`."""
    with default_storage.open(path) as stored:
        return stored.read() == content
