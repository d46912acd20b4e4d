"""The difference between two texts, word by word."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"[^ \n]+[ \n]*|[ \n]+")  # an amount with a hard space in it is one word
CONTEXT, ELISION = 160, " […] "
ALIKE = 0.5  # where the shorter text shares fewer of its words, marks in between tell nothing
MAXIMUM_WORDS = 6_000  # of longer texts a comparison takes seconds


class Stuk(NamedTuple):
    """A piece of text: "" stands in both, "weg" only in the old one, "nieuw" only in the new one."""

    soort: str
    tekst: str


@dataclass(frozen=True)
class Veldverschil:
    """One field of a row, or an answer (then without `label`), as the pieces of old and new."""

    label: str
    stukken: tuple[Stuk, ...]


def compare_words(oud, nieuw):
    """The Stukken of two texts; long stretches that are the same are shortened in the middle.

    What was is told before what is; two texts that hardly share a word are told as a whole.
    """
    if oud == nieuw:
        return (Stuk("", shorten(oud)),) if oud else ()
    left, right = WORDS.findall(oud), WORDS.findall(nieuw)
    if len(left) + len(right) > MAXIMUM_WORDS or shared(left, right) < ALIKE:
        return tuple(Stuk(soort, tekst) for soort, tekst in (("weg", oud), ("nieuw", nieuw)) if tekst)
    bare = [[word.rstrip(" ") for word in words] for words in (left, right)]
    return tuple(pieces(SequenceMatcher(None, *bare).get_opcodes(), left, right))


def shared(left, right):
    """Which share of the words of the shorter text stands in the other too, in any order."""
    shorter = min(len(left), len(right))
    return (Counter(left) & Counter(right)).total() / shorter if shorter else 0


def pieces(opcodes, left, right):
    last = len(opcodes) - 1
    for place, (tag, a, b, c, d) in enumerate(opcodes):
        if tag == "equal":
            yield Stuk("", shorten("".join(right[c:d]), at_start=place == 0, at_end=place == last))
            continue
        if b > a:
            yield Stuk("weg", "".join(left[a:b]))
        if d > c:
            yield Stuk("nieuw", "".join(right[c:d]))


def shorten(tekst, *, at_start=False, at_end=False):
    """A stretch that did not change, with only what stands next to a change."""
    if len(tekst) <= 2 * CONTEXT + len(ELISION):
        return tekst
    before, after = tekst[:CONTEXT].rpartition(" ")[0], tekst[-CONTEXT:].partition(" ")[2]
    return f"{'' if at_start else before}{ELISION}{'' if at_end else after}"
