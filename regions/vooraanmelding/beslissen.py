"""What DUS-I does with registrations: send back, refuse, merge, split, and undo that."""

from dataclasses import dataclass

from django.db import transaction

from regions.models import Vooraanmelding, Vooraanmeldingstatus
from regions.vooraanmelding.aanmelden import describe
from regions.vooraanmelding.melden import accounts_of, tell_changed, tell_refused, tell_sent_back
from regions.zegels import VOORAANMELDING, seal_of
from sto_portal.sporen.actions import record, record_all
from sto_portal.workflow import TransitionError

CONTACT_FIELDS = ("naam", "functie", "email", "telefoon")
SJABLOON = {"merge": "vooraanmelding_samengevoegd", "split": "vooraanmelding_gesplitst"}
MOVED_ON = "Met het resultaat is al iets anders gedaan. Ongedaan maken kan niet meer."


@transaction.atomic
def send_back(*, vooraanmelding, tot, by, reason):
    """Let the aanmelder change what was filed until `tot`, the first moment too late; raises TransitionError."""
    vooraanmelding.transition("send_back", by=by, reason=reason)
    vooraanmelding.terug_tot = tot
    vooraanmelding.save(update_fields=["terug_tot"])
    tell_sent_back(vooraanmelding, reason=reason)
    record(by, "send_back", vooraanmelding, {"reden": reason, "tot": tot.isoformat()} | seal_of(vooraanmelding))


@transaction.atomic
def refuse(*, vooraanmelding, by, reason):
    """Make no region of it; everyone of the registration reads why. Raises TransitionError.

    Also of what was sent back or taken back and never filed again.
    """
    if not Vooraanmelding.objects.filed().filter(pk=vooraanmelding.pk).exists():
        raise TransitionError("Deze aanmelding is nooit ingediend.")
    vooraanmelding.transition("refuse", by=by, reason=reason)
    tell_refused(vooraanmelding, reason=reason)
    record(by, "refuse", vooraanmelding, {"reden": reason} | seal_of(vooraanmelding))


@transaction.atomic
def merge(*, vooraanmeldingen, naam, soort, contact, vervanger, by, reason):
    """One registration with all schools, municipalities and declarations of several; the new Vooraanmelding.

    `contact` and `vervanger` are Contacts of theirs. Raises TransitionError unless all are filed now.
    """
    sources = lock_all(vooraanmeldingen)
    made = create(sources[0].periode, naam=naam, soort=soort, contact=contact, vervanger=vervanger)
    for name in ("gemeenten", "vestigingen", "verklaringen"):
        getattr(made, name).add(*{row for source in sources for row in getattr(source, name).all()})
    return finish([made], sources, "merge", by=by, reason=reason)[0]


@transaction.atomic
def split(*, vooraanmelding, delen, by, reason):
    """Two registrations of one; the new Vooraanmeldingen in the order of `delen`.

    Each of `delen` has naam, contact, vervanger, gemeenten and vestigingen. Raises TransitionError unless it is filed.
    """
    (source,) = lock_all([vooraanmelding])
    parts = []
    for deel in delen:
        part = create(
            source.periode,
            naam=deel["naam"],
            soort=source.soort,
            contact=deel["contact"],
            vervanger=deel["vervanger"],
        )
        part.gemeenten.set(deel["gemeenten"])
        part.vestigingen.set(deel["vestigingen"])
        part.verklaringen.set(source.verklaringen.all())
        parts.append(part)
    return finish(parts, [source], "split", by=by, reason=reason)


def create(periode, *, naam, soort, contact, vervanger):
    """A filed Vooraanmelding without schools yet."""
    people = {"contact": contact, "vervanger": vervanger}
    fields = {f"{who}_{name}": getattr(each, name) for who, each in people.items() for name in CONTACT_FIELDS}
    return Vooraanmelding.objects.create(
        periode=periode,
        naam=naam,
        ingediende_naam=naam,
        soort=soort,
        status=Vooraanmeldingstatus.INGEDIEND,
        **fields,
    )


def finish(made, sources, verb, *, by, reason):
    """Take the step on every source, tie the results to them and their people, and tell those."""
    people = {user for source in sources for user in accounts_of(source)}
    for part in made:
        part.herkomst.set(sources)
        part.aanmelders.set(people)
        part.statuswijzigingen.create(verb=f"from_{verb}", van="", naar=part.status, door=by, reden=reason)
    for source in sources:
        source.transition(verb, by=by, reason=reason)
        tell_changed(source, made, reason=reason, slug=SJABLOON[verb])
    told = {"reden": reason, "nieuw": [describe(part) for part in made]}
    steps = [(by, verb, source, told | seal_of(source)) for source in sources]
    record_all([*steps, *VOORAANMELDING.steps(made, by=by, verb=f"from_{verb}")])
    return made


@transaction.atomic
def undo(*, vooraanmelding, by, reason):
    """Put back what the merging or splitting that `vooraanmelding` came from took away; what stands again.

    What was changed in the results meanwhile goes with them. Raises TransitionError where one of them was accepted,
    refused, merged or split.
    """
    family = lock_family(vooraanmelding)
    sources, alive = family.sources, family.alive
    if not sources:
        raise TransitionError("Deze aanmelding komt niet uit samenvoegen of splitsen.")
    if not family.can_undo:
        raise TransitionError(MOVED_ON)
    for each in alive:
        each.transition("dissolve", by=by, reason=reason)
    for source in sources:
        source.transition("restore", by=by, reason=reason)
        tell_changed(source, sources, reason=reason, slug="vooraanmelding_hersteld")
    told = {"reden": reason}
    steps = [("dissolve", each) for each in alive] + [("restore", source) for source in sources]
    record_all([(by, verb, each, told | seal_of(each)) for verb, each in steps])
    return sources


@dataclass(frozen=True)
class Familie:
    """The registrations that one came from (`sources`) and all that were made of those and stand (`alive`)."""

    sources: list[Vooraanmelding]
    alive: list[Vooraanmelding]

    @property
    def can_undo(self):
        """Whether nothing was decided about any of them."""
        undecided = {Vooraanmeldingstatus.INGEDIEND, Vooraanmeldingstatus.CONCEPT}
        return bool(self.alive) and all(each.status in undecided for each in self.alive)


def read_family(vooraanmelding):
    """The Familie of a registration; without sources for what was filed by people."""
    sources = list(vooraanmelding.herkomst.order_by("pk"))
    results = Vooraanmelding.objects.filter(herkomst=sources[0]).order_by("pk") if sources else []
    return Familie(sources, [each for each in results if each.status != Vooraanmeldingstatus.VERVALLEN])


def lock_family(vooraanmelding):
    """The same under the lock of every row of it, taken in the order of their numbers by whoever asks."""
    family = read_family(vooraanmelding)
    pks = [each.pk for each in (*family.sources, *family.alive)]
    list(Vooraanmelding.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    return read_family(vooraanmelding)


def lock_all(vooraanmeldingen):
    """The registrations read afresh under lock, in the order of their numbers; raises TransitionError unless filed."""
    pks = sorted(each.pk for each in vooraanmeldingen)
    rows = Vooraanmelding.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    found = list(rows.select_related("periode__regelingversie__regeling"))
    if any(each.status != Vooraanmeldingstatus.INGEDIEND for each in found):
        raise TransitionError("Dit kan alleen met aanmeldingen die nu zijn ingediend.")
    if len({each.periode_id for each in found}) > 1:
        raise TransitionError("Deze aanmeldingen horen niet bij dezelfde periode.")
    return found
