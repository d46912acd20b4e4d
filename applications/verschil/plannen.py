"""Two plans held beside each other: answers by their question, rows by their `sleutel`."""

from dataclasses import dataclass

from django.db.models import TextChoices

from applications.antwoordtekst import has_opmaak
from applications.delen import ASKED, OF_ONDERDEEL, groep_of
from applications.models import Antwoord, Groep
from applications.parts import PLANONDERDELEN
from applications.reading.lezen import show_antwoord
from applications.rijen import BY_MODEL
from applications.verschil.rijen import read_rows, values_of
from applications.verschil.tekst import Veldverschil, compare_field, compare_opmaak
from applications.vragenlijsten import read_paragrafen
from sto_portal.money import format_euro


class Soort(TextChoices):
    NIEUW = "nieuw", "Nieuw"
    WEG = "weg", "Vervallen"
    GEWIJZIGD = "gewijzigd", "Gewijzigd"


@dataclass(frozen=True)
class Regelverschil:
    """An answer or a row that is not the same: `velden` are those that differ, of a new or removed row all of them."""

    soort: Soort
    titel: str
    velden: tuple[Veldverschil, ...]


@dataclass(frozen=True)
class Blok:
    """What changed in one paragraph or one table."""

    kop: str
    regels: tuple[Regelverschil, ...]


@dataclass(frozen=True)
class Groepverschil:
    """What changed in one part of the application; without `blokken` nothing did."""

    groep: Groep
    blokken: tuple[Blok, ...]

    @property
    def aantal(self):
        return sum(len(blok.regels) for blok in self.blokken)


@dataclass(frozen=True)
class Planverschil:
    """What changed between two plans: every part in its order."""

    groepen: tuple[Groepverschil, ...]

    @property
    def aantal(self):
        """How many answers and rows are not the same."""
        return sum(groep.aantal for groep in self.groepen)


def compare_plans(oud, nieuw):
    """The Planverschil of two plans with one Vragenlijst, whose `ronde` is at hand; one query per table.

    Answers are compared by question and rows by `sleutel`; a reference to another row is the same if that row is.
    """
    rows = read_rows(oud, nieuw)
    blokken = {groep: [] for groep in ASKED}
    for groep, blok in compare_answers(rows.pop(Antwoord), oud, nieuw):
        blokken[groep].append(blok)
    if oud.gevraagde_subsidie_cents != nieuw.gevraagde_subsidie_cents:
        blokken[Groep.BEGROTING].append(Blok("Gevraagde subsidie", (compare_subsidie(oud, nieuw),)))
    for model in PLANONDERDELEN:
        if model in rows and (regels := compare_rows(rows[model], oud, nieuw)):
            blokken[groep_of(model._meta.model_name, nieuw.ronde)].append(Blok(kop_of(model), regels))
    return Planverschil(tuple(Groepverschil(groep, tuple(found)) for groep, found in blokken.items()))


def kop_of(model):
    """What the table of these rows is called."""
    soort = BY_MODEL.get(model._meta.model_name)
    return soort.kop if soort else str(model._meta.verbose_name_plural).capitalize()


def compare_subsidie(oud, nieuw):
    return compared("Gevraagde subsidie over de hele periode", {"": show_cents(oud)}, {"": show_cents(nieuw)})


def show_cents(plan):
    return plan.gevraagde_subsidie_cents, format_euro(plan.gevraagde_subsidie_cents)


def compare_answers(rows, oud, nieuw):
    """(Groep, Blok) per paragraph with answers that differ, in the order of Bijlage B, in the words of the new plan."""
    given = {(row.plan_id, row.vraag_id): row for row in rows if row.is_given}
    for paragraaf in read_paragrafen(nieuw.ronde):
        regels = []
        for vraag in paragraaf.gevraagd:
            before, after = (given.get((plan.pk, vraag.pk)) for plan in (oud, nieuw))
            tell = compare_opmaak if has_opmaak(vraag, before, after) else compare_field
            if regel := compared(vraag.titel, shown_antwoord(vraag, before), shown_antwoord(vraag, after), tell):
                regels.append(regel)
        if regels:
            yield OF_ONDERDEEL[paragraaf.onderdeel], Blok(paragraaf.kop, tuple(regels))


def shown_antwoord(vraag, antwoord):
    """{'': (what it is compared by, what is shown)} of an answer; None where there is none."""
    if antwoord is None:
        return None
    tekst = show_antwoord(vraag.invoer, antwoord.tekst)
    if antwoord.bestand is None:
        return {"": (antwoord.tekst, tekst)}
    shown = " ".join(filter(None, [antwoord.bestand.naam, tekst]))
    return {"": ((antwoord.tekst, antwoord.bestand.sha256), shown)}


def compare_rows(rows, oud, nieuw):
    """The Regelverschillen of one table: what changed and went in the old order, then what is new."""
    before, after = ({row.sleutel: row for row in rows if row.plan_id == plan.pk} for plan in (oud, nieuw))
    found = []
    for sleutel in [*before, *(sleutel for sleutel in after if sleutel not in before)]:
        was, now = before.get(sleutel), after.get(sleutel)
        if regel := compared(str(now or was), was and values_of(was), now and values_of(now)):
            found.append(regel)
    return tuple(found)


def compared(titel, before, after, tell=compare_field):
    """The Regelverschil of two {label: (what it is compared by, what is shown)}; None where they are the same.

    `tell` makes a Veldverschil of a label and two texts.
    """
    if before is None and after is None:
        return None
    if before is None or after is None:
        soort = Soort.NIEUW if before is None else Soort.WEG
        values = {label: shown for label, (_value, shown) in (after or before).items() if shown}
        texts = [(label, "", shown) if before is None else (label, shown, "") for label, shown in values.items()]
        return Regelverschil(soort, titel, tuple(tell(*text) for text in texts))
    velden = tuple(
        tell(label, before[label][1], after[label][1]) for label in after if before[label][0] != after[label][0]
    )
    return Regelverschil(Soort.GEWIJZIGD, titel, velden) if velden else None
