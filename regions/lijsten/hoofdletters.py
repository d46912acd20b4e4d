"""Writing what a list has in capitals alone as people write it: 'S-GRAVENHAGE is 's-Gravenhage."""

import re

WORD = re.compile(r"[^\W\d_]+")
LOOSE_S = re.compile(r"(?:^|(?<=[\s(]))['’]S[ -](?=\w\w)|^S[ -](?=\w\w)")
LOOSE_T = re.compile(r"^T (?=\w\w)")
AAN_DE = re.compile(r"(?<= )A/D(?= )")
APOSTROPHES = ("'", "’")
VOWELS = re.compile(r"[AEIOUYÀ-ÖØ-Ý]")
SMALL = re.compile("aan|achter|bij|boven|de|den|der|en|het|in|of|om|onder|op|over|te|ten|ter|tot|uit|van|voor")
ABBREVIATION = re.compile("AOC|CVO|ISK|MBO|OMO|OPDC|OSG|OV|PO|ROC|UT|VMBO|VO|VSO|[IVX]{2,}")
TITLE = re.compile("DR|DRS|DS|JHR|JKVR|MGR|MR|ST")


def write_out(text):
    """A name of a place, a street or a school in ordinary Dutch capitals; one with a small letter in it stays.

    Words such as 'aan den' are small but at the beginning, an IJ is one capital, and what looks like an abbreviation
    (CSG, NH, III) stays. The result goes through unchanged.
    """
    if any(sign.islower() for sign in text):
        return text
    whole = AAN_DE.sub("a/d", LOOSE_T.sub("'T ", LOOSE_S.sub("'S-", text)))
    return WORD.sub(lambda match: write_word(match, whole), whole)


def write_word(match, text):
    """One word of `text`, which is in capitals."""
    word, before = match[0], text[: match.start()]
    if before[-1:].isdigit() or (WORD.search(before) and SMALL.fullmatch(word.lower())):
        return word.lower()
    if len(word) == 1:
        return word.lower() if before.endswith(APOSTROPHES) else word
    if is_abbreviation(word):
        return word
    start = 2 if word.startswith("IJ") else 1
    return word[:start] + word[start:].lower()


def is_abbreviation(word):
    """Whether these capitals are one: known, a Roman number, or without a vowel."""
    return bool(ABBREVIATION.fullmatch(word)) or not (VOWELS.search(word) or TITLE.fullmatch(word))
