"""How one cell of a published list is read: tidied text in, a value out, or a CelError that says why not in Dutch."""

import re

from stdnum.exceptions import ValidationError as NumberError
from stdnum.nl import brin, postcode

from regions.lijsten.hoofdletters import write_out

SHOWN_CHARACTERS = 40


class CelError(Exception):
    """A cell that cannot be used; the text says why, in Dutch."""


def quote(text):
    """The text as an error shows it: not longer than fits on a line."""
    return f"'{text[:SHOWN_CHARACTERS]}…'" if len(text) > SHOWN_CHARACTERS else f"'{text}'"


def tekst(maximum):
    """A reader of text of at most `maximum` characters, the room that the database has."""

    def read(text):
        if len(text) > maximum:
            raise CelError(f"{quote(text)} heeft {len(text)} tekens. Er is plaats voor {maximum}.")
        return text

    return read


def eigennaam(maximum):
    """A reader of such text that writes a name in capitals alone as people do."""
    read = tekst(maximum)
    return lambda text: write_out(read(text))


def shortened(maximum):
    """A reader of text that may be cut: a row is not refused for what the portal can do without."""
    return lambda text: text[:maximum]


def digits(number, example, *, zeros=False):
    """A reader of exactly `number` digits; with `zeros`, leading zeros that a program dropped come back."""

    def read(text):
        value = text.zfill(number) if zeros else text
        if not re.fullmatch(f"[0-9]{{{number}}}", value):
            raise CelError(f"{quote(text)} is geen nummer van {number} cijfers, zoals {example}.")
        return value

    return read


def gemeentecode(text):
    """The four digits of a municipality, with GM before them or without; zeros that a program dropped come back."""
    if not re.fullmatch("GM[0-9]{4}|[0-9]{1,4}", text.upper()):
        raise CelError(f"{quote(text)} is geen gemeentecode van 4 cijfers, zoals 0003 of GM0003.")
    return text[-4:].zfill(4)


def instellingscode(text):
    """A BRIN: two digits and two letters."""
    if len(text) != 4 or not text.isascii() or not brin.is_valid(text):
        raise CelError(f"{quote(text)} is geen instellingscode van 2 cijfers en 2 letters, zoals 01AB.")
    return text.upper()


def vestigingscode(text):
    """A BRIN and two digits, or those two digits alone, as some lists have it."""
    if re.fullmatch("[0-9]{2}", text):
        return text
    if len(text) != 6 or not text.isascii() or not brin.is_valid(text):
        raise CelError(f"{quote(text)} is geen vestigingscode van 6 tekens, zoals 01AB00.")
    return text.upper()


def read_postcode(text):
    """A Dutch postcode as '1234 AB'."""
    try:
        if text.isascii():
            return postcode.validate(text)
    except NumberError:
        pass
    raise CelError(f"{quote(text)} is geen postcode, zoals 1234 AB.")
