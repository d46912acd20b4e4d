"""Whether goals, milestones and activities hang together and fit in the subsidy period."""

from applications.controles.plekken import table_of
from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle, enumerate_some
from sto_portal.vormgeving.templatetags.sto import datum

MIJLPAAL_JAREN = (2, 4)
JAREN = {2: "twee", 4: "vier"}


def place_of(activiteit):
    return Plek("rij-edit", ("activiteiten", activiteit.pk))


@controle("doel-heeft-activiteit", groep=Groep.ACTIVITEITENPLAN, bron="Bijlage B.2 §2", vragen=["b2_2_relatie_doelen"])
def every_doel_has_an_activiteit(inhoud):
    """Something is done for each goal (Bijlage B.2 §2)."""
    served = {activiteit.doelstelling_id for activiteit in inhoud.activiteiten}
    for doel in inhoud.doelen:
        if doel.pk not in served:
            yield Gebrek(f"Voeg een activiteit toe voor het doel '{doel.titel}'.", table_of(inhoud, "activiteit"))


@controle(
    "mijlpaal-heeft-activiteit",
    groep=Groep.ACTIVITEITENPLAN,
    ernst=Ernst.WAARSCHUWT,
    bron="Bijlage B.2 §2",
    vragen=["b2_2_relatie_doelen"],
)
def every_mijlpaal_has_an_activiteit_before_it(inhoud):
    """For each milestone an activity of the same goal begins before it must be reached (Bijlage B.2 §2).

    A goal without any activity is told by another controle.
    """
    first = {}
    for row in inhoud.activiteiten:
        first[row.doelstelling_id] = min(row.begin_datum, first.get(row.doelstelling_id, row.begin_datum))
    for mijlpaal in inhoud.mijlpalen:
        begin = first.get(mijlpaal.doelstelling_id)
        if begin and begin.year >= inhoud.versie.subsidie_van.year + mijlpaal.na_jaren:
            yield Gebrek(
                f"De mijlpaal '{mijlpaal.omschrijving}' hoort er na {JAREN[mijlpaal.na_jaren]} jaar te zijn, maar de "
                f"eerste activiteit voor dat doel begint pas op {datum(begin)}. Klopt dat?",
                table_of(inhoud, "activiteit"),
            )


@controle("doel-heeft-mijlpalen", groep=Groep.ACTIVITEITENPLAN, bron="Bijlage B.2 §1; c1.2.v3")
def every_doel_has_mijlpalen(inhoud):
    """Each goal has a milestone after two and after four years (Bijlage B.2 §1; c1.2.v3)."""
    reached = {(mijlpaal.doelstelling_id, mijlpaal.na_jaren) for mijlpaal in inhoud.mijlpalen}
    for doel in inhoud.doelen:
        for na_jaren in MIJLPAAL_JAREN:
            if (doel.pk, na_jaren) not in reached:
                tekst = f"Voeg bij het doel '{doel.titel}' een mijlpaal toe na {JAREN[na_jaren]} jaar."
                yield Gebrek(tekst, table_of(inhoud, "mijlpaal"))


@controle("activiteit-in-periode", groep=Groep.ACTIVITEITENPLAN, bron="Bijlage B.2 §2", vragen=["b2_2_haalbaar"])
def every_activiteit_is_in_the_period(inhoud):
    """Each activity begins and ends in the subsidy period (Bijlage B.2 §2)."""
    van, tot = inhoud.versie.subsidie_van, inhoud.versie.subsidie_tot
    outside = [row for row in inhoud.activiteiten if row.begin_datum < van or row.eind_datum > tot]
    periode = f"Die loopt van {datum(van)} tot en met {datum(tot)}."
    if len(outside) == 1:
        titel = outside[0].titel
        yield Gebrek(
            f"De activiteit '{titel}' valt niet helemaal in de subsidieperiode. {periode}", place_of(outside[0])
        )
    elif outside:
        namen = enumerate_some([f"'{row.titel}'" for row in outside])
        yield Gebrek(
            f"{len(outside)} activiteiten vallen niet helemaal in de subsidieperiode: {namen}. {periode}",
            table_of(inhoud, "activiteit"),
        )


@controle(
    "eerste-jaren-uitgewerkt",
    groep=Groep.ACTIVITEITENPLAN,
    ernst=Ernst.WAARSCHUWT,
    bron="Bijlage B.2 §2",
    vragen=["b2_2_detail"],
)
def the_first_years_are_detailed(inhoud):
    """In each year that the Regelingversie wants in detail activities run and costs are planned (Bijlage B.2 §2)."""
    costs, number = inhoud.cijfers.kosten_per_jaar, inhoud.versie.uitgewerkte_jaren
    for jaar in inhoud.versie.jaren[:number]:
        runs = any(row.begin_datum.year <= jaar <= row.eind_datum.year for row in inhoud.activiteiten)
        if inhoud.activiteiten and not (runs and costs.get(jaar)):
            tekst = f"Werk het jaar {jaar} uit: de eerste {number} jaren horen in detail in het plan."
            yield Gebrek(tekst, table_of(inhoud, "activiteit"))


@controle("activiteit-partners", groep=Groep.ACTIVITEITENPLAN, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.2 §2; c3.1.v3")
def every_activiteit_names_the_partners_in_it(inhoud):
    """Of each activity it is told which partners take part beside who carries it out (Bijlage B.2 §2; c3.1.v3)."""
    told = {betrokkene.activiteit_id for betrokkene in inhoud.betrokkenen}
    for activiteit in inhoud.activiteiten:
        if activiteit.pk not in told:
            yield Gebrek(f"Kies welke partners meedoen aan de activiteit '{activiteit.titel}'.", place_of(activiteit))


@controle(
    "activiteit-eerste-jaren", groep=Groep.ACTIVITEITENPLAN, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.2 §2; c1.3.v2"
)
def what_begins_soon_has_a_budget_soon(inhoud):
    """An activity that begins in the years that are told in detail has costs in them (Bijlage B.2 §2; c1.3.v2).

    One without any costs is told by another controle.
    """
    detailed = inhoud.versie.jaren[: inhoud.versie.uitgewerkte_jaren]
    years = {}
    for regel in inhoud.begrotingsregels:
        years.setdefault(regel.activiteit_id, set()).add(regel.jaar)
    for activiteit in inhoud.activiteiten:
        planned = years.get(activiteit.pk, set())
        if activiteit.begin_datum.year in detailed and planned and not planned & set(detailed):
            tekst = (
                f"De activiteit '{activiteit.titel}' begint in {activiteit.begin_datum.year}, maar heeft in de eerste "
            )
            yield Gebrek(f"{tekst}{len(detailed)} jaren geen kosten. Klopt dat?", Plek("begroting"))
