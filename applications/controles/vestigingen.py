"""Whether a vestiging takes part in one region only."""

from applications.controles.partners import place_of
from applications.controles.register import Ernst, Gebrek, Groep, controle
from applications.models import IN_ONE_REGIO, Partnersoort

MAY_BE_IN_MORE = {Partnersoort.PO, Partnersoort.HBO_WO}


def held_elsewhere(inhoud, soorten):
    """(partner, number of the other region) of the partners of these kinds that another region holds too."""
    for partner in inhoud.partners:
        if partner.soort in soorten and partner.vestigingscode in inhoud.elders:
            yield partner, inhoud.elders[partner.vestigingscode]


@controle("vestiging-in-een-regio", groep=Groep.PARTNERS, bron="rapport h2 voorwaarde f")
def a_vestiging_is_in_one_region(inhoud):
    """A vmbo, vso or pro vestiging takes part in at most one region per regeling (rapport h2 voorwaarde f)."""
    for partner, regio in held_elsewhere(inhoud, IN_ONE_REGIO):
        tekst = f"{partner.naam} ({partner.vestigingscode}) hoort al bij een andere regio."
        yield Gebrek(tekst, place_of(partner), intern=f"De andere regio is {regio}.")


@controle("vestiging-ook-elders", groep=Groep.PARTNERS, ernst=Ernst.WAARSCHUWT, bron="rapport h2 voorwaarde f")
def a_po_or_hbo_vestiging_in_more_regions(inhoud):
    """A po or hbo vestiging may take part in more regions, but the region should know (rapport h2 voorwaarde f)."""
    for partner, regio in held_elsewhere(inhoud, MAY_BE_IN_MORE):
        tekst = f"{partner.naam} ({partner.vestigingscode}) doet ook mee in een andere regio. Klopt dat?"
        yield Gebrek(tekst, place_of(partner), intern=f"De andere regio is {regio}.")
