"""What the coordinator needs to assign: the cases with their groups, and the load of each member."""

from dataclasses import dataclass

from django.db.models import Count, Q

from applications.models import Aanvraag, Aanvraagstatus
from assessment.access import find_conflicts
from assessment.actions.toewijzen import GROUP_SIZE
from assessment.models import Beoordelingstatus, Commissielid, Verhindering
from assessment.models.beoordeling import OPEN
from assessment.reports.werkvoorraad import groups_of
from sto_portal.accounts.models import Aanstelling
from sto_portal.namen import NameKey
from sto_portal.roles import roles_with


@dataclass(frozen=True)
class Leiding:
    """Whether a voorzitter may lead a case, free of an interest and not withdrawn; and whether that or a deputy may."""

    has_voorzitter: bool
    has_leader: bool


@dataclass(frozen=True)
class Toewijzing:
    """A case with its group of Deelnemers; `free` places are still to be filled.

    `conflicts` are the names of those of the group who have an interest in it now.
    """

    aanvraag: object
    leden: list
    free: int
    conflicts: list
    leiding: Leiding


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
    """The aanvragen of a round that are 'in behandeling'."""
    return Aanvraag.objects.filter(ronde=ronde, status=Aanvraagstatus.IN_BEHANDELING).select_related("regio", "ronde")


def leiding_of(aanvragen, conflicts):
    """{pk of Aanvraag: Leiding} with the conflicts of their plans; two queries."""
    every, rows = roles_with("assessment.lead_every_case"), Aanstelling.objects.current()
    rows = rows.filter(rol__in=roles_with("assessment.write_advies"), user__is_active=True)
    leaders = list(rows.values_list("rol", "user__commissielid"))
    lids = [lid for _rol, lid in leaders]
    withdrawn = set(
        Verhindering.objects.filter(aanvraag__in=[row.pk for row in aanvragen], lid__in=lids).values_list(
            "aanvraag_id", "lid_id"
        )
    )
    found = {}
    for aanvraag in aanvragen:
        touched = conflicts[aanvraag.plan_id]
        free = {rol for rol, lid in leaders if lid not in touched and (aanvraag.pk, lid) not in withdrawn}
        found[aanvraag.pk] = Leiding(has_voorzitter=bool(free & every), has_leader=bool(free))
    return found


def assignments(aanvragen):
    """A Toewijzing for each; five queries."""
    conflicts = find_conflicts([row.plan_id for row in aanvragen])
    groups, leiding = groups_of(aanvragen), leiding_of(aanvragen, conflicts)
    return [
        Toewijzing(
            row,
            groups[row.pk],
            max(GROUP_SIZE - len(groups[row.pk]), 0),
            [lid.naam for lid in groups[row.pk] if lid.pk in conflicts[row.plan_id]],
            leiding[row.pk],
        )
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
    ordered = counted.order_by(NameKey("user__naam"), "pk")
    return [Belasting(lid, lid.open, lid.handed_in, lid.declined) for lid in ordered]


def candidates(aanvraag, conflicts):
    """A Kandidaat for every member, those with the least open work first; `conflicts` of its plan. Three queries."""
    own = {row.lid_id: row for row in aanvraag.beoordelingen.active()}
    withdrawn = dict(aanvraag.verhinderingen.values_list("lid_id", "reden"))
    found = []
    for load in sorted(loads(), key=lambda load: load.open):
        reasons = list(conflicts.get(load.lid.pk, []))
        if load.lid.pk in withdrawn:
            reasons.append(f"Verhinderd: {withdrawn[load.lid.pk]}")
        found.append(Kandidaat(load, reasons, own.get(load.lid.pk)))
    return found
