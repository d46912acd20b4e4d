"""What the coordinator needs to assign: the cases with their groups, and the load of each member."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from applications.models import Aanvraag, Aanvraagstatus
from assessment.access import find_conflicts
from assessment.actions.toewijzen import GROUP_SIZE
from assessment.models import Beoordeling, Beoordelingstatus, Commissielid
from assessment.models.beoordeling import OPEN
from assessment.models.commissie import free_leaders, interested
from assessment.reports.werkvoorraad import groups_of


@dataclass(frozen=True)
class Toewijzing:
    """A case with its group of Deelnemers; `free` places are still to be filled.

    `conflicts` are the names of those of the group who have an interest in it now.
    """

    aanvraag: object
    leden: list
    free: int
    conflicts: list


@dataclass(frozen=True)
class Belasting:
    """How much one member has: judgements to write, handed in, and declined."""

    lid: Commissielid
    open: int
    handed_in: int
    declined: int


@dataclass(frozen=True)
class Kandidaat:
    """A member who may or may not judge a case: `reasons` in Dutch say why not; `beoordeling` if assigned already."""

    belasting: Belasting
    reasons: list
    beoordeling: object

    @property
    def lid(self):
        return self.belasting.lid


def cases_to_assign(ronde):
    """The aanvragen of a round that are 'in behandeling', each as `with_leader`."""
    rows = Aanvraag.objects.filter(ronde=ronde, status=Aanvraagstatus.IN_BEHANDELING)
    return with_leader(rows).select_related("regio", "ronde")


def with_leader(aanvragen):
    """Each with `has_voorzitter`: whether a voorzitter is free of an interest in it, and `has_leader`: or a deputy."""
    return aanvragen.annotate(
        has_voorzitter=Exists(free_leaders("assessment.lead_every_case")),
        has_leader=Exists(free_leaders("assessment.write_advies")),
    )


def conflicts_of(aanvragen):
    """{pk of Aanvraag: [name]} of members who judge it and have an interest in it now; one query."""
    found = {aanvraag.pk: [] for aanvraag in aanvragen}
    rows = Beoordeling.objects.active().filter(interested("lid__user", OuterRef("aanvraag__plan")), aanvraag__in=found)
    for pk, naam in rows.order_by("lid__user__naam").values_list("aanvraag_id", "lid__user__naam"):
        found[pk].append(naam)
    return found


def assignments(aanvragen):
    """A Toewijzing for each; two queries."""
    groups, conflicts = groups_of(aanvragen), conflicts_of(aanvragen)
    return [
        Toewijzing(row, groups[row.pk], max(GROUP_SIZE - len(groups[row.pk]), 0), conflicts[row.pk])
        for row in aanvragen
    ]


def loads():
    """A Belasting for every member who is beoordelaar now, by name; one query."""
    rows = Commissielid.objects.able_to_judge().select_related("user")
    done = Q(beoordelingen__status__in=[Beoordelingstatus.INGELEVERD, Beoordelingstatus.ONTHULD])
    counted = rows.annotate(
        open=Count("beoordelingen", filter=Q(beoordelingen__status__in=OPEN)),
        handed_in=Count("beoordelingen", filter=done),
        declined=Count("beoordelingen", filter=Q(beoordelingen__status=Beoordelingstatus.VERHINDERD)),
    )
    ordered = counted.order_by("user__naam")
    return [Belasting(lid, lid.open, lid.handed_in, lid.declined) for lid in ordered]


def candidates(aanvraag):
    """A Kandidaat for every member, those with the least open work first; four queries."""
    conflicts = find_conflicts(aanvraag.plan)
    own = {row.lid_id: row for row in aanvraag.beoordelingen.active()}
    withdrawn = dict(aanvraag.verhinderingen.values_list("lid_id", "reden"))
    found = []
    for load in sorted(loads(), key=lambda load: load.open):
        reasons = list(conflicts.get(load.lid.pk, []))
        if load.lid.pk in withdrawn:
            reasons.append(f"Verhinderd: {withdrawn[load.lid.pk]}")
        found.append(Kandidaat(load, reasons, own.get(load.lid.pk)))
    return found
