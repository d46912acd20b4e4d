"""Whether the table of what the schools offer is whole: pupils now, who came in, and what the region wants."""

from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle, enumerate_some
from applications.models import TECHNISCH, VMBO

LIST = Plek("aanbod-list")


@controle("school-zonder-leerlingen", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.1 §3.1; c1.1.v3")
def every_school_has_pupils(inhoud):
    """Of each vmbo-vestiging the table tells how many pupils it has (Bijlage B.1 §3.1; c1.1.v3)."""
    told = {row.partner_id for row in inhoud.aanbod if row.leerlingen is not None}
    for partner in inhoud.partners:
        if inhoud.aanbod and partner.soort in VMBO and partner.pk not in told:
            plek = Plek("aanbod-school", (partner.pk,))
            yield Gebrek(f"Vul in hoeveel leerlingen {partner.naam} heeft.", plek)


def told_rows(inhoud):
    """The rows of the table; none where the plan was filed before it asked for more than the pupils."""
    rows = inhoud.aanbod
    is_short = all(row.schooljaar is row.instroom is row.streef_leerlingen is None for row in rows)
    return [] if rows and is_short and inhoud.plan.is_frozen else rows


@controle("aanbod-schooljaar", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.1 §3.1; c1.1.v3")
def the_pupils_are_of_one_schooljaar(inhoud):
    """The table tells of which schooljaar its pupils are, the same for every school (Bijlage B.1 §3.1; c1.1.v3)."""
    counted = [row for row in told_rows(inhoud) if row.leerlingen is not None]
    if names := names_of(row for row in counted if row.schooljaar is None):
        yield Gebrek(f"Vul in van welk schooljaar de leerlingen zijn bij {names}.", LIST)
    elif len({row.schooljaar for row in counted}) > 1:
        yield Gebrek("De leerlingen van uw scholen zijn niet van hetzelfde schooljaar. Vul overal hetzelfde in.", LIST)


@controle("instroom", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="c1.1.v3")
def the_instroom_of_technique_is_told(inhoud):
    """Of each of the five technical profiles that has pupils the table tells how many came in (c1.1.v3)."""
    technical = [row for row in told_rows(inhoud) if row.profiel in TECHNISCH and row.leerlingen]
    if names := names_of(row for row in technical if row.instroom is None):
        yield Gebrek(f"Vul de instroom in leerjaar 3 van de technische profielen in bij {names}.", LIST)


@controle("instroom-past", groep=Groep.REGIOVISIE, bron="c1.1.v3")
def the_instroom_is_a_part_of_the_pupils(inhoud):
    """In leerjaar 3 there are no more pupils than in leerjaar 3 and 4 together (c1.1.v3)."""
    if names := names_of(row for row in inhoud.aanbod if (row.instroom or 0) > (row.leerlingen or 0)):
        yield Gebrek(f"De instroom in leerjaar 3 is groter dan het aantal leerlingen bij {names}.", LIST)


@controle("gewenst-aanbod", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="c1.2.v1")
def what_the_region_wants_is_told_per_school(inhoud):
    """Of each vmbo-vestiging the table tells how many pupils the region wants per profile and leerweg (c1.2.v1)."""
    schools = [row for row in told_rows(inhoud) if row.partner.soort in VMBO]
    wanted = {row.partner_id for row in schools if row.streef_leerlingen is not None}
    if names := names_of(row for row in schools if row.partner_id not in wanted):
        yield Gebrek(f"Vul het gewenste aantal leerlingen per profiel en leerweg in bij {names}.", LIST)


def names_of(rows):
    """'A, B en C': the schools of these rows, each once, the first of many; '' for none."""
    names = list(dict.fromkeys(row.partner.naam for row in rows))
    return enumerate_some(names) if names else ""
