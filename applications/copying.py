"""A new draft from a plan that exists."""

from django.db import transaction

from applications.models import Plan, Planonderdeel
from applications.parts import PLANONDERDELEN


@transaction.atomic
def copy_plan(plan, *, ronde=None):
    """A new, unfrozen Plan with every row of `plan`, for `ronde` (default: the same round); its `vorige` is `plan`.

    Each row keeps its `sleutel`, so that the difference between two plans is a join; two queries per table. The two
    rounds must have one Vragenlijst.
    """
    ronde = ronde or plan.ronde
    if ronde.vragenlijst_id != plan.ronde.vragenlijst_id:
        raise ValueError("copy_plan: the rounds have other questions")
    copy = Plan.objects.create(
        regio_id=plan.regio_id, ronde=ronde, vorige=plan, gevraagde_subsidie_cents=plan.gevraagde_subsidie_cents
    )
    new_pks = {}
    for model in PLANONDERDELEN:
        new_pks[model] = copy_rows(model, plan, copy, new_pks)
    return copy


def copy_rows(model, plan, copy, new_pks):
    """{old pk: new pk} of the rows of `model`, after copying them; references within the plan follow `new_pks`."""
    references = [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Planonderdeel)
    ]
    rows = list(model.objects.filter(plan=plan).order_by("pk"))
    old_pks = [row.pk for row in rows]
    for row in rows:
        row.pk, row.plan, row.versie = None, copy, 1
        row._state.adding = True
        for field in references:
            if (old := getattr(row, field.attname)) is not None:
                setattr(row, field.attname, new_pks[field.related_model][old])
    model.objects.bulk_create(rows)
    return dict(zip(old_pks, [row.pk for row in rows], strict=True))
