"""File names as people type them, made fit to store, to send and to unpack."""

import re
import unicodedata
from pathlib import PurePosixPath

MAX_BYTES = 200
UNPRINTABLE = {"Cc", "Cs", "Cn", "Zl", "Zp"}
DIRECTION_MARKS = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def safe_name(name):
    """The bare file name in NFC: no folders, control characters or text direction marks, at most 200 bytes.

    Commas, quotes, spaces and emoji stay; an empty name becomes 'bestand'.
    """
    base = unicodedata.normalize("NFC", str(name)).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    visible = "".join(c for c in base if unicodedata.category(c) not in UNPRINTABLE and c not in DIRECTION_MARKS)
    bare = re.sub(r"\s+", " ", visible).strip(" .")
    if not bare:
        return "bestand"
    suffix = suffix_of(bare)
    stem = bare[: len(bare) - len(suffix)]
    return shorten(stem, MAX_BYTES - len(suffix.encode())).rstrip(" .") + suffix


def suffix_of(name):
    """The extension with its dot as written; empty when there is none or when it is longer than 10 characters."""
    suffix = PurePosixPath(name).suffix
    return suffix if len(suffix) <= 10 else ""


def shorten(text, size):
    """The longest start of `text` that fits in `size` bytes of UTF-8, never half a character."""
    return text.encode()[:size].decode(errors="ignore")
