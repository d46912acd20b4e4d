"""Several files in one ZIP that unpacks the same on every machine."""

from sto_portal.bestanden.names import safe_name, suffix_of
from sto_portal.spreadsheets.archive import pack

NOT_IN_WINDOWS = str.maketrans('<>:"|?*', "-" * 7)


def make_zip(files):
    """The bytes of a ZIP of `files`, pairs of (name, bytes), in the order given.

    Names are made safe and unique without regard to case: 'brief.pdf', 'brief (2).pdf'. The same files always give
    the same bytes. `actions.store` keeps the outcome when it must outlive the request.
    """
    taken = set()
    return pack((unique_name(name, taken), content) for name, content in files)


def unique_name(name, taken):
    """A name that no earlier entry has; remembers it in `taken`."""
    wanted = safe_name(name).translate(NOT_IN_WINDOWS)
    suffix = suffix_of(wanted)
    stem = wanted[: len(wanted) - len(suffix)]
    candidate, number = wanted, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){suffix}"
    taken.add(candidate.casefold())
    return candidate
