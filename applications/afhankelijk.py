"""What of a plan rests on one row: what keeps it from being removed and where that is changed, and what goes along."""

from dataclasses import dataclass

from django.db.models.deletion import Collector, ProtectedError
from django.urls import reverse

from applications.rijen import BY_MODEL

SHOWN = 20


@dataclass(frozen=True)
class Gebruik:
    """Rows of one table that need the row: how many in words, (text, address) of the first SHOWN, and how many more."""

    aantal: str
    regels: list[tuple[str, str]]
    meer: int


def dependants(rij):
    """(the rows that keep `rij` from being removed, what is removed along with it as in ['2 mijlpalen'])."""
    collector = Collector(using=rij._state.db)
    try:
        collector.collect([rij])
    except ProtectedError as error:
        return list(error.protected_objects), []
    others = [other for instances in collector.data.values() for other in instances if other != rij]
    others += [other for found in collector.fast_deletes for other in found]
    return [], count_by_kind(others)


def by_model(rows):
    """{model: its rows}, in the order in which they come."""
    found = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    return found


def count_by_kind(rows):
    """['1 activiteit', '3 begrotingsregels'] for rows of several models."""
    return [count(model, len(found)) for model, found in by_model(rows).items()]


def count(model, number):
    return f"{number} {model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural}"


def usage(rows, aanvraag):
    """A Gebruik per table of these rows; one query each."""
    return [use_of(model, found, aanvraag) for model, found in by_model(rows).items()]


def use_of(model, rows, aanvraag):
    soort = BY_MODEL.get(model._meta.model_name)
    if soort is None or soort.form is None:
        return Gebruik(count(model, len(rows)), [], 0)
    shown = soort.rows(aanvraag.plan).filter(pk__in=[row.pk for row in rows])[:SHOWN]
    links = [(soort.describe(row), reverse("rij-edit", args=[aanvraag.nummer, soort.slug, row.pk])) for row in shown]
    return Gebruik(count(model, len(rows)), links, len(rows) - len(links))
