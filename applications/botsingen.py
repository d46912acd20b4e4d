"""What someone who was second in one answer gets to see: both texts, who was first and when."""

from applications.antwoordtekst import has_opmaak, shown_tekst
from applications.models import Antwoord, Antwoordversie
from applications.verschil.tekst import compare_field, compare_opmaak


def last_version(plan, vraag):
    """The Antwoordversie of what is saved now, with its person; None if nobody is known to have written it."""
    saved = Antwoordversie.objects.filter(plan=plan, vraag=vraag, botsing=False, door__isnull=False)
    return saved.select_related("door").order_by("-versie").first()


def describe_conflict(plan, vraag, antwoord, wijziging):
    """The saved `antwoord` (may be None) beside the refused `wijziging`, ready for a template."""
    last, saved = last_version(plan, vraag), shown_tekst(vraag, antwoord)
    own = Antwoord(tekst=wijziging.tekst, bestand=wijziging.bestand)
    tell = compare_opmaak if has_opmaak(vraag, antwoord, own) else compare_field
    return {
        "vraag": vraag,
        "tekst": saved,
        "verschil": [tell("", saved, shown_tekst(vraag, own))],
        "door": last.door.naam if last else "",
        "op": last.opgeslagen_op if last else None,
    }
