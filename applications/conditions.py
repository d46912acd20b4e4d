"""Which questions of Bijlage B hold for a plan."""

from applications.models import Partnersoort, Verplicht, Voorwaarde

OVERIG_ONDERWIJS = {Partnersoort.PO, Partnersoort.VSO_PRO, Partnersoort.HBO_WO}


def applies(vraag, *, antwoorden, regio, partnersoorten):
    """Whether the Voorwaarde of `vraag` holds; a question without one always does.

    `antwoorden` is {code: text}, `partnersoorten` any collection of Partnersoort in the plan. A condition that nobody
    answered does not hold: its own question is then still open.
    """
    match vraag.voorwaarde:
        case Voorwaarde.GEEN:
            return True
        case Voorwaarde.TECHNIEKARM:
            return regio.is_techniekarm
        case Voorwaarde.OVERIG_ONDERWIJS_DOET_MEE:
            return bool(OVERIG_ONDERWIJS & set(partnersoorten))
        case Voorwaarde.OVERHEID_DOET_MEE:
            return Partnersoort.OVERHEID in partnersoorten
        case asked:
            return antwoorden.get(f"voorwaarde_{asked}") == "ja"


def is_required(vraag, *, antwoorden, regio, partnersoorten):
    """Whether the applicant must answer `vraag`: always, or because its Voorwaarde holds."""
    if vraag.verplicht == Verplicht.NEE:
        return False
    return applies(vraag, antwoorden=antwoorden, regio=regio, partnersoorten=partnersoorten)
