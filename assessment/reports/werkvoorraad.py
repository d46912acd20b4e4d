"""The boards: my judgements for a beoordelaar, the cases for the voorzitter."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from applications.models import Aanvraag, Aanvraagstatus
from assessment.access import cases_led_by
from assessment.actions.toewijzen import GROUP_SIZE
from assessment.models import Adviesstatus, Beoordeling, Beoordelingstatus, Besluit, Oordeel, Vereiste
from assessment.models.beoordeling import OPEN

STAPPEN = ("klaar", "concept", "wachten", "vastgesteld")  # what the voorzitter can do now comes first
NUMMER = ("aanvraag__ronde__nummer", "aanvraag__regio__nummer")
SORTS = {
    "uiterlijk": ("closed", "uiterlijk_datum", *NUMMER),
    "nummer": NUMMER,
    "regio": ("aanvraag__regio__naam", *NUMMER),
    "status": ("status", "uiterlijk_datum", *NUMMER),
    "voortgang": ("done", "uiterlijk_datum", *NUMMER),
}


def with_committee(path=""):
    """Condition: the case is with the committee now; `path` leads from the row to its Aanvraag."""
    return Q(**{f"{path}status": Aanvraagstatus.IN_BEHANDELING})


def my_work(user, sort="uiterlijk", *, closed=False):
    """The own Beoordelingen of cases with the committee now, or of `closed` ones, sorted by a key of SORTS.

    Each has `done`: the number of complete judgements.
    """
    now = with_committee("aanvraag__")
    complete = Oordeel.objects.complete().filter(beoordeling=OuterRef("pk")).order_by()
    count = complete.values("beoordeling").annotate(number=Count("pk")).values("number")
    return (
        Beoordeling.objects.visible_to(user)
        .filter(~now if closed else now, lid__user=user)
        .annotate(
            done=Coalesce(Subquery(count), 0), closed=Case(When(status__in=OPEN, then=Value(0)), default=Value(1))
        )
        .select_related("aanvraag__regio", "aanvraag__ronde__rondekader")
        .order_by(*SORTS[sort])
    )


def vereisten_per_kader():
    """{pk of Beoordelingskader: how many vereisten are judged}."""
    counted = Vereiste.objects.order_by().values_list("deelaspect__criterium__kader").annotate(number=Count("pk"))
    return dict(counted)


@dataclass(frozen=True)
class Deelnemer:
    """A member (pk) of the group of a case, and whether the judgement is in."""

    pk: int
    naam: str
    status: str
    status_label: str
    uiterlijk_datum: date
    handed_in: bool


@dataclass(frozen=True)
class Zaak:
    """A case as the voorzitter follows it: who has handed in (never what), and the `stap` of `with_step`."""

    aanvraag: Aanvraag
    leden: list
    stap: str


def with_step(aanvragen):
    """Each with `stap`: how far the advice is, one of STAPPEN, and `plek`: its place there."""
    revealed = Beoordeling.objects.filter(aanvraag=OuterRef("pk"), status=Beoordelingstatus.ONTHULD).order_by()
    number = revealed.values("aanvraag").annotate(number=Count("pk")).values("number")
    stap = Case(
        When(advies__status=Adviesstatus.VASTGESTELD, then=Value("vastgesteld")),
        When(advies__isnull=False, then=Value("concept")),
        When(onthuld=GROUP_SIZE, then=Value("klaar")),
        default=Value("wachten"),
    )
    plek = Case(*(When(stap=name, then=Value(place)) for place, name in enumerate(STAPPEN)))
    return aanvragen.annotate(onthuld=Coalesce(Subquery(number), 0)).annotate(stap=stap).annotate(plek=plek)


def cases_to_follow(user, *, closed=False):
    """The cases with the committee now, or `closed`, that the user leads, in the order of STAPPEN.

    Of each no more than its number, the name of its region and `stap`.
    """
    now = with_committee()
    rows = with_step(cases_led_by(user).filter(~now if closed else now)).select_related(None)
    shown = rows.select_related("regio", "ronde").only("regio__nummer", "regio__naam", "ronde__nummer")
    return shown.order_by("plek", "ronde__nummer", "regio__nummer")


def with_groups(aanvragen):
    """A Zaak for each of `cases_to_follow`; one query."""
    groups = groups_of(aanvragen)
    return [Zaak(aanvraag, groups[aanvraag.pk], aanvraag.stap) for aanvraag in aanvragen]


def groups_of(aanvragen):
    """{pk of Aanvraag: [Deelnemer] of members who did not withdraw}; one query."""
    groups = {aanvraag.pk: [] for aanvraag in aanvragen}
    rows = Beoordeling.objects.active().filter(aanvraag__in=groups).order_by("pk")
    columns = ("aanvraag_id", "lid_id", "lid__user__naam", "status", "uiterlijk_datum")
    for pk, lid, naam, status, day in rows.values_list(*columns):
        label = Beoordelingstatus(status).label
        groups[pk].append(Deelnemer(lid, naam, status, label, day, status not in OPEN))
    return groups


def ready_for_decision(user):
    """Applications with a settled advice that `user` may see and on which there is no Besluit yet."""
    return (
        Aanvraag.objects.visible_to(user)
        .filter(~Exists(Besluit.objects.kept().filter(aanvraag=OuterRef("pk"))))
        .filter(status=Aanvraagstatus.IN_BEHANDELING, advies__status=Adviesstatus.VASTGESTELD)
        .select_related("regio", "ronde__regelingversie", "advies")
    )
