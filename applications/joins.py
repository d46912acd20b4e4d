"""Rows of two tables that are read together, as objects that point to each other."""


def point(rows, **references):
    """`rows` as a list, of which each reference is one of the objects given for it, or None where it is empty."""
    rows = list(rows)
    for name, targets in references.items():
        by_pk = {target.pk: target for target in targets}
        for row in rows:
            field = row._meta.get_field(name)
            target = getattr(row, field.attname)
            field.set_cached_value(row, None if target is None else by_pk[target])
    return rows


def with_joined(rows, name, *related):
    """(row, the row that a FilteredRelation `name` joined or None) of a QuerySet; the first has it as attribute too."""
    found = list(rows.select_related(name, *related))
    for row in found:
        setattr(row, name, getattr(row, name, None))
    return [(row, getattr(row, name)) for row in found]


def joined(row, name):
    """The row that `name` refers to where it was read along; None where it was not, or where there is none."""
    return row._meta.get_field(name).get_cached_value(row, default=None)


def unique(rows):
    """The rows in order, each once."""
    return list({row.pk: row for row in rows}.values())
