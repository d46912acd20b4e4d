"""Whether something is done about each risk, and by whom."""

from applications.controles.register import Gebrek, Groep, Plek, controle


@controle("risico-verantwoordelijke", groep=Groep.ACTIVITEITENPLAN, bron="Bijlage B.2 §3.3; c3.2.v2")
def every_risico_has_a_measure_and_an_owner(inhoud):
    """Of each risk it is told what is done and who answers for that (Bijlage B.2 §3.3; c3.2.v2)."""
    for risico in inhoud.risicos:
        for empty, text in (
            (not risico.maatregel.strip(), "wat u eraan doet"),
            (not risico.verantwoordelijke.strip(), "wie dat doet"),
        ):
            if empty:
                plek = Plek("rij-edit", ("risicos", risico.pk))
                yield Gebrek(f"Vul bij het risico '{risico}' in {text}.", plek)
