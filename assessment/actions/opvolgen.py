"""Decisions that do not begin with an advice: not to treat an application, and to replace one that was sent."""

from django.db import transaction

from applications.actions.aanvullen import newest_request
from applications.actions.steps import may_set_aside
from applications.models import Aanvraag, Aanvraagstatus
from assessment.actions.besluiten import BesluitError, lock, start_besluit
from assessment.models import Besluit, Besluitsoort
from sto_portal.sporen.actions import record

REPLACEABLE = {Aanvraagstatus.VERLEEND, Aanvraagstatus.AFGEWEZEN, Aanvraagstatus.BUITEN_BEHANDELING}
COPIED = (
    "plan", "advies", "soort", "bedrag_cents", "wettelijke_grondslag", "motivering", "afwijking_reden", "lager_reden",
    "weggelaten_reden",
)  # fmt: skip


@transaction.atomic
def draft_set_aside(*, aanvraag, by, reason):
    """A concept of the decision not to treat an incomplete application (Awb 4:5); `reason` stands in the letter.

    Raises BesluitError unless the region was asked to supplement and did not, or not enough.
    """
    Aanvraag.objects.select_for_update().get(pk=aanvraag.pk)
    aanvraag = Aanvraag.objects.select_related("regio", "ronde__regelingversie").get(pk=aanvraag.pk)
    require_set_aside(aanvraag)
    kind = Besluitsoort.BUITEN_BEHANDELING
    besluit = start_besluit(aanvraag, by=by, plan=aanvraag.plan, soort=kind, motivering=reason)
    record(by, "draft_besluit", besluit, {"reden": reason})
    return besluit


def require_set_aside(aanvraag):
    """Raise BesluitError unless the region had its chance to supplement and nobody works on a decision yet."""
    if aanvraag.status != Aanvraagstatus.INGEDIEND or not may_set_aside(newest_request(aanvraag)):
        raise BesluitError("Dit kan alleen als u eerst om een aanvulling vroeg en die termijn voorbij is.")
    require_none_open(aanvraag)


def require_none_open(aanvraag):
    """Raise BesluitError where someone works on a decision about this aanvraag already."""
    if Besluit.objects.open().filter(aanvraag=aanvraag).exists():
        raise BesluitError("Er is al een besluit in de maak. Maak dat eerst af, of laat dat concept vervallen.")


@transaction.atomic
def replace_besluit(besluit, *, by, reason):
    """A concept that will replace this sent Besluit and begins with its content; `reason` stands in the letter.

    Raises BesluitError where the decision is not in force, or where the aanvraag has moved on.
    """
    aanvraag = Aanvraag.objects.select_for_update().get(pk=besluit.aanvraag_id)
    besluit = lock(besluit)
    require_none_open(aanvraag)
    if aanvraag.status not in REPLACEABLE or not Besluit.objects.in_force().filter(pk=besluit.pk).exists():
        raise BesluitError("Dit besluit geldt niet (meer). U kunt alleen het geldende besluit vervangen.")
    values = {name: getattr(besluit, name) for name in COPIED}
    new = start_besluit(besluit.aanvraag, by=by, vervangt=besluit, vervangt_reden=reason, **values)
    copy_conditions(besluit, new)
    record(by, "replace_besluit", new, {"vervangt": besluit.kenmerk, "reden": reason})
    return new


def copy_conditions(old, new):
    """Give a decision the amounts per year and the obligations of the one it will replace."""
    for rows in (old.jaarbedragen.all(), old.verplichtingen.all()):
        copies = list(rows)
        for row in copies:
            row.pk, row.besluit = None, new
        rows.model.objects.bulk_create(copies)


@transaction.atomic
def drop_besluit(besluit, *, by, reason):
    """Stop with a concept: it is kept, and another one can be begun. Raises TransitionError for what is no concept."""
    besluit = lock(besluit)
    besluit.transition("drop", by=by, reason=reason)
    record(by, "drop_besluit", besluit, {"reden": reason})
