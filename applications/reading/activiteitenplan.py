"""The rows of the activiteitenplan as they are read (Bijlage B.2)."""

from applications.models import Grootte
from applications.planning import balken_of, make_matrix, make_planning
from applications.reading.leesplan import Leeskaart, Leesmatrix, Leestijdlijn
from applications.reading.tabel import EMPTY, make_tabel
from sto_portal.money import format_euro
from sto_portal.namen import name_key
from sto_portal.vormgeving.templatetags.sto import datum


def mijlpalen(inhoud):
    rijen = [
        (
            row.doelstelling.titel,
            row.get_na_jaren_display(),
            row.omschrijving,
            row.eenheid or EMPTY,
            "" if row.begin_getal is None else row.begin_getal,
            row.getal,
        )
        for row in inhoud.mijlpalen
    ]
    labels = ["Doel", "Wanneer", "Mijlpaal", "Waarvan", "Nu", "Getal"]
    return (make_tabel("Mijlpalen", labels, rijen, numbers=2),)


def doelen(inhoud):
    return tuple(
        Leeskaart(
            doel.titel,
            (
                ("Omschrijving", doel.omschrijving),
                ("Mismatch uit de regiovisie", doel.mismatch),
                ("Waar de mismatch staat", doel.get_mismatch_uit_display()),
                ("Landelijk doel", doel.get_landelijk_doel_display()),
                ("Onderdeel van het landelijke doel", doel.subdoel.titel if doel.subdoel else ""),
            ),
        )
        for doel in inhoud.doelen
    )


def activiteiten(inhoud):
    """The time line of all of them, then a card for each."""
    versie = inhoud.versie
    tijdlijn = Leestijdlijn(balken_of(make_planning(inhoud)), versie.subsidie_van, versie.subsidie_tot)
    return (tijdlijn, *activiteitkaarten(inhoud))


def activiteitkaarten(inhoud):
    budget = {}
    for regel in inhoud.begrotingsregels:
        budget[regel.activiteit_id] = budget.get(regel.activiteit_id, 0) + regel.bedrag_cents
    names = {}
    for betrokkene in inhoud.betrokkenen:
        names.setdefault(betrokkene.activiteit_id, []).append(betrokkene.partner.naam)
    return tuple(
        Leeskaart(
            activiteit.titel,
            (
                ("Doel", activiteit.doelstelling.titel),
                ("Inhoud", activiteit.inhoud),
                ("Periode", f"{datum(activiteit.begin_datum)} tot en met {datum(activiteit.eind_datum)}"),
                ("Gewenst resultaat", activiteit.resultaat),
                ("Wie voert het uit", activiteit.uitvoerder.naam),
                ("Betrokken partners", ", ".join(sorted(names.get(activiteit.pk, []), key=name_key))),
                ("Kosten in de begroting", format_euro(budget.get(activiteit.pk, 0))),
            ),
        )
        for activiteit in inhoud.activiteiten
    )


def risicos(inhoud):
    """The risks by chance and impact, then a card for each."""
    return (Leesmatrix(make_matrix(inhoud.risicos), Grootte.labels), *risicokaarten(inhoud))


def risicokaarten(inhoud):
    return tuple(
        Leeskaart(
            risico.omschrijving,
            (
                ("Kans", risico.get_kans_display()),
                ("Gevolg", risico.get_impact_display()),
                ("Maatregel", risico.maatregel),
                ("Verantwoordelijke", risico.verantwoordelijke),
            ),
            anker=f"risico-{risico.pk}",
        )
        for risico in inhoud.risicos
    )


def overleggen(inhoud):
    rijen = [(row.naam, row.get_soort_display(), row.taak or EMPTY) for row in inhoud.overleggen]
    return (make_tabel("Onderdelen van de organisatie", ["Onderdeel", "Soort", "Wat het doet"], rijen),)


def zetels(inhoud):
    rijen = [
        (row.overleg.naam, row.naam, row.functie or EMPTY, row.partner.naam if row.partner else "")
        for row in inhoud.zetels
    ]
    return (make_tabel("Wie zit waarin", ["Onderdeel", "Naam", "Functie", "Namens"], rijen),)
