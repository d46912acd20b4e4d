"""The projects that run already and the organisation of a demo plan."""

from sto_portal.demo import namen, teksten
from sto_portal.demo.inhoud import Lid, Overleg, Project


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


def make_overleggen(beeld, partners):
    """Stuurgroep, projectteam and a werkgroep, each with who sits in it."""
    catalogue = namen.load_teksten("organisatie")["overleggen"]
    return tuple(_make_overleg(beeld, overleg, partners) for overleg in catalogue)


def _make_overleg(beeld, overleg, partners):
    key = overleg["soort"]
    leden = {"stuurgroep": _lead, "projectteam": _carry_out, "werkgroep": _teach}[key]
    return Overleg(
        sleutel=key,
        soort=key,
        naam=teksten.choose(overleg["naam"], beeld, key, "naam"),
        taak=teksten.write_text(overleg["taak"], beeld, key, "taak"),
        leden=tuple(leden(beeld, overleg, partners)),
    )


def _lead(_beeld, overleg, partners):
    """Who signs for the first partner of each kind."""
    for soort in overleg["leden"]:
        if partner := first_of(partners, soort):
            signs = partner.ondertekenaars[-1]
            functie = "bestuurder" if signs.functie.startswith("Lid") else signs.functie.lower()
            yield Lid(signs.naam, functie, partner.sleutel)


def _carry_out(beeld, _overleg, partners):
    yield Lid(beeld["projectleider"], "projectleider", partners[0].sleutel)
    yield Lid(beeld["vervanger"], "coördinator en vervanger", partners[0].sleutel)


def _teach(beeld, _overleg, partners):
    """A teacher of up to three schools."""
    for partner in [partner for partner in partners if partner.soort in {"penvoerder", "vmbo"}][-3:]:
        yield Lid(namen.persoon(beeld["volgnummer"], partner.sleutel, "werkgroep"), "docent", partner.sleutel)
