"""Whether the region has the partners and the pupils that the regeling asks."""

from applications.controles.plekken import field_about, table_of
from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle
from applications.models import Betekenis, Partnersoort
from sto_portal.money import format_basispunten

PARTNERS = Plek("partner-list")


@controle("penvoerder", groep=Groep.PARTNERS, bron="Bijlage B.3, Partners")
def one_school_leads(inhoud):
    """One vmbo school is penvoerder (Bijlage B.3, Partners)."""
    if not inhoud.cijfers.deelnemers[Partnersoort.PENVOERDER]:
        yield Gebrek("Voeg de penvoerder toe aan de partners.", PARTNERS)


@controle("minimum-vmbo", groep=Groep.PARTNERS, bron="rapport h2 voorwaarde c")
def enough_technical_vmbo(inhoud):
    """A techniekregio has the minimum of vmbo-vestigingen with a technical profile (rapport h2 voorwaarde c).

    A vestiging counts when it has pupils in one of the five technical profiles; a techniekarme regio is exempt.
    """
    found, minimum = inhoud.cijfers.technische_vestigingen, inhoud.versie.minimum_vmbo
    if not inhoud.regio.is_techniekarm and found < minimum:
        yield Gebrek(
            f"Er zijn ten minste {minimum} vmbo-vestigingen met een technisch profiel nodig. Uw plan heeft er {found}. "
            "Een vestiging telt mee als zij leerlingen heeft in een technisch profiel.",
            table_of(inhoud, "aanbod") if inhoud.cijfers.deelnemers_van("vmbo") >= minimum else PARTNERS,
        )


@controle("techniekarm-aandeel", groep=Groep.REGIOVISIE, bron="rapport 1.1")
def few_technical_pupils(inhoud):
    """In a techniekarme regio the hard technical profiles have at most the maximum share (rapport 1.1).

    Of all pupils of leerjaar 3 and 4 in bb, kb and gl; compared in ints, unrounded.
    """
    cijfers, maximum = inhoud.cijfers, inhoud.versie.techniekarm_maximum_basispunten
    if inhoud.regio.is_techniekarm and cijfers.has_too_many_technical(inhoud.versie):
        yield Gebrek(
            f"Een techniekarme regio heeft hoogstens {format_basispunten(maximum)} leerlingen in een hard technisch "
            f"profiel. In uw plan is dat {format_basispunten(cijfers.techniek_basispunten)}.",
            table_of(inhoud, "aanbod"),
        )


@controle("minimum-mbo", groep=Groep.PARTNERS, bron="rapport h2 voorwaarde g")
def enough_mbo(inhoud):
    """The minimum number of mbo-instellingen takes part (rapport h2 voorwaarde g)."""
    found, minimum = inhoud.cijfers.deelnemers_van(Partnersoort.MBO), inhoud.versie.minimum_mbo
    if found < minimum:
        yield Gebrek(f"Er doet ten minste {minimum} mbo-instelling mee. Uw plan heeft er {found}.", PARTNERS)


@controle("minimum-bedrijf", groep=Groep.PARTNERS, bron="Bijlage B.3, Partners")
def enough_business(inhoud):
    """The minimum number of firms or employers' organisations takes part (Bijlage B.3, Partners)."""
    found, minimum = inhoud.cijfers.deelnemers_van("bedrijven"), inhoud.versie.minimum_bedrijf
    if found < minimum:
        yield Gebrek(
            f"Er doet ten minste {minimum} bedrijf of werkgeversorganisatie mee. Uw plan heeft er {found}.", PARTNERS
        )


@controle("gemeente-in-een-regio", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="rapport h2 voorwaarde b")
def no_municipality_is_in_another_region(inhoud):
    """The region does not overlap another: none of its municipalities belongs to one too (rapport h2 voorwaarde b)."""
    for gemeente, regio in inhoud.gemeenten_elders:
        tekst = f"De gemeente {gemeente} hoort ook bij een andere regio. Regio's mogen elkaar niet overlappen."
        yield Gebrek(tekst, field_about(inhoud, Betekenis.GRENZEN), intern=f"De andere regio is {regio}.")
