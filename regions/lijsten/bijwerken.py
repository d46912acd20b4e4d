"""Bringing the rows of one table up to a list, in a few queries whatever the number of rows."""

from dataclasses import dataclass

from regions.zoektekst import ZoektekstField

BATCH = 500


@dataclass(frozen=True)
class Verschil:
    """What became of the rows of a list: `rows` has every one of them by its key.

    `toegevoegd` and `ongewijzigd` are keys; `gewijzigd` {key: names of the fields that changed}.
    """

    rows: dict
    toegevoegd: list
    gewijzigd: dict
    ongewijzigd: list


def labels(model, names):
    """The names of these fields as people read them, after each other."""
    return ", ".join(str(model._meta.get_field(name).verbose_name) for name in names)


def bring_up(model, existing, wanted, *, once=None):
    """Create or change rows of `model` until each of `wanted` {key: {field: value}} is there: a Verschil.

    `existing` {key: row} is what there is; `once` {key: {field: value}} are values for a new row only. A foreign key
    goes by its column (`bestuur_id`), so that comparing asks no query.
    """
    rows, added, changed, same = {}, [], {}, []
    for key, values in wanted.items():
        row = rows[key] = existing.get(key) or model(**values, **(once or {}).get(key, {}))
        if key not in existing:
            added.append(key)
        elif fields := [name for name, value in values.items() if getattr(row, name) != value]:
            changed[key] = fields
            for name in fields:
                setattr(row, name, values[name])
        else:
            same.append(key)
    model.objects.bulk_create([rows[key] for key in added], batch_size=BATCH)
    if touched := sorted({name for fields in changed.values() for name in fields}):
        write_changed(model, [rows[key] for key in changed], touched)
    return Verschil(rows, added, changed, same)


def write_changed(model, rows, touched):
    """Store these fields of rows that are there, and what is searched of them."""
    searched = [field for field in model._meta.concrete_fields if isinstance(field, ZoektekstField)]
    for row in rows:
        for field in searched:
            field.pre_save(row, add=False)
    model.objects.bulk_update(rows, [*touched, *(field.name for field in searched)], batch_size=BATCH)
