"""The projects that run already and the organisation of a demo plan."""

from sto_portal.demo import namen, teksten
from sto_portal.demo.inhoud import Lid, Overleg, Project

FUNCTIES = {"po": "leraar groep 8", "bedrijf": "praktijkopleider"}


def make_projecten(regio, beeld, partners, antwoorden):
    """A RIF-project and a network where the region says that other projects run; else none."""
    if antwoorden["voorwaarde_projecten_bestaan"] == "nee":
        return ()
    catalogue = namen.load_teksten("organisatie")["projecten"]
    return tuple(_make_project(regio, beeld, project, partners) for project in catalogue)


def _make_project(regio, beeld, project, partners):
    key = project["soort"]
    found = [first_of(partners, soort) for soort in project["partners"]]
    chosen = [partner for partner in found if partner] or [partners[0]]
    return Project(
        sleutel=key,
        soort=key,
        naam=teksten.choose(project["naam"], beeld, key, "naam"),
        projectnummer=f"RIF-DEMO-{regio.volgnummer:04d}" if key == "rif" else "",
        overlap=teksten.write_text(project["overlap"], beeld, key, "overlap"),
        dubbele_bekostiging=teksten.write_text(project["dubbele_bekostiging"], beeld, key, "dubbel"),
        partners=tuple(partner.sleutel for partner in chosen),
    )


def first_of(partners, soort):
    """The first partner of this kind; None if there is none."""
    return next((partner for partner in partners if partner.soort == soort), None)


def make_organisatie(regio, partners):
    """What sentences may say of the organisation: how many werkgroepen, and whether business decides too."""
    business = namen.strip_mark(partner.naam) if (partner := business_in_stuurgroep(regio, partners)) else ""
    return {
        "werkgroepen": teksten.in_words(count_werkgroepen(regio)),
        "stuurgroep_leden": "besturen, mbo en bedrijven" if business else "de besturen van vmbo en mbo",
        "stem_bedrijven": (
            f"Bedrijven beslissen mee: {business} heeft een plaats in de stuurgroep."
            if business
            else "Bedrijven zitten niet in de stuurgroep; zij geven de stuurgroep advies."
        ),
    }


def count_werkgroepen(regio):
    return namen.between(4, 6, regio.volgnummer, "werkgroepen")


def business_in_stuurgroep(regio, partners):
    """The firm that sits in the stuurgroep; None in about one region in four, as rapport 2.3 says of some."""
    if namen.between(1, 4, regio.volgnummer, "bedrijf in stuurgroep") == 1:
        return None
    return first_of(partners, "bedrijf")


def make_overleggen(regio, beeld, partners):
    """Stuurgroep, projectteam, the werkgroepen and, where business does not decide, its adviesraad."""
    words = namen.load_teksten("organisatie")
    found = [
        _make_overleg(beeld, "stuurgroep", words["overleggen"]["stuurgroep"], _lead(regio, partners)),
        _make_overleg(beeld, "projectteam", words["overleggen"]["projectteam"], _carry_out(beeld, partners)),
    ]
    for words_of in words["werkgroepen"][: count_werkgroepen(regio)]:
        found.append(_make_overleg(beeld, "werkgroep", words_of, _teach(regio, words_of, partners)))
    advises = not business_in_stuurgroep(regio, partners) and first_of(partners, "bedrijf")
    if advises:
        words_of = words["overleggen"]["adviesraad"]
        found.append(_make_overleg(beeld, "anders", words_of, _advise(words_of, partners)))
    return tuple(found)


def _make_overleg(beeld, soort, words, leden):
    return Overleg(
        sleutel=words["naam"],
        soort=soort,
        naam=words["naam"],
        taak=teksten.write_text(words["taak"], beeld, words["naam"], "taak"),
        leden=tuple(leden),
    )


def _lead(regio, partners):
    """Who signs for the first partner of each kind."""
    business = business_in_stuurgroep(regio, partners)
    for soort in namen.load_teksten("organisatie")["overleggen"]["stuurgroep"]["leden"]:
        partner = business if soort == "bedrijf" else first_of(partners, soort)
        if partner:
            yield _represent(partner)


def _advise(words, partners):
    """Who signs for up to three firms or employers' organisations."""
    business = [partner for partner in partners if partner.soort in words["leden"]]
    return [_represent(partner) for partner in business[-3:]]


def _represent(partner):
    signs = partner.ondertekenaars[-1]
    functie = "bestuurder" if signs.functie.startswith("Lid") else signs.functie.lower()
    return Lid(signs.naam, functie, partner.sleutel)


def _carry_out(beeld, partners):
    yield Lid(beeld["projectleider"], "projectleider", partners[0].sleutel)
    yield Lid(beeld["vervanger"], "coördinator en vervanger", partners[0].sleutel)


def _teach(regio, words, partners):
    """Somebody of each kind of partner in the werkgroep; of the penvoerder where the region has no such partner."""
    for place, soort in enumerate(words["leden"]):
        found = [partner for partner in partners if partner.soort == soort] or partners[:1]
        partner = namen.pick(found, regio.volgnummer, words["naam"], place)
        naam = namen.persoon(regio.volgnummer, partner.sleutel, words["naam"], place)
        yield Lid(naam, FUNCTIES.get(partner.soort, "docent"), partner.sleutel)
