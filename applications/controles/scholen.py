"""Whether of every vmbo school in the region is known that it takes part, or why not."""

from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle
from applications.models import Voorwaarde

SCHOLEN = Plek("school-list")
NAMED = 3


def enumerate_schools(vestigingen):
    """'A (01AB00) in X, B (01AB01) in Y en nog 4'."""
    names = [f"{vestiging} in {vestiging.gemeente}" for vestiging in vestigingen[:NAMED]]
    rest = len(vestigingen) - len(names)
    return f"{', '.join(names)}{f' en nog {rest}' if rest else ''}"


@controle("school-zonder-reden", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.1 §2")
def every_school_takes_part_or_has_a_reason(inhoud):
    """Each vmbo vestiging of the region's municipalities is partner, is of another region, or has a reason not to.

    As far as the register knows them (Bijlage B.1 §2; rapport h2 voorwaarde e).
    """
    if found := inhoud.scholen_zonder_reden:
        yield Gebrek(
            f"Deze vmbo-scholen in uw gemeenten zijn geen partner: {enumerate_schools(found)}. Schrijf op waarom zij "
            "niet meedoen, of voeg hen toe als partner.",
            SCHOLEN,
        )


@controle("school-wil-meedoen", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="rapport h2 voorwaarde e")
def every_school_that_wishes_takes_part(inhoud):
    """A vmbo vestiging of the region that wishes to take part is a partner (rapport h2 voorwaarde e)."""
    partners = {partner.vestigingscode for partner in inhoud.partners}
    for vestiging in inhoud.scholen:
        if vestiging.wil_meedoen and vestiging.code not in partners:
            yield Gebrek(f"{vestiging} liet weten te willen meedoen en is geen partner. Neem contact op.", SCHOLEN)


@controle("school-doet-niet-mee", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §2")
def a_school_takes_part_or_does_not(inhoud):
    """A school that takes no part is no partner, and the answer whether there are such agrees (Bijlage B.1 §2)."""
    partners = {partner.vestigingscode for partner in inhoud.partners if partner.vestigingscode}
    for school in inhoud.nietdeelnemers:
        if school.vestigingscode in partners:
            yield Gebrek(
                f"{school.naam} is partner én staat bij de scholen die niet meedoen. Haal er een weg.", SCHOLEN
            )
    told = inhoud.antwoorden.get(f"voorwaarde_{Voorwaarde.SCHOLEN_DOEN_NIET_MEE}")
    if told == "nee" and inhoud.nietdeelnemers:
        yield Gebrek("U antwoordt dat alle scholen meedoen, maar er staan scholen die niet meedoen.", SCHOLEN)
