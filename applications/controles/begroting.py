"""Whether the budget adds up and business carries its share."""

from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle, enumerate_some
from applications.models import Bijdragevorm, Kostensoort
from sto_portal.money import format_basispunten, format_euro

BEGROTING = Plek("begroting")


@controle("cofinanciering", groep=Groep.BEGROTING, bron="c4.3.v1; rapport h2 voorwaarde h")
def business_carries_its_share(inhoud):
    """Business brings in the minimum share of all income (c4.3.v1; rapport h2 voorwaarde h).

    Int euro cents against basis points, unrounded; not asked while there is no income at all.
    """
    cijfers, minimum = inhoud.cijfers, inhoud.versie.cofinanciering_basispunten
    if cijfers.inkomsten_cents and not cijfers.has_enough_cofinanciering(inhoud.versie):
        needed = -(-minimum * cijfers.inkomsten_cents // 10000)
        yield Gebrek(
            f"Bedrijven en werkgeversorganisaties betalen ten minste {format_basispunten(minimum)} van alle inkomsten: "
            f"{format_euro(needed)}. In uw plan is dat {format_euro(cijfers.cofinanciering_cents)}.",
            BEGROTING,
        )


@controle("sluitend", groep=Groep.BEGROTING, bron="Bijlage B.3, Bijdrage", vragen=["b3_bijdrage_klopt"])
def costs_equal_income(inhoud):
    """Costs are covered by subsidy and contributions, to the cent (Bijlage B.3, Bijdrage)."""
    cijfers = inhoud.cijfers
    if cijfers.tekort_cents:
        verschil = "meer" if cijfers.tekort_cents > 0 else "minder"
        kosten, inkomsten = format_euro(cijfers.kosten_cents), format_euro(cijfers.inkomsten_cents)
        yield Gebrek(
            f"De kosten zijn {kosten} en de inkomsten {inkomsten}. "
            f"De kosten zijn dus {format_euro(abs(cijfers.tekort_cents))} {verschil}. Maak ze gelijk.",
            BEGROTING,
        )


@controle(
    "bijdrage-past-bij-kosten",
    groep=Groep.BEGROTING,
    ernst=Ernst.WAARSCHUWT,
    bron="Bijlage B.3, Bijdrage",
    vragen=["b3_bijdrage_klopt"],
)
def what_a_partner_brings_in_in_kind_is_among_its_costs(inhoud):
    """The hours and goods that a partner contributes are costs of that partner (Bijlage B.3, Bijdrage)."""
    costs, brought = {}, {}
    for regel in inhoud.begrotingsregels:
        costs[regel.partner_id] = costs.get(regel.partner_id, 0) + regel.bedrag_cents
    for row in inhoud.bijdragen:
        if row.vorm == Bijdragevorm.NATURA:
            brought[row.partner] = brought.get(row.partner, 0) + row.bedrag_cents
    wrong = [
        f"{partner.naam} ({format_euro(cents)} in natura, {format_euro(costs.get(partner.pk, 0))} kosten)"
        for partner, cents in brought.items()
        if cents > costs.get(partner.pk, 0)
    ]
    if wrong:
        tekst = f"De bijdrage in natura is hoger dan de kosten van de partner: {enumerate_some(wrong)}."
        yield Gebrek(f"{tekst} Zet die uren en spullen ook bij de kosten.", BEGROTING)


@controle("subsidie-gevraagd", groep=Groep.BEGROTING, bron="Bijlage B.4")
def some_subsidy_is_asked(inhoud):
    """The plan says how much subsidy the region asks (Bijlage B.4)."""
    if not inhoud.cijfers.subsidie_cents:
        yield Gebrek("Vul in hoeveel subsidie u vraagt.", BEGROTING)


@controle("begroting-in-periode", groep=Groep.BEGROTING, bron="Bijlage B.4")
def every_cost_is_in_the_period(inhoud):
    """Each line of the budget is of a year of the subsidy period (Bijlage B.4)."""
    jaren = inhoud.versie.jaren
    for jaar in sorted({regel.jaar for regel in inhoud.begrotingsregels}):
        if jaar not in jaren:
            yield Gebrek(
                f"De begroting heeft kosten in {jaar}. De subsidieperiode loopt van {jaren[0]} tot en met {jaren[-1]}.",
                BEGROTING,
            )


@controle("begroting-hele-periode", groep=Groep.BEGROTING, ernst=Ernst.WAARSCHUWT, bron="c4.1.v1")
def the_budget_covers_every_year(inhoud):
    """The budget has costs in each year of the subsidy period (c4.1.v1).

    The second half may be less fine, and an activity may end early: the committee judges, so this only warns. A
    budget without any line is told by another controle.
    """
    costs = inhoud.cijfers.kosten_per_jaar
    missing = [str(jaar) for jaar in inhoud.versie.jaren if not costs.get(jaar)]
    if inhoud.begrotingsregels and missing:
        tekst = f"De begroting heeft geen kosten in {', '.join(missing)}."
        yield Gebrek(f"{tekst} Zij gaat over de hele subsidieperiode. Klopt dat?", BEGROTING)


@controle("activiteit-begroot", groep=Groep.BEGROTING, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.4")
def every_activiteit_has_a_budget(inhoud):
    """Each activity has at least one line in the budget (Bijlage B.4)."""
    planned = {regel.activiteit_id for regel in inhoud.begrotingsregels}
    for activiteit in inhoud.activiteiten:
        if activiteit.pk not in planned:
            yield Gebrek(f"De activiteit '{activiteit.titel}' heeft geen kosten in de begroting. Klopt dat?", BEGROTING)


@controle(
    "loon-en-materieel", groep=Groep.BEGROTING, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.4", vragen=["b4_loon_materieel"]
)
def wages_and_material_stand_apart(inhoud):
    """The budget tells wages and material costs apart (Bijlage B.4)."""
    if inhoud.begrotingsregels:
        for soort in (Kostensoort.LOON, Kostensoort.MATERIEEL):
            if not inhoud.cijfers.kosten_per_soort.get(soort):
                yield Gebrek(f"De begroting heeft geen {soort.label.lower()}. Klopt dat?", BEGROTING)


@controle("kosten-buiten-activiteit", groep=Groep.BEGROTING, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.4; c4.1.v1")
def costs_fall_in_the_years_of_their_activiteit(inhoud):
    """An activity has costs only in years in which it runs (Bijlage B.4; c4.1.v1)."""
    wrong = {}
    for regel in inhoud.begrotingsregels:
        if not regel.activiteit.begin_datum.year <= regel.jaar <= regel.activiteit.eind_datum.year:
            wrong.setdefault(regel.activiteit, set()).add(str(regel.jaar))
    for activiteit, jaren in wrong.items():
        tekst = f"De activiteit '{activiteit.titel}' heeft kosten in {', '.join(sorted(jaren))}, maar loopt dan niet."
        yield Gebrek(f"{tekst} Klopt dat?", BEGROTING)


@controle("subsidie-naar-leerlingen", groep=Groep.BEGROTING, ernst=Ernst.INFORMEERT, bron="c4.2.v3")
def the_subsidy_fits_the_pupils(inhoud):
    """In a techniekregio the subsidy is at most the rates times the pupils in the five technical profiles (c4.2.v3).

    DUS-I counts the pupils itself, so this only informs.
    """
    most, asked = inhoud.cijfers.richtbedrag_cents(inhoud.versie), inhoud.cijfers.subsidie_cents
    if not inhoud.regio.is_techniekarm and inhoud.aanbod and asked > most:
        yield Gebrek(
            f"U vraagt {format_euro(asked)} subsidie. Met de leerlingen in uw tabel komt het hoogste bedrag uit op "
            f"{format_euro(most)}. DUS-I telt de leerlingen zelf.",
            BEGROTING,
        )
