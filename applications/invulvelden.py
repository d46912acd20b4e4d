"""What a text of Bijlage B or C borrows from the Regelingversie it is shown under: '{subsidie_tot}' becomes a day.

One list of texts serves every regeling, so no year, day or share of one stands in them. `fill_in` is the only place
that fills them: whoever reads a question, a title or a demand does so through it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from regions.models import Rapportagesoort
from sto_portal.money import format_basispunten
from sto_portal.vormgeving.templatetags.sto import datum

FIELD = re.compile(r"\{([^{}]*)\}")
WOORDEN = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
NOT_KNOWN = "een dag die DUS-I nog laat weten"


@dataclass(frozen=True)
class Invulveld:
    """One name that a text may use: the field it comes from, and the function of a Regelingversie that words it."""

    bron: str
    waarde: Callable


def in_words(number):
    """'tien' for 10; above twelve the digits."""
    return WOORDEN[number] if number < len(WOORDEN) else str(number)


def share(basispunten):
    """'10 %' for 1000 basis points, '7,5 %' for 750."""
    return format_basispunten(basispunten).replace(",0\u00a0", "\u00a0")


def progress_days(versie):
    """The last day of each progress report in order; None where it is not known."""
    moments = versie.rapportagemomenten.all()
    return [moment.uiterlijk_datum for moment in moments if moment.soort == Rapportagesoort.VOORTGANG]


def name_days(days):
    """'1 oktober 2021 en 1 juli 2023'."""
    shown = [datum(day) if day else NOT_KNOWN for day in days] or [NOT_KNOWN]
    return " en ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


INVULVELDEN = {
    "subsidie_van": Invulveld("Regelingversie.subsidie_van", lambda versie: datum(versie.subsidie_van)),
    "subsidie_tot": Invulveld("Regelingversie.subsidie_tot", lambda versie: datum(versie.subsidie_tot)),
    "overeenkomst_minimaal_tot": Invulveld(
        "Regelingversie.overeenkomst_minimaal_tot", lambda versie: datum(versie.overeenkomst_minimaal_tot)
    ),
    "docenten_peildatum": Invulveld(
        "Regelingversie.docenten_peildatum", lambda versie: datum(versie.docenten_peildatum)
    ),
    "docenten_tot_jaar": Invulveld("Regelingversie.docenten_tot_jaar", lambda versie: str(versie.docenten_tot_jaar)),
    "techniekarm_maximum": Invulveld(
        "Regelingversie.techniekarm_maximum_basispunten", lambda versie: share(versie.techniekarm_maximum_basispunten)
    ),
    "cofinanciering": Invulveld(
        "Regelingversie.cofinanciering_basispunten", lambda versie: share(versie.cofinanciering_basispunten)
    ),
    "prognose_jaren": Invulveld("Regelingversie.prognose_jaren", lambda versie: in_words(versie.prognose_jaren)),
    "uitgewerkte_jaren": Invulveld(
        "Regelingversie.uitgewerkte_jaren", lambda versie: in_words(versie.uitgewerkte_jaren)
    ),
    "aantal_voortgangsrapportages": Invulveld(
        "Rapportagemoment.soort", lambda versie: in_words(len(progress_days(versie)))
    ),
    "voortgangsdagen": Invulveld("Rapportagemoment.uiterlijk_datum", lambda versie: name_days(progress_days(versie))),
}


def fill(tekst, versie):
    """`tekst` with every field of INVULVELDEN in it worded for this Regelingversie; KeyError for any other name."""
    return FIELD.sub(lambda match: INVULVELDEN[match[1]].waarde(versie), tekst)


def fill_in(row, versie):
    """`row` itself, with each text that its model names in `ingevulde_teksten` filled; to be read, not to be saved."""
    for name in row.ingevulde_teksten:
        setattr(row, name, fill_value(getattr(row, name), versie))
    return row


def fill_value(value, versie):
    """The same of a text, or of every text in a list or dict."""
    if isinstance(value, str):
        return fill(value, versie)
    if isinstance(value, list):
        return [fill_value(each, versie) for each in value]
    if isinstance(value, dict):
        return {key: fill_value(each, versie) for key, each in value.items()}
    return value


def unknown_fields(value):
    """The names between braces that are no Invulveld, of every text in `value`, as a set."""
    if isinstance(value, str):
        return set(FIELD.findall(value)) - INVULVELDEN.keys()
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return set().union(*map(unknown_fields, parts))
