"""The rows of two plans at once, and what each field of a row says."""

from django.db.models import FilteredRelation

from applications.joins import point, unique, with_joined
from applications.models import (
    Activiteit,
    Betrokkene,
    LopendProject,
    Overleg,
    Planonderdeel,
    Projectpartner,
    Zetel,
)
from applications.parts import PLANONDERDELEN
from sto_portal.money import format_euro
from sto_portal.vormgeving.templatetags.sto import datum

OWN = {"id", "plan", "sleutel", "versie"}
TOGETHER = {  # a table, and the small one that belongs to it with the name by which it is reached
    LopendProject: (Projectpartner, "deelnemers"),
    Activiteit: (Betrokkene, "betrokkenen"),
    Overleg: (Zetel, "zetels"),
}
REGISTER = "regions"  # what the register knows of a row follows from what was typed


def read_rows(oud, nieuw):
    """{model: its rows in both plans, in order}, each pointing to the very objects read here.

    One query per table; those in TOGETHER are read with the table they belong to.
    """
    found = {}
    for model in PLANONDERDELEN:
        if model not in found:
            found |= read_tables(model, [oud.pk, nieuw.pk])
        inside = {field.name: field.related_model for field in references(model) if is_inside(field)}
        found[model] = point(found[model], **{name: found[target] for name, target in inside.items()})
    return {model: found[model] for model in PLANONDERDELEN}


def read_tables(model, pks):
    """{model: rows} of this table, and of the one that is read with it."""
    outside = [field.name for field in references(model) if not is_inside(field)]
    rows = model.objects.filter(plan__in=pks).order_by("plan", "pk")
    if model not in TOGETHER:
        return {model: rows.select_related(*outside)}
    other, name = TOGETHER[model]
    rows = rows.annotate(erbij=FilteredRelation(name)).order_by("plan", "pk", "erbij__pk")
    pairs = with_joined(rows, "erbij", *outside)
    return {model: unique(row for row, _erbij in pairs), other: [erbij for _row, erbij in pairs if erbij]}


def references(model):
    """The foreign keys of a row that say something: not to its Plan, nor to the register."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and field.name not in OWN and field.related_model._meta.app_label != REGISTER
    ]


def is_inside(field):
    """Whether this reference is to another row of the same plan."""
    return issubclass(field.related_model, Planonderdeel)


def values_of(row):
    """{label: (what it is compared by, what is shown)} of each field that people fill in."""
    kept = references(type(row))
    return {
        field.verbose_name.capitalize(): value_of(row, field)
        for field in row._meta.concrete_fields
        if field.name not in OWN and (not field.is_relation or field in kept)
    }


def value_of(row, field):
    value = getattr(row, field.name)
    if field.is_relation and is_inside(field):
        return value and value.sleutel, str(value or "")
    return (value.pk if field.is_relation and value else value), show(row, field, value)


def show(row, field, value):
    """The value as people read it; '' for nothing."""
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(value, bool):
        return "Ja" if value else "Nee"
    if field.name.endswith("_cents"):
        return format_euro(value)
    return datum(value) if field.name.endswith("datum") else str(value)
