"""The earlier texts of one answer, as its page shows them."""

from dataclasses import dataclass
from itertools import pairwise

from applications.antwoordtekst import has_opmaak, shown_tekst
from applications.models import Antwoord, Antwoordversie
from applications.verschil.tekst import Veldverschil, compare_field, compare_opmaak

SHOWN = 100


@dataclass(frozen=True)
class Eerdertekst:
    """An Antwoordversie (`row`) with its text as people read it and how it differs from the one before it.

    `is_now` is that of the text that is saved now; a botsing is compared with nothing.
    """

    row: Antwoordversie
    tekst: str
    verschil: tuple[Veldverschil, ...]
    is_now: bool


@dataclass(frozen=True)
class Geschiedenis:
    """The Eerderteksten of an answer, the newest first; `versie` is the version of the answer now, 0 without one.

    `is_cut` says that older ones are left out.
    """

    teksten: tuple[Eerdertekst, ...]
    versie: int
    is_cut: bool


def read_history(plan, vraag):
    """The Geschiedenis of the answer to `vraag` in `plan` and in the plans it was copied from."""
    rows = list(Antwoordversie.objects.of(plan, vraag).select_related("door", "bestand")[: SHOWN + 1])
    antwoord = Antwoord.objects.filter(plan=plan, vraag=vraag).first()
    versie = antwoord.versie if antwoord else 0
    saved = [row for row in rows if not row.botsing]
    before = dict(pairwise(saved))
    teksten = [make_eerdertekst(vraag, row, before.get(row), plan, versie) for row in rows[:SHOWN]]
    return Geschiedenis(tuple(teksten), versie, len(rows) > SHOWN)


def make_eerdertekst(vraag, row, before, plan, versie):
    tekst = shown_tekst(vraag, row)
    is_now = not row.botsing and row.plan_id == plan.pk and row.versie == versie
    return Eerdertekst(row, tekst, changes_since(vraag, before, row), is_now)


def changes_since(vraag, before, row):
    """How `row` differs from the Antwoordversie before it, as at most one Veldverschil."""
    tell = compare_opmaak if has_opmaak(vraag, before, row) else compare_field
    verschil = tell("", shown_tekst(vraag, before), shown_tekst(vraag, row))
    return (verschil,) if before and verschil.stukken else ()
