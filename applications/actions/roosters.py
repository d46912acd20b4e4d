"""Writing a whole table of a plan at once: rows that stay keep their `sleutel`, what is equal is not written."""

from django.db import transaction

from applications.models import Aanbod, Docententekort, Leerlingenprognose
from sto_portal.sporen.actions import record


def bring_in_line(rows, wanted, make):
    """Change, add and remove until a table is as `wanted`, {key: fields}; how many rows that took.

    `rows` is the {key: row} that is there; `make(**fields)` makes a new row of the same table.
    """
    changed = 0
    for key, row in rows.items():
        fields = wanted.get(key)
        if fields is None:
            row.delete()
            changed += 1
        elif any(getattr(row, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(row, name, value)
            row.save_if_unchanged(row.versie)
            changed += 1
    new = [make(**fields) for key, fields in wanted.items() if key not in rows]
    if new:
        type(new[0]).objects.bulk_create(new)
    return changed + len(new)


AANTALLEN = ("leerlingen", "instroom", "streef_leerlingen")


@transaction.atomic
def save_aanbod(*, school, veld, aantallen, technologisch=None, by, **overal):
    """Make {(profiel, leerweg): number or None} the `veld` (one of AANTALLEN) of what `school` (a Partner) offers.

    A row of which no number is left goes (Bijlage B.1 §3.1; c1.2.v1). `technologisch` are the profielen with
    technological contents, None leaves them as they are; `overal` are fields that every row of the school gets.
    """
    rows = {(row.profiel, row.leerweg): row for row in Aanbod.objects.filter(partner=school)}
    told = {row.profiel for row in rows.values() if row.technologisch} if technologisch is None else technologisch
    wanted = {}
    for key in sorted(rows.keys() | aantallen.keys()):
        fields = {name: getattr(rows.get(key), name, None) for name in AANTALLEN}
        fields[veld] = aantallen.get(key, fields[veld])
        if any(number is not None for number in fields.values()):
            named = {"profiel": key[0], "leerweg": key[1], "technologisch": key[0] in told}
            wanted[key] = fields | named | overal
    if bring_in_line(rows, wanted, lambda **fields: Aanbod(plan=school.plan, partner=school, **fields)):
        record(by, "fill", school.plan, {"soort": "aanbod", "sleutel": school.sleutel, "veld": veld})


@transaction.atomic
def save_docententekort(*, plan, aantallen, by):
    """Make {(profiel, question): number or None} the table of Bijlage B.1 §5.1; a profile of only None has no row."""
    fields = {}
    for (profiel, vraag), number in aantallen.items():
        fields.setdefault(profiel, {"profiel": profiel})[vraag] = number
    wanted = {profiel: row for profiel, row in fields.items() if set(row.values()) - {profiel, None}}
    rows = {row.profiel: row for row in Docententekort.objects.filter(plan=plan)}
    if bring_in_line(rows, wanted, lambda **fields: Docententekort(plan=plan, **fields)):
        record(by, "fill", plan, {"soort": "docententekort"})


@transaction.atomic
def save_prognose(*, plan, leerlingen, bron, peil_datum, by):
    """Make {jaar: pupils or None} the forecast, with one source and day for all (Bijlage B.1 §3.4); None is no row."""
    wanted = {
        jaar: {"jaar": jaar, "leerlingen": number, "bron": bron, "peil_datum": peil_datum}
        for jaar, number in leerlingen.items()
        if number is not None
    }
    rows = {row.jaar: row for row in Leerlingenprognose.objects.filter(plan=plan)}
    if bring_in_line(rows, wanted, lambda **fields: Leerlingenprognose(plan=plan, **fields)):
        record(by, "fill", plan, {"soort": "leerlingenprognose"})
