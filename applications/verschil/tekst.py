"""The difference between two texts, word by word."""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby
from typing import NamedTuple

from sto_portal.vormgeving.opmaak import LOOKS, read_runs

WORDS = re.compile(r"[^ \n]+[ \n]*|[ \n]+")  # an amount with a hard space in it is one word
CONTEXT, ELISION = 160, " […] "
ALIKE = 0.5  # where the shorter text shares fewer of its words, marks in between tell nothing
MAXIMUM_WORDS = 6_000  # of longer texts a comparison takes seconds


class Stuk(NamedTuple):
    """A piece of text: "" stands in both, "weg" only in the old one, "nieuw" only in the new one.

    "opmaak" stands in both and looks different; `uitleg` tells how.
    """

    soort: str
    tekst: str
    uitleg: str = ""


class Woord(NamedTuple):
    """A word with the white space after it; `look` as `read_runs` gives it."""

    tekst: str
    look: frozenset = frozenset()


@dataclass(frozen=True)
class Veldverschil:
    """One field of a row, or an answer (then without `label`), as the pieces of old and new.

    `is_opmaak`: the words are the same; how they look or where a line begins is not.
    """

    label: str
    stukken: tuple[Stuk, ...]
    is_opmaak: bool = False


def compare_field(label, oud, nieuw):
    """The Veldverschil of two texts that are shown as they are."""
    return tell_field(label, oud, nieuw, compare_words(oud, nieuw))


def compare_opmaak(label, oud, nieuw):
    """The Veldverschil of two texts with markup: their words without marks, and where these look different."""
    words = [list(split_runs(read_runs(tekst))) for tekst in (oud, nieuw)]
    return tell_field(label, oud, nieuw, compare(*words))


def tell_field(label, oud, nieuw, stukken):
    has_same_words = not any(stuk.soort in {"weg", "nieuw"} for stuk in stukken)
    return Veldverschil(label, stukken, is_opmaak=oud != nieuw and has_same_words)


def compare_words(oud, nieuw):
    """The Stukken of two texts; long stretches that are the same are shortened in the middle.

    What was is told before what is; two texts that hardly share a word are told as a whole.
    """
    return compare(*([Woord(word) for word in WORDS.findall(tekst)] for tekst in (oud, nieuw)))


def split_runs(runs):
    """The Woorden of the pieces of a text; a word looks as its first letter does."""
    ends = list(accumulate(len(piece) for piece, _look in runs))
    place = 0
    for found in WORDS.finditer("".join(piece for piece, _look in runs)):
        while ends[place] <= found.start():
            place += 1
        yield Woord(found[0], runs[place][1])


def compare(left, right):
    """The Stukken of two lists of Woorden."""
    if left == right:
        return (Stuk("", shorten(join(right))),) if right else ()
    if len(left) + len(right) > MAXIMUM_WORDS or shared(left, right) < ALIKE:
        return tuple(Stuk(soort, join(words)) for soort, words in (("weg", left), ("nieuw", right)) if words)
    bare = [[word.tekst.rstrip() for word in words] for words in (left, right)]
    return tuple(pieces(SequenceMatcher(None, *bare).get_opcodes(), left, right))


def join(words):
    return "".join(word.tekst for word in words)


def shared(left, right):
    """Which share of the words of the shorter text stands in the other too, in any order."""
    shorter = min(len(left), len(right))
    counts = [Counter(word.tekst for word in words) for words in (left, right)]
    return (counts[0] & counts[1]).total() / shorter if shorter else 0


def pieces(opcodes, left, right):
    last = len(opcodes) - 1
    for place, (tag, a, b, c, d) in enumerate(opcodes):
        if tag == "equal":
            yield from same_words(left[a:b], right[c:d], at_start=place == 0, at_end=place == last)
            continue
        was, now = join(left[a:b]), join(right[c:d])
        if was:
            yield Stuk("weg", was.rstrip("\n") if now else was)  # what comes in its place ends the line
        if now:
            yield Stuk("nieuw", now)


def same_words(left, right, *, at_start, at_end):
    """A stretch of the same words, in pieces that look the same or different in one way."""
    pairs = zip(left, right, strict=True)
    groups = [
        (looks, [word for _was, word in group])
        for looks, group in groupby(pairs, lambda pair: (pair[0].look, pair[1].look) if is_restyled(pair) else None)
    ]
    for place, (looks, words) in enumerate(groups):
        ends = {"at_start": at_start and place == 0, "at_end": at_end and place == len(groups) - 1}
        tekst = shorten(join(words), **ends)
        if looks is None:
            yield Stuk("", tekst)
            continue
        bare = tekst.rstrip()
        yield Stuk("opmaak", bare, "was {}, nu {}".format(*map(name_look, looks)))
        if bare != tekst:
            yield Stuk("", tekst[len(bare) :])


def is_restyled(pair):
    return pair[0].look != pair[1].look


def name_look(look):
    """'vet en schuin'; 'gewone tekst' for no look at all."""
    return " en ".join(name for name in LOOKS if name in look) or "gewone tekst"


def shorten(tekst, *, at_start=False, at_end=False):
    """A stretch that did not change, with only what stands next to a change."""
    if len(tekst) <= 2 * CONTEXT + len(ELISION):
        return tekst
    before, after = tekst[:CONTEXT].rpartition(" ")[0], tekst[-CONTEXT:].partition(" ")[2]
    return f"{'' if at_start else before}{ELISION}{'' if at_end else after}"
