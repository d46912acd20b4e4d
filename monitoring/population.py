"""Over which plans a table is made."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache

from django.db.models import Exists, OuterRef, Subquery, TextChoices, Value
from django.utils import timezone

from applications.models import Partner, Partnersoort, Plan, Statuswijziging
from assessment.models import Besluit, Verplichting, Verplichtingsoort
from regions.loading import read_fixture

KEPT = 64


@cache
def definitions():
    """fixtures/monitoring.yaml: the titles, rows, definitions and notes of every table."""
    return read_fixture("monitoring.yaml")


class Populatiesoort(TextChoices):
    VERLEEND = "verleend", "Met verleende subsidie"
    INGEDIEND = "ingediend", "Ingediend"


def penvoerder_of(plan):
    """SQL: the name of the Penvoerder in the Plan that `plan` leads to."""
    found = Partner.objects.filter(plan=OuterRef(plan), soort=Partnersoort.PENVOERDER)
    return Subquery(found.order_by("pk").values("naam")[:1])


CLARIFICATION = Verplichting.objects.filter(besluit=OuterRef("pk"), soort=Verplichtingsoort.VERDUIDELIJKING)
# What a table may ask of a plan: where it stands seen from the Besluit that grants, and from the Plan that was filed.
VALUES = {
    "plan": ("plan_id", "pk"),
    "verleend_cents": ("bedrag_cents", None),
    "gevraagd_cents": ("plan__gevraagde_subsidie_cents", "gevraagde_subsidie_cents"),
    "minimum_basispunten": (
        "regelingversie__cofinanciering_basispunten",
        "ronde__regelingversie__cofinanciering_basispunten",
    ),
    "nummer": ("plan__regio__nummer", "regio__nummer"),
    "regio": ("plan__indiening__regio_naam", "indiening__regio_naam"),
    "soort": ("plan__indiening__regio_soort", "indiening__regio_soort"),
    "penvoerder": (penvoerder_of("plan"), penvoerder_of("pk")),
    "verduidelijken": (Exists(CLARIFICATION), Value(False)),
    "ronde": ("plan__ronde__nummer", "ronde__nummer"),
    "ronde_naam": ("plan__ronde__naam", "ronde__naam"),
}


def end_of(day):
    """The first moment after this day, in Dutch time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def stepped(verb, aanvraag, day):
    """SQL: whether this step was taken up to and including the day, in the Aanvraag that `aanvraag` leads to."""
    return Exists(Statuswijziging.objects.filter(aanvraag=OuterRef(aanvraag), verb=verb, op__lt=end_of(day)))


def grants_in_force(day):
    """The Besluiten that grant and are in force on this day: sent, not followed by another, not revoked by then."""
    return Besluit.objects.granted(day).exclude(stepped("revoke", "aanvraag", day))


@dataclass(frozen=True)
class Populatie:
    """The plans a table is made of: under this regeling, on this day, at most one of each region.

    Of soort 'verleend' the plan of the newest grant in force on the day; of soort 'ingediend' the plan filed last, up
    to and including the day, and not withdrawn. Never by the status of an Aanvraag, which is that of now.
    """

    regeling: str
    peildatum: date
    soort: str = Populatiesoort.VERLEEND

    @property
    def is_granted(self):
        return self.soort == Populatiesoort.VERLEEND

    @property
    def subsidie(self):
        """The name of the amount that counts as subsidy: what was granted, or asked where nothing is decided yet."""
        return "verleend_cents" if self.is_granted else "gevraagd_cents"

    @property
    def parameters(self):
        """{name: text} by which an address or a command asks for this population."""
        return {"regeling": self.regeling, "peildatum": self.peildatum.isoformat(), "soort": str(self.soort)}

    def read(self, *names):
        """The values with these names of VALUES, as a tuple per plan; one query. Of one region the newest stays."""
        return list({key: tuple(row) for key, *row in rows_of(self, names).all()}.values())

    def make_rows(self, names):
        """The QuerySet that `read` reads, with the region in front."""
        rows, place = (self._grants(), 0) if self.is_granted else (self._filings(), 1)
        regio = ("plan__regio_id", "regio_id")[place]
        return rows.values_list(regio, *(VALUES[name][place] for name in names))

    def _grants(self):
        found = grants_in_force(self.peildatum).filter(aanvraag__ronde__regelingversie__regeling__slug=self.regeling)
        return found.order_by("besluit_datum", "pk")

    def _filings(self):
        filed = Plan.objects.filter(
            ronde__regelingversie__regeling__slug=self.regeling,
            indiening__aangekomen_op__lt=end_of(self.peildatum),
        )
        left = stepped("withdraw", "indiening__aanvraag", self.peildatum)
        return filed.exclude(left).order_by("indiening__aangekomen_op", "pk")


@lru_cache(maxsize=KEPT)
def rows_of(populatie, names):
    """The QuerySet of `make_rows`, never run itself: to build it takes longer than to run it."""
    return populatie.make_rows(names)


def words_of(slug, populatie):
    """What the fixture says of the table with this slug, where it is made of this population."""
    words = definitions()[slug]
    return words if populatie.is_granted else words | words.get("bij_ingediend", {})


def default_population():
    """Regeling 2020-2023 as granted on 31 January 2020 (rapport h1): 71 plans in the report."""
    values = definitions()["populatie"]
    return Populatie(regeling=values["regeling"], peildatum=values["peildatum"])
