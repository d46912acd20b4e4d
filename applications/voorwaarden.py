"""Which paragraphs and questions of Bijlage B a plan has to answer."""

from applications.models import (
    Aard,
    Antwoord,
    Partnersoort,
    Vastlegging,
    Verplicht,
    Voorwaarde,
)
from applications.vragenlijsten import read_paragrafen

OVERIG_ONDERWIJS = {Partnersoort.PO, Partnersoort.VSO_PRO, Partnersoort.HBO_WO}


def holding_conditions(plan, soorten):
    """The set of Voorwaarde codes that hold for `plan`, whose partners are of the kinds in `soorten`.

    Derived from the kind of region and the partners, else from the answer 'ja' to the question `voorwaarde_<code>`.
    """
    answered = Antwoord.objects.filter(plan=plan, vraag__aard=Aard.VOORWAARDE, tekst="ja")
    return derive_conditions(plan.regio, set(answered.values_list("vraag__code", flat=True)), soorten)


def derive_conditions(regio, confirmed, soorten):
    """The same from what is at hand: `confirmed` are the codes of the vragen answered 'ja'."""
    holds = {code.removeprefix("voorwaarde_") for code in confirmed if code.startswith("voorwaarde_")}
    if regio.is_techniekarm:
        holds.add(Voorwaarde.TECHNIEKARM)
    if OVERIG_ONDERWIJS & set(soorten):
        holds.add(Voorwaarde.OVERIG_ONDERWIJS_DOET_MEE)
    if Partnersoort.OVERHEID in soorten:
        holds.add(Voorwaarde.OVERHEID_DOET_MEE)
    return holds


def is_asked(vraag, holds):
    """Whether `vraag` must be answered when the conditions in `holds` do."""
    if vraag.aard not in {Aard.VELD, Aard.VOORWAARDE}:
        return False
    if vraag.vastgelegd_in not in {Vastlegging.ANTWOORD, Vastlegging.MODEL}:
        return False
    if vraag.verplicht == Verplicht.VOORWAARDELIJK:
        return vraag.voorwaarde in holds
    return vraag.verplicht == Verplicht.JA


def paragrafen_for(plan):
    """The paragraphs that the region of `plan` fills in, in order; those of a techniekarme regio for no other."""
    paragrafen = read_paragrafen(plan.ronde)
    return [each for each in paragrafen if plan.regio.is_techniekarm or not each.for_techniekarm]
