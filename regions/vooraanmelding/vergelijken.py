"""All registrations of a periode beside each other: what several of them name, and what is odd about each."""

from collections import defaultdict
from dataclasses import dataclass

from regions.models import Regiosoort, Regiovestiging, Vestiging, Vooraanmelding, Vooraanmeldingstatus
from regions.overlap import Overlap, Vermelding, more_than_one

SHOWN = 5
TOO_SMALL, SHARED, OUTSIDE, HELD, GONE, MISSED = "te_klein", "gedeeld", "erbuiten", "elders", "vervallen", "gemist"


@dataclass(frozen=True)
class Bevinding:
    """Something that DUS-I should look at before it accepts a registration; `is_note`: it need not be mended."""

    soort: str
    tekst: str
    is_note: bool = False


@dataclass(frozen=True)
class Vergelijking:
    """The standing registrations of a periode with what is odd about each: {pk: [Bevinding]}, and what several name."""

    vooraanmeldingen: list[Vooraanmelding]
    bevindingen: dict[int, list[Bevinding]]
    vestigingen: list[Overlap]
    gemeenten: list[Overlap]

    @property
    def zonder_bevinding(self):
        """How many registrations have nothing that should be mended."""
        return sum(all(each.is_note for each in found) for found in self.bevindingen.values())


def read_vergelijking(periode):
    """The Vergelijking of `periode` (with its regelingversie): five queries, whatever its size.

    Rapport h2 voorwaarde b, c and f: bounded regions without overlap, enough schools, a school in one region.
    """
    standing = periode.vooraanmeldingen.standing().order_by("pk")
    rows = list(standing.prefetch_related("gemeenten", "vestigingen"))
    schools = {row.pk: list(row.vestigingen.all()) for row in rows}
    places = {row.pk: list(row.gemeenten.all()) for row in rows}
    by_school, by_place = index(rows, schools), index(rows, places)
    held = find_held(periode, by_school)
    missed = find_missed(by_place, by_school)
    minimum = periode.regelingversie.minimum_vmbo
    return Vergelijking(
        vooraanmeldingen=rows,
        bevindingen={
            row.pk: [
                *judge_size(row, len(schools[row.pk]), minimum),
                *judge_shared(row, schools[row.pk], by_school, "school"),
                *judge_shared(row, places[row.pk], by_place, "gemeente"),
                *judge_schools(row, schools[row.pk], places[row.pk], held),
                *judge_missed(places[row.pk], missed),
            ]
            for row in rows
        },
        vestigingen=find_overlaps(by_school, schools, lambda row: (row.naam, row.code)),
        gemeenten=find_overlaps(by_place, places, lambda row: (row.naam, "")),
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
    for school in rows.order_by("zoektekst", "code"):
        if school.pk not in by_school:
            found[school.gemeente_id].append(school)
    return found


def find_overlaps(by_key, tied, name):
    """The Overlaps of what several registrations name."""
    names = {each.pk: name(each) for rows in tied.values() for each in rows}
    mentioned = {
        key: {
            row.pk: Vermelding(str(row), row.get_status_display().lower(), url=row.get_absolute_url()) for row in rows
        }
        for key, rows in by_key.items()
    }
    return more_than_one(mentioned, names)


def judge_size(row, number, minimum):
    if row.soort != Regiosoort.TECHNIEKARM and number < minimum:
        words = "school" if number == 1 else "scholen"
        yield Bevinding(TOO_SMALL, f"Te klein: {number} {words}, een techniekregio heeft er ten minste {minimum}.")


def judge_shared(row, named, by_key, word):
    for each in named:
        others = [str(other) for other in by_key[each.pk] if other.pk != row.pk]
        if others:
            yield Bevinding(SHARED, f"De {word} {each} staat ook in {' en in '.join(others)}.")


def judge_schools(row, schools, places, held):
    known = {place.pk for place in places}
    for school in schools:
        regio = held.get(school.pk)
        if regio and regio.pk != row.regio_id:
            yield Bevinding(HELD, f"{school} hoort al bij {regio}.")
        if school.vervallen_datum:
            yield Bevinding(GONE, f"{school} staat niet meer in de lijst van DUO.")
        if school.gemeente_id not in known:
            yield Bevinding(OUTSIDE, f"{school} ligt niet in een van de gemeenten.")


def judge_missed(places, missed):
    schools = [school for place in places for school in missed.get(place.pk, [])]
    if schools:
        rest = f" en nog {len(schools) - SHOWN}" if len(schools) > SHOWN else ""
        names = ", ".join(str(school) for school in schools[:SHOWN])
        yield Bevinding(MISSED, f"In geen aanmelding, wel in deze gemeenten: {names}{rest}.", is_note=True)


def can_merge(rows):
    """Whether these registrations can be merged: two or more, all filed now, of one periode."""
    filed = all(row.status == Vooraanmeldingstatus.INGEDIEND for row in rows)
    return len(rows) > 1 and filed and len({row.periode_id for row in rows}) == 1
