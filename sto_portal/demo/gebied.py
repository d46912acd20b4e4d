"""The regions of the demo with their municipalities, boards and school sites."""

from applications.models import IN_ONE_REGIO, VMBO
from assessment.models import Belang
from regions.models import (
    Gemeente,
    Organisatie,
    Organisatiesoort,
    Regelingversie,
    Regio,
    Regiovestiging,
    Vestiging,
)
from sto_portal.demo import namen

VMBO_STRUCTUUR, PRO_STRUCTUUR = "VBO/MAVO", "PRO"
BELANG = "Lid van de raad van toezicht"


def write_regions(regios, inhouden):
    """Create the Regio of each Demoregio with its register: ({volgnummer: Regio}, {code: Vestiging}).

    `inhouden` {volgnummer: Planinhoud} gives the schools; each vmbo, vso or pro site belongs to its region under
    every regeling.
    """
    rows = {regio.volgnummer: Regio(nummer=regio.nummer, naam=regio.naam, soort=regio.soort) for regio in regios}
    Regio.objects.bulk_create(rows.values())
    gemeenten = write_gemeenten(regios, rows)
    besturen = write_besturen(inhouden)
    vestigingen = {}
    members = []
    for volgnummer, inhoud in inhouden.items():
        for partner in inhoud.partners:
            if partner.soort in IN_ONE_REGIO:
                vestiging = make_vestiging(partner, besturen, gemeenten.get((volgnummer, partner.plaats)))
                vestigingen[vestiging.code] = vestiging
                members.append((vestiging, rows[volgnummer]))
        for school in inhoud.nietdeelnemers:
            if school.vestigingscode:
                gemeente = gemeenten[volgnummer, school.plaats]
                vestigingen[school.vestigingscode] = make_afzijdige(school, gemeente)
    Vestiging.objects.bulk_create(vestigingen.values())
    write_members(members)
    return rows, vestigingen


def write_gemeenten(regios, rows):
    """{(volgnummer, naam): Gemeente}; a code that two regions of a very long file share stands for one Gemeente."""
    by_code, found = {}, {}
    for regio in regios:
        for index, naam in enumerate(regio.gemeentenamen):
            code = namen.gemeentecode(regio.volgnummer, index)
            gemeente = Gemeente(code=code, naam=naam, provincie=namen.provincie(regio.volgnummer))
            found[regio.volgnummer, naam] = by_code.setdefault(code, gemeente)
    Gemeente.objects.bulk_create(by_code.values())
    through = Regio.gemeenten.through
    through.objects.bulk_create(
        through(regio_id=rows[volgnummer].pk, gemeente_id=gemeente.pk)
        for (volgnummer, _naam), gemeente in found.items()
    )
    return found


def write_besturen(inhouden):
    """{nummer: Organisatie} of the board of each school that is in one region only, under the name it has first."""
    besturen = {}
    for partner in (partner for inhoud in inhouden.values() for partner in inhoud.partners):
        if partner.soort in IN_ONE_REGIO and partner.bevoegd_gezag_nummer not in besturen:
            besturen[partner.bevoegd_gezag_nummer] = Organisatie(
                naam=partner.bevoegd_gezag,
                soort=Organisatiesoort.BESTUUR,
                bevoegd_gezag_nummer=partner.bevoegd_gezag_nummer,
            )
    Organisatie.objects.bulk_create(besturen.values())
    return besturen


def make_vestiging(partner, besturen, gemeente):
    return Vestiging(
        code=partner.vestigingscode,
        naam=partner.naam,
        organisatie=besturen.get(partner.bevoegd_gezag_nummer),
        gemeente=gemeente,
        straat_en_nummer=partner.adres,
        postcode=partner.postcode,
        plaats=partner.plaats,
        onderwijsstructuur=VMBO_STRUCTUUR if partner.soort in VMBO else PRO_STRUCTUUR,
    )


def make_afzijdige(school, gemeente):
    """A school that is in the register and takes no part."""
    return Vestiging(
        code=school.vestigingscode,
        naam=school.naam,
        plaats=school.plaats,
        gemeente=gemeente,
        onderwijsstructuur=VMBO_STRUCTUUR,
    )


def write_members(members):
    versies = Regelingversie.objects.filter(nummer=1).select_related("regeling")
    Regiovestiging.objects.bulk_create(
        Regiovestiging(regeling=versie.regeling, vestiging=vestiging, regio=regio, vanaf_datum=versie.geldig_vanaf)
        for versie in versies
        for vestiging, regio in members
    )


def write_belang(lid, inhoud):
    """Tie a member to the board of the region's penvoerder, so that its case is hidden from that member."""
    bestuur = Organisatie.objects.get(bevoegd_gezag_nummer=inhoud.partners[0].bevoegd_gezag_nummer)
    Belang.objects.create(lid=lid, organisatie=bestuur, toelichting=BELANG)
