"""Whether the goals answer the regiovisie and serve the national aims."""

from applications.controles.plekken import field_about, table_of
from applications.controles.register import Ernst, Gebrek, Groep, Plek, controle
from applications.models import Betekenis, Landelijkdoel, Mismatch

# The question of the regiovisie that names the mismatch a goal answers.
NAMED_IN = {Mismatch.AANBOD: Betekenis.MISMATCH_AANBOD, Mismatch.KWALITEIT: Betekenis.MISMATCH_KWALITEIT}


def place_of(doel):
    return Plek("rij-edit", ("doelen", doel.pk))


@controle(
    "doel-uit-mismatch", groep=Groep.ACTIVITEITENPLAN, bron="Bijlage B.2 §1; c1.2.v2", vragen=["b2_1_uit_mismatch"]
)
def every_doel_answers_a_mismatch(inhoud):
    """Each goal answers a mismatch that the regiovisie names (Bijlage B.2 §1; c1.2.v2)."""
    unnamed = set()
    for doel in inhoud.doelen:
        if not (doel.mismatch_uit and doel.mismatch.strip()):
            yield Gebrek(
                f"Vul bij het doel '{doel.titel}' in welke mismatch uit de regiovisie het oplost.", place_of(doel)
            )
        elif not inhoud.antwoord_over(NAMED_IN[doel.mismatch_uit]).strip():
            unnamed.add(doel.mismatch_uit)
    for mismatch in Mismatch:
        if mismatch in unnamed:
            plek = field_about(inhoud, NAMED_IN[mismatch])
            waar = f"{mismatch.label[0].lower()}{mismatch.label[1:]}"
            yield Gebrek(f"Een doel rust op {waar}. Noem die mismatch daar.", plek)


@controle("doel-onderdeel", groep=Groep.ACTIVITEITENPLAN, ernst=Ernst.WAARSCHUWT, bron="rapport 3.5")
def every_doel_serves_a_part_of_a_national_aim(inhoud):
    """Each goal says which part of a national aim it serves (rapport 3.5)."""
    for doel in inhoud.doelen:
        if doel.subdoel_id is None:
            yield Gebrek(f"Kies bij het doel '{doel.titel}' aan welk landelijk doel het bijdraagt.", place_of(doel))


@controle("landelijke-doelen", groep=Groep.ACTIVITEITENPLAN, ernst=Ernst.WAARSCHUWT, bron="rapport 3.5")
def the_goals_serve_every_national_aim(inhoud):
    """Together the goals serve the three national aims: duurzaam, dekkend, kwalitatief hoogstaand (rapport 3.5)."""
    served = {doel.landelijk_doel for doel in inhoud.doelen}
    plek = table_of(inhoud, "doelstelling")
    for aim in Landelijkdoel if served else ():
        if aim not in served:
            yield Gebrek(f"Geen van uw doelen draagt bij aan het landelijke doel '{aim.label}'. Klopt dat?", plek)
