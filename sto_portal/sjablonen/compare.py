"""What changed between two texts, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Regel:
    """One line that stayed ('gelijk'), went ('weg') or came ('nieuw')."""

    soort: str
    tekst: str


def compare_lines(before, after):
    """Every Regel of `before` and `after`, in reading order."""
    old, new = before.splitlines(), after.splitlines()
    rows = []
    for verb, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            rows += [Regel("gelijk", line) for line in old[start:end]]
        else:
            rows += [Regel("weg", line) for line in old[start:end]]
            rows += [Regel("nieuw", line) for line in new[begin:stop]]
    return rows
