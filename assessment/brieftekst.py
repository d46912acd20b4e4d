"""The words of a letter as they are approved, and what sending fills in: the closed list MARKS and nothing else."""

import re
from dataclasses import dataclass
from hashlib import sha256
from html import unescape

from django.utils.html import strip_tags

from sto_portal.sjablonen.models import Sjabloonversie
from sto_portal.termijnen import BEZWAAR, last_day
from sto_portal.vormgeving.templatetags.sto import datum

DAG, BEZWAAR_TOT = "[datum van verzending]", "[laatste dag voor bezwaar]"
MARKS = (DAG, BEZWAAR_TOT)
BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|tr|dt|dd)>|<br\s*/?>")


@dataclass(frozen=True)
class Brieftekst:
    """A letter before it is sent: its subject and its text (HTML) with MARKS in them, and what they were made with.

    `sjabloonversie` is None where nobody asks that any more.
    """

    sjabloonversie: Sjabloonversie | None
    onderwerp: str
    tekst: str

    @property
    def sha256(self):
        return letter_sha256(self.onderwerp, self.tekst)


def letter_sha256(onderwerp, tekst):
    """The checksum of a letter as hex: SHA-256 over its subject, a line end and its text, as UTF-8."""
    return sha256(f"{onderwerp}\n{tekst}".encode()).hexdigest()


def last_day_to_object(besluit, day):
    """The last day on which one can object to a Besluit that is sent on `day` (date; Awb 6:7)."""
    return last_day(day, BEZWAAR, besluit.regelingversie)


def fill_marks(besluit, text, day):
    """`text` of the approved letter as it reads when it is sent on `day`; with MARKS in it as long as that is None."""
    if day is None:
        return text
    words = {DAG: datum(day), BEZWAAR_TOT: datum(last_day_to_object(besluit, day))}
    for mark in MARKS:
        text = text.replace(mark, words[mark])
    return text


def as_lines(text):
    """The letter's HTML as people read it: plain lines, one for each block, to compare two letters by."""
    blocks = (" ".join(unescape(strip_tags(block)).split()) for block in BLOCK_END.split(text))
    return "\n".join(block for block in blocks if block)
