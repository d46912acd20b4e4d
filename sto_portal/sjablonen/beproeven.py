"""Trying a text before it may be used: it can be filled in, stays within its bounds and holds what it must."""

from sto_portal.sjablonen.begrenzing import TRIAL
from sto_portal.sjablonen.models import SjabloonError, Sjabloonsoort
from sto_portal.sjablonen.onderdelen import absent_parts, read_html, with_marks
from sto_portal.sjablonen.sandbox import render_text
from sto_portal.sjablonen.voorbeeld import worst_case

ABSENT = "In de brief ontbreekt: %s. Dat moet er altijd in te lezen zijn%s."
WORST = ", ook in het voorbeeld met zo veel mogelijk gegevens"


def try_version(versie, *, example, parts=()):
    """Fill this version in with the ordinary and the largest case; SjabloonError says what is wrong with it."""
    try_subject(versie.onderwerp, example=example)
    try_text(versie.tekst, versie.sjabloon.soort, example=example, parts=parts)


def find_fault(versie, *, example, parts=()):
    """What is wrong with this version, in words; '' if nothing is."""
    try:
        try_version(versie, example=example, parts=parts)
    except SjabloonError as error:
        return str(error)
    return ""


def try_subject(onderwerp, *, example):
    """The same for the onderwerp alone."""
    for data in (example, worst_case(example)):
        render_text(onderwerp, data, autoescape=False, limits=TRIAL)


def try_text(tekst, soort, *, example, parts=()):
    """The same for the `tekst` of a template of this Sjabloonsoort alone."""
    for data, where in ((example, ""), (worst_case(example), WORST)):
        read, sought = fill_in(tekst, soort, data, parts)
        absent = absent_parts(parts, read, sought)
        if absent:
            raise SjabloonError(ABSENT % ("; ".join(str(part) for part in absent), where))
        if where and not read.strip():
            raise SjabloonError("De tekst is leeg. Schrijf wat de lezer moet weten.")


def fill_in(tekst, soort, data, parts):
    """(What a reader sees of the text filled with `data`, the marks to look for): see `with_marks`."""
    is_letter = soort == Sjabloonsoort.BRIEF
    marked, sought = with_marks(data, parts)
    for values in (data, marked):
        filled = render_text(tekst, values, autoescape=is_letter, limits=TRIAL)
    return read_html(filled) if is_letter else filled, sought
