"""What a table of a Plan is to who edits it, and such a table with the rows of one plan."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import ModelForm
from django.urls import reverse

from applications.models import Planonderdeel
from applications.vragenlijsten import find_home, read_vragen


@dataclass(frozen=True)
class Kolom:
    label: str
    value: Callable
    numeric: bool = False


@dataclass(frozen=True)
class Rijsoort:
    """One table: `slug` in the address, `naam` of a row, `kop` of the table, and the page it stands on.

    `thuis` is the URL name of that page; empty where it is the paragraph that asks for the model. `rooster` is that of
    a page on which the whole table is filled in at once. Without `form` it is only filled in there; `tabel` is then
    its model. `beeld` is the URL name of a page that pictures the rows, and what the link to it says.
    `uitweg` is the text of a link to `thuis`, for a table that stands in a paragraph too.
    """

    slug: str
    form: type[ModelForm] | None
    naam: str
    kop: str
    kolommen: tuple[Kolom, ...]
    related: tuple[str, ...] = ()
    thuis: str = ""
    rooster: str = ""
    tabel: type[Planonderdeel] | None = None
    beeld: tuple[str, str] = ()
    uitweg: str = ""

    @property
    def model(self) -> type[Planonderdeel]:
        return self.form._meta.model if self.form else self.tabel

    @property
    def model_name(self):
        return self.model._meta.model_name

    def rows(self, plan):
        return self.model.objects.of(plan).select_related(*self.related)

    def describe(self, rij):
        """One row in words, by all its columns, so that no two read the same."""
        return ", ".join(str(value) for kolom in self.kolommen if (value := kolom.value(rij)) not in {"", None})

    def home(self, aanvraag):
        """The page of `aanvraag` on which this table stands; that of the aanvraag where its round has no such table."""
        if self.thuis:
            return reverse(self.thuis, args=[aanvraag.nummer])
        vraag = find_home(read_vragen(aanvraag.ronde).values(), self.model_name)
        if vraag is None:
            return aanvraag.get_absolute_url()
        part = vraag.paragraaf.get_onderdeel_display().lower()
        return reverse("paragraaf-edit", args=[aanvraag.nummer, part, vraag.paragraaf.sleutel]) + f"#tabel-{self.slug}"


@dataclass(frozen=True)
class Rijtabel:
    """A Rijsoort with the rows of one plan, ready for a template; `rijen` are those of one page."""

    soort: Rijsoort
    nummer: str
    rijen: list
    may_write: bool

    @property
    def regels(self):
        """Per row its cells (label, value, numeric) and where to change it."""
        for rij in self.rijen:
            cells = [(kolom.label, kolom.value(rij), kolom.numeric) for kolom in self.soort.kolommen]
            yield {"rij": rij, "cells": cells, "edit_url": self.url("rij-edit", rij.pk) if self.edits_rows else ""}

    @property
    def edits_rows(self):
        """Whether rows are added and changed one by one, by who may write."""
        return self.may_write and self.soort.form is not None

    @property
    def add_url(self):
        return self.url("rij-create")

    @property
    def rooster_url(self):
        """The page on which the whole table is filled in; '' where there is none."""
        return reverse(self.soort.rooster, args=[self.nummer]) if self.soort.rooster else ""

    @property
    def beeld(self):
        """(address, label) of the page that pictures the rows; () where there is none."""
        return (reverse(self.soort.beeld[0], args=[self.nummer]), self.soort.beeld[1]) if self.soort.beeld else ()

    @property
    def home_url(self):
        """The page of its own, where the paragraph sends people to it."""
        return reverse(self.soort.thuis, args=[self.nummer]) if self.soort.uitweg else ""

    def url(self, name, *more):
        return reverse(name, args=[self.nummer, self.soort.slug, *more])
