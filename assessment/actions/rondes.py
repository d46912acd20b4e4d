"""Opening a round and changing it: what is in use stays as it is, and every change leaves a Spoor."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from applications.models import Aanvraagronde, Herinnering, Rondesoort
from assessment.models import Advies, Beoordeling, Rondekader
from assessment.zegels import RONDE
from sto_portal.sporen.actions import record, record_all
from sto_portal.sporen.zegelcontrole import newest_seals
from sto_portal.termijnen import today
from sto_portal.vormgeving.templatetags.sto import deadline, moment

OF_RONDE = ("naam", "soort", "regelingversie", "vragenlijst", "opent_op", "sluit_op")
OF_KADER = ("kader", "beoordelingstermijn_dagen", "herinnering_dagen")
LABELS = {
    "naam": "Naam",
    "soort": "Soort ronde",
    "regelingversie": "Regeling",
    "vragenlijst": "Vragenlijst",
    "opent_op": "Opent op",
    "sluit_op": "Indienen tot en met",
    "uren": "Herinneringen aan wie nog niet indiende",
    "kader": "Beoordelingskader",
    "beoordelingstermijn_dagen": "Dagen om te beoordelen",
    "herinnering_dagen": "Herinnering aan beoordelaars",
}


class RondeError(Exception):
    """A round that cannot be so; `veld` is the name of the value that is wrong ('': none), the text says why."""

    def __init__(self, veld, tekst):
        super().__init__(tekst)
        self.veld = veld


@dataclass(frozen=True)
class Wijziging:
    """One value of a round as it was and as it becomes, in words; `was` is empty for a new round."""

    veld: str
    label: str
    was: str
    wordt: str


@transaction.atomic
def open_ronde(*, nummer, by, **values):
    """Make the round `nummer` with all of OF_RONDE, OF_KADER and `uren`; raises RondeError where it cannot be so."""
    check_new(values)
    fields = {name: values[name] for name in OF_RONDE}
    try:
        with transaction.atomic():
            ronde = Aanvraagronde.objects.create(nummer=nummer, **fields)
    except IntegrityError:
        raise RondeError("nummer", f"Ronde {nummer} bestaat al. Kies een ander nummer.") from None
    store_around(ronde, values)
    record(by, "open_ronde", ronde, {"wijzigingen": as_data(describe(None, values))} | RONDE.of(ronde))
    return ronde


@transaction.atomic
def change_ronde(*, ronde, versie, reden, by, **values):
    """Give `ronde` these values, as for `open_ronde`; the Wijzigingen, none where all was so already.

    Raises RondeError where someone else changed it since `versie`, or where what is in use would change.
    """
    ronde = find_locked(ronde)
    if ronde.versie != versie:
        raise RondeError(
            "", "Een collega veranderde deze ronde terwijl u bezig was. Controleer uw wijziging en probeer het opnieuw."
        )
    changes = foresee_change(ronde, values)
    if changes:
        for name in OF_RONDE:
            setattr(ronde, name, values[name])
        ronde.versie += 1
        ronde.save(update_fields=[*OF_RONDE, "versie"])
        store_around(ronde, values)
        told = {"reden": reden, "wijzigingen": as_data(changes)}
        record(by, "change_ronde", ronde, told | RONDE.of(ronde))
    return changes


@transaction.atomic
def seal_loaded():
    """Leave a Spoor with its seal for each round that has none: those that came from a file. How many that were."""
    rondes = {ronde.pk: ronde for ronde in Aanvraagronde.objects.select_for_update().order_by("pk")}
    sealed = newest_seals(RONDE, list(rondes))
    steps = RONDE.steps([ronde for pk, ronde in rondes.items() if pk not in sealed])
    if steps:
        record_all(steps)
    return len(steps)


def find_locked(ronde):
    """The row of the round under lock; a start of an application waits for it, as its key points there."""
    return Aanvraagronde.objects.select_for_update().get(pk=ronde.pk)


def store_around(ronde, values):
    """The reminders of the round and the Rondekader, as `values` say."""
    Herinnering.objects.filter(ronde=ronde).exclude(uren__in=values["uren"]).delete()
    kept = set(ronde.herinneringen.values_list("uren", flat=True))
    Herinnering.objects.bulk_create(Herinnering(ronde=ronde, uren=uren) for uren in values["uren"] if uren not in kept)
    Rondekader.objects.update_or_create(ronde=ronde, defaults={name: values[name] for name in OF_KADER})


def foresee_change(ronde, values):
    """The Wijzigingen that `values` would make of `ronde`; raises RondeError where one of them cannot be."""
    changes = describe(read_values(ronde), values)
    check_change(ronde, values, {change.veld for change in changes})
    return changes


def foresee_new(nummer, values):
    """The Wijzigingen of a new round; raises RondeError where it cannot be so."""
    if Aanvraagronde.objects.filter(nummer=nummer).exists():
        raise RondeError("nummer", f"Ronde {nummer} bestaat al. Kies een ander nummer.")
    check_new(values)
    return describe(None, values)


def read_values(ronde):
    """The values of a round as `open_ronde` takes them; those of a Rondekader that it has not are None."""
    kader = Rondekader.objects.select_related("kader").filter(ronde=ronde).first()
    uren = list(ronde.herinneringen.order_by("-uren").values_list("uren", flat=True))
    return (
        {name: getattr(ronde, name) for name in OF_RONDE}
        | {name: getattr(kader, name, None) for name in OF_KADER}
        | {"uren": uren}
    )


def describe(before, values):
    """A Wijziging for each value that differs from `before` (None: of a new round, all of them)."""
    return [
        Wijziging(name, label, tell(name, before[name]) if before else "", tell(name, values[name]))
        for name, label in LABELS.items()
        if before is None or before[name] != values[name]
    ]


def tell(name, value):
    """A value of a round in words."""
    if name == "opent_op":
        return moment(value)
    if name == "sluit_op":
        return deadline(value)
    if name == "soort":
        return Rondesoort(value).label
    if name == "uren":
        return f"{', '.join(map(str, value))} uur voor het sluiten" if value else "geen"
    if name == "herinnering_dagen":
        return "geen" if value is None else f"{value} dagen voor de laatste dag"
    return "" if value is None else str(value)


def as_data(changes):
    return [{"veld": change.label, "was": change.was, "wordt": change.wordt} for change in changes]


def check_new(values):
    """Raise RondeError unless a round can open and close so."""
    check_window(values)
    if timezone.localdate(values["opent_op"]) < today():
        raise RondeError("opent_op", "Deze dag is voorbij. Kies vandaag of een latere dag.")


def check_window(values):
    if values["sluit_op"] <= values["opent_op"]:
        raise RondeError("sluit_op", "De ronde sluit dan voordat zij opent. Kies een later moment.")
    if values["sluit_op"] <= timezone.now():
        raise RondeError("sluit_op", "Kies een moment in de toekomst.")


def check_change(ronde, values, changed):
    """Raise RondeError where a value of `changed` (names) is in use, or the round would close too early."""
    now = timezone.now()
    if "opent_op" in changed:
        if ronde.opent_op <= now:
            raise RondeError("opent_op", "De ronde is al open. De opening kan niet meer veranderen.")
        check_new(values)
    if "sluit_op" in changed:
        check_closing(ronde, values, now)
    for name in find_fixed(ronde) & changed:
        raise RondeError(name, FIXED[name])


def check_closing(ronde, values, now):
    """A round that closed stays so, and nobody who began an application gets less time for it."""
    if ronde.sluit_op <= now:
        raise RondeError("sluit_op", "De ronde is gesloten. Verleen uitstel om indienen weer mogelijk te maken.")
    check_window(values)
    if values["sluit_op"] < ronde.sluit_op and ronde.aanvragen.exists():
        raise RondeError(
            "sluit_op",
            f"In deze ronde zijn al aanvragen begonnen. Die regio's rekenen op {deadline(ronde.sluit_op)}. "
            "Kies dit moment of een later.",
        )


BEGUN = "In deze ronde zijn al aanvragen begonnen. Dit kan niet meer veranderen."
FIXED = {
    "soort": BEGUN,
    "regelingversie": BEGUN,
    "vragenlijst": BEGUN,
    "kader": "De commissie beoordeelt al met dit kader. Dit kan niet meer veranderen.",
}


def find_fixed(ronde):
    """The names of the values that cannot change any more as they are in use, beside the opening."""
    fixed = {"soort", "regelingversie", "vragenlijst"} if ronde.aanvragen.exists() else set()
    judged = Beoordeling.objects.filter(aanvraag__ronde=ronde).exists()
    advised = judged or Advies.objects.filter(aanvraag__ronde=ronde).exists()
    return fixed | ({"kader"} if advised else set())
