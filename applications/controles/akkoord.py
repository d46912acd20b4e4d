"""Whether the bestuurder of the penvoerder's bevoegd gezag agrees with what is filed."""

from applications.akkoord import CODE
from applications.controles.register import Gebrek, Groep, Plek, controle


@controle(CODE, groep=Groep.AKKOORD, bron="Akkoord van het bevoegd gezag")
def the_bestuurder_agrees(inhoud):
    """The bestuurder agreed with the text as it stands (Akkoord van het bevoegd gezag): a change asks for it again."""
    if not inhoud.needs_akkoord or inhoud.akkoord.holds:
        return
    text = "De bestuurder heeft nog geen akkoord gegeven."
    if inhoud.akkoord.is_lapsed:
        text = "De bestuurder gaf akkoord op een eerdere tekst. Vraag opnieuw akkoord."
    yield Gebrek(text, Plek("akkoord"))
