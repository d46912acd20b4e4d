"""How the rounds stand: numbers per round, and which regions an extension would move."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from applications.models import Aanvraag, Aanvraagronde, Aanvraagstatus, Indiening, Uitstel
from regions.models import Regio
from sto_portal.sporen.models import Spoor
from sto_portal.vormgeving.templatetags.sto import deadline, moment


@dataclass(frozen=True)
class Betrokkene:
    """A region that an extension moves: until when it may file now, and whether it still has to."""

    regio: Regio
    sluit_op: datetime
    may_file: bool


def rondes_with_numbers():
    """Every Aanvraagronde, newest first, with `concepten`, `ingediend` and `uitstellen` counted.

    Also `laatste_op`: the first moment that is too late for every region.
    """
    filed = Exists(Indiening.objects.filter(aanvraag=OuterRef("pk")))
    latest = Uitstel.objects.filter(ronde=OuterRef("pk")).order_by("-sluit_op").values("sluit_op")[:1]
    return (
        Aanvraagronde.objects.select_related("regelingversie__regeling")
        .order_by("-nummer")
        .annotate(
            concepten=number_of(Aanvraag.objects.filter(status=Aanvraagstatus.CONCEPT)),
            ingediend=number_of(Aanvraag.objects.filter(filed)),
            uitstellen=number_of(Uitstel.objects.all()),
            laatste_op=Greatest("sluit_op", Coalesce(Subquery(latest), "sluit_op")),
        )
    )


def number_of(rows):
    """The number of `rows` that belong to the round of the outer query."""
    counted = rows.filter(ronde=OuterRef("pk")).order_by().values("ronde").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)


def state_of(ronde, at):
    """(kind of badge, words) for a round with `laatste_op` at the moment `at`."""
    if at < ronde.opent_op:
        return "neutral", "Nog niet open"
    if at < ronde.sluit_op:
        return "success", "Open"
    return ("warning", "Alleen open met uitstel") if at < ronde.laatste_op else ("neutral", "Gesloten")


def make_timeline(ronde, at):
    """The opening and the closings of a round with `laatste_op`, as the items of a timeline seen at `at`."""
    moments = [
        ("De ronde opent", ronde.opent_op, moment(ronde.opent_op)),
        ("De ronde sluit", ronde.sluit_op, f"na {deadline(ronde.sluit_op)}"),
    ]
    if ronde.laatste_op > ronde.sluit_op:
        moments.append(("Het laatste uitstel eindigt", ronde.laatste_op, f"na {deadline(ronde.laatste_op)}"))
    return [{"title": title, "moment": text, "state": "done" if op <= at else "todo"} for title, op, text in moments]


def list_changes(ronde):
    """What staff changed of a round, as items of a timeline, the oldest first: who, when, what and why."""
    return [
        {
            "title": "De ronde is klaargezet" if spoor.wat == "open_ronde" else "De ronde is gewijzigd",
            "moment": spoor.gebeurd_op,
            "by": spoor.door,
            "text": tell_change(json.loads(spoor.gegevens)),
            "state": "done",
        }
        for spoor in Spoor.objects.of(ronde).filter(wat__in=["open_ronde", "change_ronde"]).select_related("door")
    ]


def tell_change(data):
    """'Naam: Eerste ronde. Reden: …' of what a Spoor kept of a change; of a new round nothing."""
    if "reden" not in data:
        return ""
    rows = [
        f"{row['veld']}: was {row['was'] or 'leeg'}, is nu {row['wordt'] or 'leeg'}." for row in data["wijzigingen"]
    ]
    return " ".join([*rows, f"Reden: {data['reden']}"])


def find_concerned(ronde, *, regios, sluit_op):
    """A Betrokkene for each of `regios` (None: all) that `sluit_op` gives more time."""
    closes = ronde.closings()
    filed = Aanvraag.objects.filter(ronde=ronde).exclude(status=Aanvraagstatus.CONCEPT)
    done = set(filed.values_list("regio", flat=True))
    rows = Regio.objects.all() if regios is None else regios
    return [
        Betrokkene(regio=regio, sluit_op=closes(regio.pk), may_file=regio.pk not in done)
        for regio in rows
        if closes(regio.pk) < sluit_op
    ]
