"""All registrations of a periode beside each other: what several of them name, and what is odd about each."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.urls import reverse

from regions.models import Regio, Regiosoort, Regiovestiging, Vestiging, Vooraanmeldingstatus
from regions.overlap import Overlap, Vermelding, more_than_one
from sto_portal.namen import NameKey

SHOWN = 5
KINDS = {  # kinds of what is odd, as the list calls them
    "te_klein": "te klein",
    "school_gedeeld": "school in meer aanmeldingen",
    "gemeente_gedeeld": "gemeente in meer aanmeldingen",
    "elders": "hoort al bij een regio",
    "vervallen": "school vervallen",
    "geen_vmbo": "school zonder vmbo",
    "erbuiten": "school buiten de gemeenten",
    "gemist": "school die niemand noemt",
}


@dataclass(frozen=True)
class Bevinding:
    """Something that DUS-I should look at before it accepts a registration: a key of KINDS, in a sentence.

    `is_note`: it need not be mended.
    """

    soort: str
    tekst: str
    is_note: bool = False

    @property
    def label(self):
        return KINDS[self.soort]


@dataclass(frozen=True)
class Vergelijking:
    """The standing registrations of a periode with what is odd about each: {pk: [Bevinding]}, and what several name."""

    bevindingen: dict[int, list[Bevinding]]
    vestigingen: list[Overlap]
    gemeenten: list[Overlap]


def read_vergelijking(periode):
    """The Vergelijking of `periode` (with its regelingversie): six queries, whatever its size.

    Rapport h2 voorwaarde b, c and f: bounded regions without overlap, enough schools, a school in one region.
    """
    standing = periode.vooraanmeldingen.standing().order_by("pk")
    rows = list(standing.prefetch_related("gemeenten", "vestigingen"))
    schools = {row.pk: list(row.vestigingen.all()) for row in rows}
    places = {row.pk: list(row.gemeenten.all()) for row in rows}
    by_school, by_place = index(rows, schools), index(rows, places)
    held, regios = find_held(periode, by_school), find_regios(periode, by_place)
    missed = find_missed(by_place, by_school)
    minimum = periode.regelingversie.minimum_vmbo
    return Vergelijking(
        bevindingen={
            row.pk: [
                *judge_size(row, sum(school.has_vmbo for school in schools[row.pk]), minimum),
                *judge_shared(row, schools[row.pk], by_school, "school"),
                *judge_shared(row, places[row.pk], by_place, "gemeente"),
                *judge_places(row, places[row.pk], regios),
                *judge_schools(row, schools[row.pk], places[row.pk], held),
                *judge_missed(places[row.pk], missed),
            ]
            for row in rows
        },
        vestigingen=find_overlaps(by_school, schools),
        gemeenten=find_overlaps(by_place, places),
    )


def index(rows, tied):
    """{pk of a school or municipality: [registrations that name it]}."""
    found = defaultdict(list)
    for row in rows:
        for each in tied[row.pk]:
            found[each.pk].append(row)
    return found


def find_held(periode, by_school):
    """{pk of a school: the Regio that holds it under the regeling now}."""
    regeling = periode.regelingversie.regeling_id
    rows = Regiovestiging.objects.filter(regeling=regeling, vestiging__in=list(by_school), tot_datum__isnull=True)
    return {row.vestiging_id: row.regio for row in rows.select_related("regio")}


def find_missed(by_place, by_school):
    """{pk of a municipality: [vmbo schools there that no registration names]}."""
    found = defaultdict(list)
    rows = Vestiging.objects.current().of_vmbo().filter(gemeente__in=list(by_place))
    for school in rows.order_by(NameKey("zoektekst"), "code"):
        if school.pk not in by_school:
            found[school.gemeente_id].append(school)
    return found


def find_regios(periode, by_place):
    """{pk of a municipality: [Regio that has it and holds schools under the regeling now]}."""
    found = defaultdict(list)
    holding = Regiovestiging.objects.filter(regeling=periode.regelingversie.regeling_id, tot_datum__isnull=True)
    ties = Regio.gemeenten.through.objects.filter(gemeente__in=list(by_place), regio__in=holding.values("regio"))
    for tie in ties.select_related("regio").order_by("regio__nummer"):
        found[tie.gemeente_id].append(tie.regio)
    return found


def find_overlaps(by_key, tied):
    """The Overlaps of the schools or municipalities that several registrations name, each with its comparison."""
    names = {each.pk: (each.naam, each.code) for rows in tied.values() for each in rows}
    mentioned = {
        key: {
            row.pk: Vermelding(str(row), row.get_status_display().lower(), url=row.get_absolute_url()) for row in rows
        }
        for key, rows in by_key.items()
    }
    urls = {names[key]: compare_url(rows) for key, rows in by_key.items()}
    overlaps = more_than_one(mentioned, names)
    return [replace(overlap, url=urls[overlap.naam, overlap.code]) for overlap in overlaps]


def compare_url(rows):
    """The page on which these registrations stand beside each other."""
    return f"{reverse('vooraanmelding-compare')}?{'&'.join(f'keuze={row.pk}' for row in rows)}"


def judge_size(row, number, minimum):
    if row.soort != Regiosoort.TECHNIEKARM and number < minimum:
        words = "vmbo-school" if number == 1 else "vmbo-scholen"
        yield Bevinding(
            "te_klein",
            f"Te klein: {number} {words}. Een techniekregio heeft er ten minste {minimum} met een technisch profiel.",
        )


def judge_shared(row, named, by_key, word):
    for each in named:
        others = [str(other) for other in by_key[each.pk] if other.pk != row.pk]
        if others:
            yield Bevinding(f"{word}_gedeeld", f"De {word} {each} staat ook in {' en in '.join(others)}.")


def judge_places(row, places, regios):
    for place in places:
        others = [str(regio) for regio in regios[place.pk] if regio.pk != row.regio_id]
        if others:
            yield Bevinding("elders", f"De gemeente {place} hoort ook bij {' en '.join(others)}.")


def judge_schools(row, schools, places, held):
    known = {place.pk for place in places}
    for school in schools:
        regio = held.get(school.pk)
        if regio and regio.pk != row.regio_id:
            yield Bevinding("elders", f"{school} hoort al bij {regio}.")
        if school.vervallen_datum:
            yield Bevinding("vervallen", f"{school} staat niet meer in de lijst van DUO.")
        if not school.has_vmbo:
            yield Bevinding("geen_vmbo", f"{school} heeft geen vmbo, volgens de lijst van DUO.")
        if school.gemeente_id not in known:
            yield Bevinding("erbuiten", f"{school} ligt niet in een van de gemeenten.")


def judge_missed(places, missed):
    schools = [school for place in places for school in missed.get(place.pk, [])]
    if schools:
        rest = f" en nog {len(schools) - SHOWN}" if len(schools) > SHOWN else ""
        names = ", ".join(str(school) for school in schools[:SHOWN])
        yield Bevinding("gemist", f"In geen aanmelding, wel in deze gemeenten: {names}{rest}.", is_note=True)


def can_merge(rows):
    """Whether these registrations can be merged: two or more, all filed now, of one periode."""
    filed = all(row.status == Vooraanmeldingstatus.INGEDIEND for row in rows)
    return len(rows) > 1 and filed and len({row.periode_id for row in rows}) == 1
