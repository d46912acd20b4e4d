"""Whether it is told how the plan and other projects go together, and that nothing is paid twice."""

from applications.controles.plekken import table_of
from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle
from applications.models import Projectsoort, Voorwaarde


def place_of(project):
    return Plek("rij-edit", ("projecten", project.pk))


@controle("project-dubbele-bekostiging", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §4; c3.3.v1")
def no_project_is_paid_twice(inhoud):
    """Of each project it is told how double funding is avoided (Bijlage B.1 §4; c3.3.v1)."""
    for project in inhoud.projecten:
        if not project.dubbele_bekostiging.strip():
            tekst = f"Vul bij het project '{project.naam}' in hoe u dubbele bekostiging voorkomt."
            yield Gebrek(tekst, place_of(project))


@controle("project-overlap", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §4; c3.3.v3")
def every_project_tells_its_overlap(inhoud):
    """Of each project it is told where it overlaps the plan and where it differs (Bijlage B.1 §4; c3.3.v3)."""
    for project in inhoud.projecten:
        if not project.overlap.strip():
            tekst = f"Vul bij het project '{project.naam}' in waar het uw plan overlapt en waarin het verschilt."
            yield Gebrek(tekst, place_of(project))


@controle("project-nummer", groep=Groep.REGIOVISIE, bron="Bijlage B.1 §4; c3.3.v2")
def every_rif_project_has_its_number(inhoud):
    """A RIF-project is named with its number (Bijlage B.1 §4; c3.3.v2)."""
    for project in inhoud.projecten:
        if project.soort == Projectsoort.RIF and not project.projectnummer.strip():
            yield Gebrek(f"Vul het projectnummer van '{project.naam}' in.", place_of(project))


@controle("project-partners", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.1 §4")
def every_project_names_its_partners(inhoud):
    """Of each project it is told which partners take part (Bijlage B.1 §4)."""
    told = {deelnemer.project_id for deelnemer in inhoud.projectpartners}
    for project in inhoud.projecten:
        if project.pk not in told:
            yield Gebrek(f"Kies welke partners meedoen aan het project '{project.naam}'.", place_of(project))


@controle("projecten-klopt", groep=Groep.REGIOVISIE, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.1 §4")
def the_answer_about_projects_is_that_of_the_table(inhoud):
    """Who says that no other project runs has none in the table (Bijlage B.1 §4)."""
    if inhoud.projecten and Voorwaarde.PROJECTEN_BESTAAN not in inhoud.voorwaarden:
        tekst = "U hebt projecten ingevuld, maar niet geantwoord dat er projecten zijn. Klopt dat?"
        yield Gebrek(tekst, table_of(inhoud, "lopendproject"))
