"""Seals: what an act settled, as one checksum in the Spoor of that act, so that a row changed later differs from it."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max, Model, Q

from sto_portal.sporen.actions import lock_end, record, record_all

KEY = "zegel"
BEGIN = "begin_zegels"
BATCH = 200


class Encoder(DjangoJSONEncoder):
    """As Django's, but a moment keeps its microseconds."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


@dataclass(frozen=True)
class Zegel:
    """Which rows are settled together: those of `model`, each with the rows of `parts` {model: its foreign key to it}.

    `naam` is what they are called (a Dutch plural). `settled` (Q) says which rows ought to carry a seal, `free` which
    columns of `model` may still get a value after it, `related` what their names are made of. `waits` says in Dutch why
    a row can be without a seal, where no act makes the row itself.
    """

    model: type[Model]
    naam: str
    parts: dict = field(default_factory=dict)
    settled: Q = field(default_factory=Q)
    free: frozenset = frozenset()
    related: tuple = ()
    waits: str = ""

    @property
    def soort(self):
        return self.model._meta.label_lower

    @property
    def velden(self):
        """{label of the model: the columns that a seal covers now}; a seal keeps this with its checksum."""
        own = [name for name in columns_of(self.model) if name not in self.free]
        return {self.soort: own} | {part._meta.label_lower: columns_of(part) for part in self.parts}

    def of(self, obj):
        """What the Spoor of an act that settles `obj` keeps, to be added to its data; read from the database now."""
        return {KEY: self.seals([obj.pk])[obj.pk]}

    def seals(self, pks, velden=None):
        """{pk: {"sha256": …, "velden": …}} of these rows as they are in the database; `velden` as of an older seal.

        As many queries for many rows as for one. Raises FieldError where a column of `velden` is no more.
        """
        velden = velden or self.velden
        found = {pk: {label: [] for label in velden} for pk in pks}
        for model, key in {self.model: "pk", **self.parts}.items():
            label = model._meta.label_lower
            if label in velden:
                rows = model._base_manager.filter(**{f"{key}__in": pks}).order_by("pk")
                for pk, *values in rows.values_list(key, *velden[label]):
                    found[pk][label].append(values)
        return {pk: {"sha256": checksum(rows, velden), "velden": velden} for pk, rows in found.items()}

    def steps(self, rows, *, by=None, verb="seal"):
        """For `record_all`: a Spoor with the seal of each of `rows`."""
        seals = self.seals([row.pk for row in rows])
        return [(by, verb, row, {KEY: seals[row.pk]}) for row in rows]


RELEASED = {KEY: None}  # for the Spoor of an act after which a row is not settled any more


def columns_of(model):
    return [each.attname for each in model._meta.concrete_fields]


def checksum(rows, velden):
    """SHA-256 over the columns and the rows of one seal."""
    text = json.dumps([velden, rows], cls=Encoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def seal_all(zegels, beyond=None):
    """Leave a Spoor with its seal for every row that is settled; for who fills a database without acts.

    `beyond` {model: pk}: only rows after that one.
    """
    for zegel in zegels:
        rows = zegel.model._base_manager.filter(zegel.settled).select_related(*zegel.related).order_by("pk")
        last = (beyond or {}).get(zegel.model, 0)
        while batch := list(rows.filter(pk__gt=last)[:BATCH]):
            record_all(zegel.steps(batch))
            last = batch[-1].pk


def mark_begin(models):
    """Leave a Spoor of how far each table was filled when seals came: of what is in it then nobody knows what was
    decided. Leaves none where the tables are empty. For a migration.
    """
    until = {model._meta.label_lower: model._base_manager.aggregate(last=Max("pk"))["last"] for model in models}
    until = {label: last for label, last in until.items() if last}
    if until:
        record(None, BEGIN, lock_end(), {"tot": until})
