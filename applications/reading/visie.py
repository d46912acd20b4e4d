"""The rows of the regiovisie as they are read (Bijlage B.1)."""

from dataclasses import replace

from applications.models import Leerweg, Profiel
from applications.reading.leesplan import Leeskaart
from applications.reading.tabel import EMPTY, make_tabel
from sto_portal.vormgeving.templatetags.sto import datum


def aanbod(inhoud):
    """Pupils per vestiging and profile, a column per leerweg (Bijlage B.1 §3.1)."""
    found = {}
    for row in inhoud.aanbod:
        line = found.setdefault((row.partner, row.profiel), dict.fromkeys(Leerweg.values, 0))
        line[row.leerweg] += row.leerlingen
    rijen = [
        (partner.naam, Profiel(profiel).label if profiel else "Geen profiel (tl)", *line.values(), sum(line.values()))
        for (partner, profiel), line in sorted(found.items(), key=lambda item: (item[0][0].naam, item[0][1]))
    ]
    totaal = ["Totaal", "", *(sum(column) for column in zip(*(rij[2:] for rij in rijen), strict=True))]
    labels = ["School", "Profiel", *(value for value in Leerweg.values), "Totaal"]
    return (make_tabel("Leerlingen per school, profiel en leerweg", labels, rijen, totaal, numbers=5),)


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
                ("Partners die meedoen", ", ".join(sorted(names.get(project.pk, [])))),
                ("Overlap en verschil", project.overlap),
                ("Geen dubbele bekostiging", project.dubbele_bekostiging),
            ),
        )
        for project in inhoud.projecten
    )
