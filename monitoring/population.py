"""Over which plans a table is made."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from applications.models import Plan
from assessment.models import Besluitsoort, Besluitstatus
from regions.loading import read_fixture


@cache
def definitions():
    """fixtures/monitoring.yaml: the titles, rows, definitions and notes of every table."""
    return read_fixture("monitoring.yaml")


@dataclass(frozen=True)
class Populatie:
    """The plans a table is made of: those granted under a regeling up to and including a day."""

    regeling: str
    peildatum: date

    def plans(self):
        """Plans of the decisions in force on the day, never those of an Aanvraag by its status."""
        return Plan.objects.filter(
            besluiten__status=Besluitstatus.VERZONDEN,
            besluiten__soort=Besluitsoort.VERLENING,
            besluiten__besluit_datum__lte=self.peildatum,
            ronde__regelingversie__regeling__slug=self.regeling,
        )


def default_population():
    """Regeling 2020-2023 as granted on 31 January 2020 (rapport h1): 71 plans in the report."""
    values = definitions()["populatie"]
    return Populatie(regeling=values["regeling"], peildatum=values["peildatum"])
