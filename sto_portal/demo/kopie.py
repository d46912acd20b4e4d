"""What a copy of the whole demo consists of: which tables are copied, and what each column of a copy holds.

Shared by all copies is whatever knows no region: the regeling and its rounds, questions and kader, templates, files,
the committee and the staff. Municipalities and boards are shared too: there are not enough codes of four and five
digits to give every copy its own.
"""

from dataclasses import dataclass
from graphlib import TopologicalSorter

from django.apps import apps
from django.db.models import (
    BigIntegerField,
    Case,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Lower, Replace

from applications.models import Aanvraag, Indiening, Nietdeelnemer, Partner
from assessment.models import Advies, Beoordeling, Besluit
from regions.models import Lidmaatschap, Regio, Vestiging
from sto_portal.accounts.models import User
from sto_portal.demo.accounts import DOMEIN, PENVOERDER
from sto_portal.demo.codes import Kopienummer, Kopietekst, Sha256, moved_code, moved_nummer
from sto_portal.roles import Regiorol

ROOTS = {Regio, Vestiging}
# The database refuses to add to what is sealed, so these come after the rows that belong to them; the filing is last.
SEALED = (Beoordeling, Advies, Besluit, Indiening)


def copied_models():
    """The roots and every model that points to one of them, directly or not, in an order in which to write them."""
    pointers = {model: targets_of(model) for model in apps.get_models(include_auto_created=True)}
    found = set(ROOTS)
    while more := {model for model, targets in pointers.items() if targets & found} - found:
        found |= more
    graph = {model: targets & found - {model} for model, targets in pointers.items() if model in found}
    order = TopologicalSorter(graph).static_order()
    return [User, *(model for model in order if model not in SEALED), *SEALED]


def targets_of(model):
    """The models that a row of this one points to."""
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}


@dataclass(frozen=True)
class Origineel:
    """The one demo that is copied: `steps` {model: how far the keys of two copies lie apart} and its `regios`.

    `penvoerders`: the pks of the users of whom each copy has its own.
    """

    steps: dict
    regios: int
    penvoerders: frozenset

    @classmethod
    def read(cls):
        """The demo as it stands in the database, alone."""
        steps = {model: model._base_manager.aggregate(last=Max("pk"))["last"] or 0 for model in copied_models()}
        penvoerders = Lidmaatschap.objects.filter(rol=Regiorol.PENVOERDER).values_list("user", flat=True)
        return cls(steps, Regio.objects.count(), frozenset(penvoerders))

    def key(self, model, pk, kopie):
        """The key of the row that is, in this copy, what `pk` is in the original; of a person only if it is copied."""
        return pk if model is User and pk not in self.penvoerders else pk + kopie * self.steps[model]

    def rows(self, model, kopie=0):
        """The rows of one copy, oldest first (0: the original): all of the table, but of people only penvoerders."""
        step = self.steps[model]
        rows = model._base_manager.filter(pk__gt=kopie * step, pk__lte=(kopie + 1) * step).order_by("pk")
        if model is User:
            return rows.filter(pk__in=self.penvoerders)
        return rows.filter(rol=Regiorol.PENVOERDER) if model is Lidmaatschap else rows

    def values(self, model):
        """{column: expression over a row of the original that gives what the row of copy Kopienummer holds}."""
        own = own_values(self.regios)
        return {
            field.attname: own.get((model, field.name)) or self.value(model, field)
            for field in model._meta.concrete_fields
        }

    def value(self, model, field):
        target = model if field.primary_key else field.related_model
        if target not in self.steps:
            return F(field.attname)
        moved = ExpressionWrapper(F(field.attname) + Kopienummer() * self.steps[target], BigIntegerField())
        if target is not User or field.primary_key:
            return moved
        copied = When(**{f"{field.name}__in": self.penvoerders}, then=moved)
        return Case(copied, default=F(field.attname), output_field=BigIntegerField())


def own_values(regios):
    """{(model, field): expression} of what must differ from copy to copy, or by which people tell them apart."""
    aanvraag = Aanvraag.objects.filter(pk=OuterRef("aanvraag")).order_by()
    regio = Lidmaatschap.objects.filter(user=OuterRef("pk"), rol=Regiorol.PENVOERDER).order_by()
    moved = moved_nummer("regio__nummer", regios)
    address = join(Value(f"{PENVOERDER}-"), Lower(moved), Value(f"@{DOMEIN}"))
    numbers = Subquery(aanvraag.values_list("regio__nummer")), Subquery(aanvraag.values_list(moved))
    letter = {name: Replace(name, *numbers, output_field=TextField()) for name in ("onderwerp", "brief")}
    checksum = Sha256(join(letter["onderwerp"], Value("\n"), letter["brief"]))
    code = Case(When(vestigingscode="", then=Value("")), default=moved_code("vestigingscode", regios))
    return {
        (User, "email"): Subquery(regio.values_list(address)[:1]),
        (Regio, "nummer"): moved_nummer("nummer", regios),
        (Regio, "naam"): numbered("naam"),
        (Vestiging, "code"): moved_code("code", regios),
        (Partner, "vestigingscode"): code,
        (Nietdeelnemer, "vestigingscode"): code,
        (Indiening, "json"): Kopietekst("json"),
        (Indiening, "sha256"): Kopietekst("sha256"),
        (Indiening, "regio_naam"): numbered("regio_naam"),
        (Besluit, "onderwerp"): letter["onderwerp"],
        (Besluit, "brief"): letter["brief"],
        (Besluit, "brief_sha256"): Case(
            When(brief_sha256="", then=Value("")), default=checksum, output_field=TextField()
        ),
    }


def numbered(name):
    """The name of a region in a copy: 'Regio Oost 2'."""
    return join(name, Value(" "), Cast(Kopienummer() + 1, TextField()))


def join(*texts):
    return Concat(*texts, output_field=TextField())
