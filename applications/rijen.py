"""The tables of a Plan as the applicant edits them: which columns, which form, in which words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import ModelForm
from django.urls import reverse

from applications.forms import partner as partner_forms
from applications.forms import rijen as forms
from applications.models import Planonderdeel, Vraag
from sto_portal.money import format_euro
from sto_portal.vormgeving.templatetags.sto import datum


@dataclass(frozen=True)
class Kolom:
    label: str
    value: Callable
    numeric: bool = False


@dataclass(frozen=True)
class Rijsoort:
    """One table: `slug` in the address, `naam` of a row, `kop` of the table, and the page it stands on.

    `thuis` is the URL name of that page; empty where it is the paragraph that asks for the model.
    """

    slug: str
    form: type[ModelForm]
    naam: str
    kop: str
    kolommen: tuple[Kolom, ...]
    related: tuple[str, ...] = ()
    thuis: str = ""

    @property
    def model(self) -> type[Planonderdeel]:
        return self.form._meta.model

    @property
    def model_name(self):
        return self.model._meta.model_name

    def rows(self, plan):
        return self.model.objects.of(plan).select_related(*self.related)

    def home(self, aanvraag):
        """The page of `aanvraag` on which this table stands."""
        if self.thuis:
            return reverse(self.thuis, args=[aanvraag.nummer])
        vragen = Vraag.objects.filter(paragraaf__vragenlijst=aanvraag.ronde.vragenlijst_id, model=self.model_name)
        paragraaf = (
            vragen.select_related("paragraaf").order_by("paragraaf__onderdeel", "paragraaf__volgorde")[0].paragraaf
        )
        part = paragraaf.get_onderdeel_display().lower()
        return reverse("paragraaf-edit", args=[aanvraag.nummer, part, paragraaf.sleutel]) + f"#tabel-{self.slug}"


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
            yield {"rij": rij, "cells": cells, "edit_url": self.url("rij-edit", rij.pk)}

    @property
    def add_url(self):
        return self.url("rij-create")

    def url(self, name, *more):
        return reverse(name, args=[self.nummer, self.soort.slug, *more])


def make_table(soort, aanvraag, *, may_write, rows=None):
    """The Rijtabel of `soort` for the plan of `aanvraag`; `rows` where the page shows only some."""
    rows = soort.rows(aanvraag.plan) if rows is None else rows
    return Rijtabel(soort=soort, nummer=aanvraag.nummer, rijen=list(rows), may_write=may_write)


def euro(name):
    return lambda rij: format_euro(getattr(rij, name))


def period(activiteit):
    return f"{datum(activiteit.begin_datum)} tot en met {datum(activiteit.eind_datum)}"


SOORTEN = (
    Rijsoort(
        "doelen",
        forms.DoelForm,
        "doel",
        "Doelen",
        (Kolom("Doel", lambda r: r.titel), Kolom("Landelijk doel", lambda r: r.get_landelijk_doel_display())),
    ),
    Rijsoort(
        "mijlpalen",
        forms.MijlpaalForm,
        "mijlpaal",
        "Mijlpalen",
        (
            Kolom("Mijlpaal", lambda r: r.omschrijving),
            Kolom("Doel", lambda r: r.doelstelling.titel),
            Kolom("Wanneer", lambda r: r.get_na_jaren_display()),
            Kolom("Getal", lambda r: r.getal, numeric=True),
        ),
        related=("doelstelling",),
    ),
    Rijsoort(
        "activiteiten",
        forms.ActiviteitForm,
        "activiteit",
        "Activiteiten",
        (
            Kolom("Activiteit", lambda r: r.titel),
            Kolom("Doel", lambda r: r.doelstelling.titel),
            Kolom("Periode", period),
            Kolom("Wie voert het uit", lambda r: r.uitvoerder.naam),
        ),
        related=("doelstelling", "uitvoerder"),
    ),
    Rijsoort(
        "risicos",
        forms.RisicoForm,
        "risico",
        "Risico's",
        (
            Kolom("Risico", lambda r: r.omschrijving),
            Kolom("Kans", lambda r: r.get_kans_display()),
            Kolom("Gevolg", lambda r: r.get_impact_display()),
            Kolom("Verantwoordelijke", lambda r: r.verantwoordelijke),
        ),
    ),
    Rijsoort(
        "aanbod",
        forms.AanbodForm,
        "regel",
        "Leerlingen per school, profiel en leerweg",
        (
            Kolom("School", lambda r: r.partner.naam),
            Kolom("Profiel", lambda r: r.get_profiel_display() or "Geen (theoretische leerweg)"),
            Kolom("Leerweg", lambda r: r.get_leerweg_display()),
            Kolom("Leerlingen", lambda r: r.leerlingen, numeric=True),
        ),
        related=("partner",),
    ),
    Rijsoort(
        "leerlingenprognose",
        forms.LeerlingenprognoseForm,
        "jaar",
        "Prognose van het aantal leerlingen",
        (
            Kolom("Jaar", lambda r: str(r.jaar)),
            Kolom("Leerlingen", lambda r: r.leerlingen, numeric=True),
            Kolom("Bron", lambda r: r.bron),
        ),
    ),
    Rijsoort(
        "docententekort",
        forms.DocententekortForm,
        "profiel",
        "Docenten per profiel",
        (
            Kolom("Profiel", lambda r: r.get_profiel_display()),
            Kolom("Bevoegd", lambda r: r.bevoegd, numeric=True),
            Kolom("Scholing voor bevoegdheid", lambda r: r.bijscholing_bevoegdheid, numeric=True),
            Kolom("Verdieping of verbreding", lambda r: r.verdieping_verbreding, numeric=True),
            Kolom("Vervanging", lambda r: r.vervanging, numeric=True),
        ),
    ),
    Rijsoort(
        "begrotingsregels",
        forms.BegrotingsregelForm,
        "begrotingsregel",
        "Begrotingsregels",
        (
            Kolom("Jaar", lambda r: str(r.jaar)),
            Kolom("Activiteit", lambda r: r.activiteit.titel),
            Kolom("Partner", lambda r: r.partner.naam),
            Kolom("Soort kosten", lambda r: r.get_kostensoort_display()),
            Kolom("Bedrag", euro("bedrag_cents"), numeric=True),
        ),
        related=("activiteit", "partner"),
        thuis="begroting",
    ),
    Rijsoort(
        "bijdragen",
        forms.BijdrageForm,
        "bijdrage",
        "Bijdragen van partners",
        (
            Kolom("Partner", lambda r: r.partner.naam),
            Kolom("Soort partner", lambda r: r.partner.get_soort_display()),
            Kolom("Vorm", lambda r: r.get_vorm_display()),
            Kolom("Omschrijving", lambda r: r.omschrijving),
            Kolom("Bedrag", euro("bedrag_cents"), numeric=True),
        ),
        related=("partner",),
        thuis="begroting",
    ),
    Rijsoort(
        "partners",
        partner_forms.PartnerForm,
        "partner",
        "Partners",
        (
            Kolom("Naam", lambda r: r.naam),
            Kolom("Soort", lambda r: r.get_soort_display()),
            Kolom("Vestiging of KvK", lambda r: r.vestigingscode or r.kvk_nummer),
            Kolom("Taken ingevuld", lambda r: "Ja" if r.taken else "Nog niet"),
        ),
        thuis="partner-list",
    ),
)
RIJSOORTEN = {soort.slug: soort for soort in SOORTEN}
BY_MODEL = {soort.model_name: soort for soort in SOORTEN}
