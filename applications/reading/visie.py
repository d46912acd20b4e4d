"""The rows of the regiovisie as they are read (Bijlage B.1)."""

from dataclasses import replace

from applications.models import Leerweg, profiel_label, schooljaar_label
from applications.reading.leesplan import Leeskaart
from applications.reading.tabel import EMPTY, make_tabel
from sto_portal.namen import name_key
from sto_portal.vormgeving.templatetags.sto import datum

TECHNOLOGISCH = " (met technologische invulling)"


def aanbod(inhoud):
    """The pupils now, those in leerjaar 3 and those wanted, each per vestiging, profile and leerweg.

    A table that nobody filled in is not there, but for the first (Bijlage B.1 §3.1; c1.1.v3; c1.2.v1).
    """
    jaren = sorted({row.schooljaar for row in inhoud.aanbod if row.schooljaar})
    when = f", schooljaar {' en '.join(map(schooljaar_label, jaren))}" if jaren else ""
    titels = {
        "leerlingen": f"Leerlingen per school, profiel en leerweg{when}",
        "instroom": f"Instroom in leerjaar 3{when}",
        "streef_leerlingen": f"Gewenst aantal leerlingen in {inhoud.versie.subsidie_tot.year}",
    }
    tabellen = {veld: aanbodtabel(inhoud.aanbod, veld, titel) for veld, titel in titels.items()}
    return tuple(tabel for veld, tabel in tabellen.items() if tabel.rijen or veld == "leerlingen")


def aanbodtabel(rows, veld, titel):
    """One number of the Aanbod: a row per vestiging and profile, a column per leerweg; what is not told is left out."""
    found = {}
    for row in rows:
        if (number := getattr(row, veld)) is not None:
            profiel = profiel_label(row.profiel) + (TECHNOLOGISCH if row.technologisch else "")
            found.setdefault((row.partner.naam, row.profiel, profiel), {})[row.leerweg] = number
    rijen = [
        (school, profiel, *(line.get(leerweg, "") for leerweg in Leerweg), sum(line.values()))
        for (school, _code, profiel), line in sorted(found.items(), key=by_school)
    ]
    columns = zip(*(rij[2:] for rij in rijen), strict=True)
    totaal = ["Totaal", "", *(sum(number or 0 for number in column) for column in columns)]
    tabel = make_tabel(titel, ["School", "Profiel", *Leerweg.values, "Totaal"], rijen, totaal, numbers=5)
    return replace(tabel, vorm="aanbod")


def by_school(item):
    """How the lines of `aanbodtabel` stand: by the name of the school, then by profile."""
    school, code, _label = item[0]
    return name_key(school), school, code


def nietdeelnemers(inhoud):
    """The schools that take no part, and why (Bijlage B.1 §2)."""
    rijen = [
        (row.naam, row.vestigingscode, row.plaats, row.get_reden_display(), row.toelichting)
        for row in inhoud.nietdeelnemers
    ]
    labels = ["School", "BRIN en vestiging", "Plaats", "Reden", "Toelichting"]
    return (make_tabel("Scholen die niet meedoen", labels, rijen),)


def leerlingenprognose(inhoud):
    """The pupils that are expected per year, as a line and as a table (Bijlage B.1 §3.4)."""
    rijen = [
        (str(row.jaar), row.bron or EMPTY, datum(row.peil_datum) or EMPTY, row.leerlingen)
        for row in inhoud.leerlingenprognose
    ]
    tabel = make_tabel("Verwachte leerlingen per jaar", ["Jaar", "Bron", "Peildatum", "Leerlingen"], rijen, numbers=1)
    punten = tuple((str(row.jaar), row.leerlingen) for row in inhoud.leerlingenprognose)
    return (replace(tabel, punten=punten),)


def docententekort(inhoud):
    """The four questions of the table of Bijlage B.1 §5.1 per profile."""
    rijen = [
        (row.get_profiel_display(), *("" if number is None else number for number in row.aantallen))
        for row in inhoud.docententekort
    ]
    labels = ["Profiel", "Bevoegd", "Scholing voor bevoegdheid", "Verdieping of verbreding", "Vervanging"]
    return (make_tabel("Docenten per profiel", labels, rijen, numbers=4),)


def projecten(inhoud):
    """Each project with the partners in it and how nothing is paid twice (Bijlage B.1 §4)."""
    names = {}
    for deelnemer in inhoud.projectpartners:
        names.setdefault(deelnemer.project_id, []).append(deelnemer.partner.naam)
    return tuple(
        Leeskaart(
            project.naam,
            (
                ("Soort", project.get_soort_display()),
                ("Projectnummer", project.projectnummer),
                ("Partners die meedoen", ", ".join(sorted(names.get(project.pk, []), key=name_key))),
                ("Overlap en verschil", project.overlap),
                ("Geen dubbele bekostiging", project.dubbele_bekostiging),
            ),
        )
        for project in inhoud.projecten
    )
