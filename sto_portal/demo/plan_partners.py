"""The partners of a demo plan: exactly the numbers of the Demoregio, with who signs and what each does."""

from dataclasses import replace

from sto_portal.demo import namen
from sto_portal.demo.inhoud import Ondertekenaar, Partner

DIRECTEUR = "Directeur vmbo-school"
BESTUURDER = "Lid College van Bestuur bevoegd gezag {}"
FUNCTIES = {
    "penvoerder": (DIRECTEUR, BESTUURDER.format("vmbo-school")),
    "vmbo": (DIRECTEUR, BESTUURDER.format("vmbo-school")),
    "mbo": (BESTUURDER.format("mbo-instelling"),),
    "po": (BESTUURDER.format("onderwijsinstelling"),),
    "vso_pro": (BESTUURDER.format("onderwijsinstelling"),),
    "hbo_wo": (BESTUURDER.format("onderwijsinstelling"),),
}
SCHOLEN_PER_BESTUUR = 4
# sleutel: (of every how many pairs of neighbours one shares it, which, its place in the numbers of the first region)
GEDEELD = {"mbo-1": (4, 1, 298), "branche-1": (4, 3, 297), "bedrijf-3": (6, 2, 296)}
MAXIMUM_WITH_GEDEELD = min(place for _every, _first, place in GEDEELD.values())


def make_partners(regio):
    """All partners: penvoerder first, then by kind; of the firms about one in nine is an employers' organisation."""
    branche = regio.bedrijven // 9
    counts = {
        "penvoerder": 1,
        "vmbo": regio.vmbo - 1,
        "mbo": regio.mbo,
        "vso_pro": regio.vso_pro,
        "po": regio.po,
        "hbo_wo": regio.hbo,
        "bedrijf": regio.bedrijven - branche,
        "branche": branche,
        "overheid": regio.gemeenten,
    }
    kinds = [(soort, index) for soort, count in counts.items() for index in range(count)]
    partners = [_make_partner(regio, soort, index, volgorde) for volgorde, (soort, index) in enumerate(kinds)]
    if len(partners) <= MAXIMUM_WITH_GEDEELD:
        partners = [_share(regio.volgnummer, partner) for partner in partners]
    return tuple(partners)


def _share(volgnummer, partner):
    """An mbo, a firm or an employers' organisation of some pairs of neighbouring regions is one and the same."""
    every, which, place = GEDEELD.get(partner.sleutel, (1, None, None))
    pair, is_second = divmod(volgnummer - 1, 2)
    if pair % every != which:
        return partner
    owner = volgnummer - is_second
    key, code = (owner, "gedeeld", partner.soort), namen.partner_index(owner, place)
    fields = {
        "naam": namen.gedeeld(partner.soort, owner),
        "kvk_nummer": namen.kvk_nummer(code),
        "adres": namen.adres(*key),
        "postcode": namen.postcode(*key),
        "plaats": namen.plaats(owner, 0),
        "ondertekenaars": _make_ondertekenaars(partner.soort, key),
    }
    if partner.soort in FUNCTIES:
        fields |= {
            "vestigingscode": namen.vestigingscode(code),
            "bevoegd_gezag": namen.bestuur(owner, 30),
            "bevoegd_gezag_nummer": namen.bevoegd_gezag_nummer(owner, 30),
        }
    return replace(partner, **fields, taken=_taken(partner.soort, (volgnummer, "gedeeld"), fields))


def _taken(soort, key, fields):
    words = namen.load_teksten("partners")["taken"][soort]
    return namen.pick(words, *key, "taken").format(naam=namen.strip_mark(fields["naam"]), plaats=fields["plaats"])


def _make_partner(regio, soort, index, volgorde):
    key = (regio.volgnummer, soort, index)
    naam = _naam(regio.volgnummer, soort, index)
    place = namen.plaats(regio.volgnummer, _index_of_name(soort, index))
    fields = {
        "sleutel": f"{soort}-{index + 1}",
        "soort": soort,
        "naam": naam,
        "kvk_nummer": namen.kvk_nummer(namen.partner_index(regio.volgnummer, volgorde)),
        "adres": namen.adres(*key),
        "postcode": namen.postcode(*key),
        "plaats": place,
        "ondertekenaars": _make_ondertekenaars(soort, key),
        "taken": _taken(soort, key, {"naam": naam, "plaats": place}),
    }
    if soort in FUNCTIES:
        fields |= _bevoegd_gezag(regio, soort, volgorde)
    return Partner(**fields)


def _index_of_name(soort, index):
    """The penvoerder is the first vmbo school, so the other vmbo schools count on from it."""
    return index + 1 if soort == "vmbo" else index


def _naam(volgnummer, soort, index):
    if soort == "bedrijf":
        return namen.bedrijf(volgnummer, index)
    if soort == "branche":
        return namen.branche(volgnummer, index)
    if soort == "overheid":
        return namen.overheid(volgnummer, index)
    return namen.school(soort, volgnummer, _index_of_name(soort, index))


def _bevoegd_gezag(regio, soort, volgorde):
    """Code and board of a school; every four schools that follow each other share a board."""
    board = volgorde // SCHOLEN_PER_BESTUUR if soort != "mbo" else 30 + volgorde % 10
    return {
        "vestigingscode": namen.vestigingscode(namen.partner_index(regio.volgnummer, volgorde)),
        "bevoegd_gezag": namen.bestuur(regio.volgnummer, board),
        "bevoegd_gezag_nummer": namen.bevoegd_gezag_nummer(regio.volgnummer, board),
    }


def _make_ondertekenaars(soort, key):
    functies = FUNCTIES.get(soort)
    if functies is None:
        functies = (namen.pick(namen.load_teksten("partners")["functies"][soort], *key, "functie"),)
    return tuple(
        Ondertekenaar(volgorde=volgorde, functie=functie, naam=namen.persoon(*key, "ondertekenaar", volgorde))
        for volgorde, functie in enumerate(functies)
    )
