"""Going on with a plan that was filed before: in a next round, with what others said of it beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from applications.models import Aanvraag, Aanvraagstatus, Indiening, Rondesoort


def last_filed(regios):
    """{regio pk: the Plan that the region filed last, with its ronde}; one query."""
    rows = Indiening.objects.filter(plan__regio__in=regios).select_related("plan__ronde").defer("json")
    return {row.plan.regio_id: row.plan for row in rows.order_by("aangekomen_op", "pk")}


def not_granted(regios, ronde):
    """The pks of `regios` of which an earlier application under the regeling of `ronde` was rejected or set aside."""
    refused = (Aanvraagstatus.AFGEWEZEN, Aanvraagstatus.BUITEN_BEHANDELING)
    rows = Aanvraag.objects.filter(regio__in=regios, status__in=refused).exclude(ronde=ronde)
    earlier = rows.filter(ronde__regelingversie__regeling=ronde.regelingversie.regeling_id)
    return set(earlier.values_list("regio", flat=True))


def may_take_part(regio, ronde):
    """Whether the Rondesoort of `ronde` lets `regio` begin an application in it."""
    return ronde.soort != Rondesoort.HERKANSING or regio.pk in not_granted([regio], ronde)


def find_rejected(plan):
    """The rejected Aanvraag that this draft goes on from; None where there is none. No query for a fresh plan."""
    if plan.vorige_id is None:
        return None
    rejected = Aanvraag.objects.filter(plan=plan.vorige_id, status=Aanvraagstatus.AFGEWEZEN)
    return rejected.select_related("regio", "ronde").first()


@dataclass(frozen=True)
class Kanttekening:
    """Something that was said of the earlier plan and touches one paragraph: what was asked, and what was wanting."""

    eis: str
    tekst: str


READERS: list[Callable] = []


def beside_paragraaf(function):
    """Register `function(aanvraag, user)`, which gives {paragraaf pk: [Kanttekening]} on the plan it goes on from.

    An app above this one brings what this one cannot know.
    """
    READERS.append(function)
    return function


def notes_beside(aanvraag, paragrafen, user):
    """The Kanttekeningen on these paragraphs of a draft that goes on from an earlier plan; without a query else."""
    if aanvraag.plan.vorige_id is None or not aanvraag.is_writable:
        return []
    paragrafen, found = list(paragrafen), [read(aanvraag, user) for read in READERS]
    return [note for notes in found for paragraaf in paragrafen for note in notes.get(paragraaf.pk, [])]
