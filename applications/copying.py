"""A new draft from a plan that exists."""

from django.db import transaction

from applications.models import Antwoord, Antwoordsoort, Ondertekening, Plan, Planonderdeel
from applications.parts import PLANONDERDELEN


@transaction.atomic
def copy_plan(plan, *, ronde=None):
    """A new, unfrozen Plan with the rows of `plan`, for `ronde` (default: the same round); its `vorige` is `plan`.

    What people signed and declared was about the plan of that round: a copy for another round has none of it. Each row
    keeps its `sleutel`, so that the difference between two plans is a join; two queries per table. The two rounds must
    have one Vragenlijst.
    """
    ronde = ronde or plan.ronde
    if ronde.vragenlijst_id != plan.ronde.vragenlijst_id:
        raise ValueError("copy_plan: the rounds have other questions")
    copy = Plan.objects.create(
        regio_id=plan.regio_id, ronde=ronde, vorige=plan, gevraagde_subsidie_cents=plan.gevraagde_subsidie_cents
    )
    new_pks = {}
    for model in PLANONDERDELEN:
        new_pks[model] = copy_rows(rows_to_copy(model, plan, ronde), copy, new_pks)
    return copy


def rows_to_copy(model, plan, ronde):
    """The rows of `plan` that hold in `ronde` too."""
    rows = model.objects.filter(plan=plan).order_by("pk")
    if ronde.pk == plan.ronde_id:
        return rows
    if model is Ondertekening:
        return rows.none()
    return rows.exclude(vraag__invoer=Antwoordsoort.VERKLARING) if model is Antwoord else rows


def copy_rows(rows, copy, new_pks):
    """{old pk: new pk} of these rows, after copying them; references within the plan follow `new_pks`."""
    references = [
        field
        for field in rows.model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Planonderdeel)
    ]
    found = list(rows)
    old_pks = [row.pk for row in found]
    for row in found:
        row.pk, row.plan, row.versie = None, copy, 1
        row._state.adding = True
        for field in references:
            if (old := getattr(row, field.attname)) is not None:
                setattr(row, field.attname, new_pks[field.related_model][old])
    rows.model.objects.bulk_create(found)
    return dict(zip(old_pks, [row.pk for row in found], strict=True))
