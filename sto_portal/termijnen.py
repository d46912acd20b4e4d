"""Days, moments and terms of the regeling, all in Europe/Amsterdam.

A term runs from the day after its begin; the Algemene termijnenwet moves the last day of one that the law sets.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from holidays import OPTIONAL, PUBLIC, country_holidays

LAST_MINUTE = timedelta(minutes=1)  # people give the last minute in time, a row keeps the first moment too late
DAY = timedelta(days=1)
SATURDAY = 5
LENGTH_OF = {"dagen": 1, "weken": 7}
ONE_OF = {"dagen": "dag", "weken": "week"}
SHORTEST_WITH_WORKDAYS, WORKDAYS = 3, 2  # a term of three days or more holds two workdays (Atw 2)


@dataclass(frozen=True)
class Termijnsoort:
    """A kind of term: which field holds its length, in which unit ('dagen', 'weken'), what it runs from, if it moves.

    One that `schuift_op` ends on a day that is no Saturday, Sunday or feestdag, unless it is too long for that (Atw 1
    and 4). A term that DUS-I sets itself moves too, although the law does not ask it: a last day on which nobody is at
    work helps no region. What the committee agrees among itself does not. To object: Awb 6:7 and 6:8; to decide: Awb
    4:13; to supplement, and to tell that an application is not treated: Awb 4:5.
    """

    naam: str
    veld: str
    eenheid: str
    vanaf: str
    schuift_op: bool = True


BEZWAAR = Termijnsoort("bezwaartermijn", "bezwaartermijn_weken", "weken", "de dag van verzending")
BESLIS = Termijnsoort("beslistermijn", "beslistermijn_dagen", "dagen", "het sluiten van de ronde")
BESLIS_MET_ADVIES = Termijnsoort("beslistermijn", "beslistermijn_advies_dagen", "dagen", "het sluiten van de ronde")
HERSTEL = Termijnsoort("hersteltermijn", "hersteltermijn_dagen", "dagen", "de dag van het verzoek")
BUITEN_BEHANDELING = Termijnsoort(
    "termijn voor buiten behandeling", "buiten_behandeling_weken", "weken", "de aanvulling of de hersteltermijn"
)
BEOORDEEL = Termijnsoort(
    "beoordelingstermijn", "beoordelingstermijn_dagen", "dagen", "de dag van toewijzen", schuift_op=False
)


@dataclass(frozen=True)
class Termijn:
    """One term of a kind, from the day after `begin`: `lengte` in the unit of the kind and `stilstand` days longer."""

    soort: Termijnsoort
    begin: date
    lengte: int
    stilstand: int = 0

    @property
    def counted(self):
        """The last day as counted, before the Algemene termijnenwet is looked at."""
        return self.begin + self.lengte * LENGTH_OF[self.soort.eenheid] * DAY + self.stilstand * DAY

    @property
    def moves(self):
        """Whether the last day moves at all (Atw 1 and 4)."""
        return self.soort.schuift_op and self.lengte <= read_wet()["hoogstens"][self.soort.eenheid]

    @property
    def passed_over(self):
        """The days from the counted last day on at which the term cannot end, each with its successor as the next."""
        days, day = [], self.counted
        while self.moves and (not is_workday(day) or self.is_too_short(day)):
            days.append(day)
            day += DAY
        return days

    def is_too_short(self, day):
        """Whether a term that ends on `day` holds fewer workdays than it must (Atw 2)."""
        if self.lengte * LENGTH_OF[self.soort.eenheid] < SHORTEST_WITH_WORKDAYS:
            return False
        held = (is_workday(self.begin + number * DAY) for number in range(1, (day - self.begin).days + 1))
        return sum(held) < WORKDAYS

    @property
    def last_day(self):
        return self.counted + len(self.passed_over) * DAY

    @property
    def duur(self):
        return tell_length(self.soort, self.lengte)

    @property
    def uitleg(self):
        """How the last day was found, in sentences for people."""
        still = f" en {count(self.stilstand, 'dagen')} stilstand" if self.stilstand else ""
        said = f"{self.duur}{still} na {date_format(self.begin, 'j F Y')} is {date_format(self.counted, 'l j F Y')}."
        if self.passed_over:
            days = " en ".join(name_day(day) for day in self.passed_over)
            last = date_format(self.last_day, "l j F Y")
            return f"{said} Op {days} kan deze termijn niet eindigen. De laatste dag is daarom {last}."
        if self.soort.schuift_op and not is_workday(self.counted):
            most = count(read_wet()["hoogstens"][self.soort.eenheid], self.soort.eenheid)
            return f"{said} Een termijn van meer dan {most} schuift niet op."
        return said


def make_termijn(begin, soort, regels, *, stilstand=0):
    """The Termijn of a Termijnsoort from `begin` (a date, or a moment: its Dutch day); `regels` holds its length."""
    day = timezone.localdate(begin) if isinstance(begin, datetime) else begin
    return Termijn(soort, day, getattr(regels, soort.veld), stilstand)


def last_day(begin, soort, regels, *, stilstand=0):
    """The last day (date) of a term of kind `soort` from the day after `begin`; see `make_termijn`."""
    return make_termijn(begin, soort, regels, stilstand=stilstand).last_day


def explain(begin, soort, regels, *, stilstand=0):
    """How the last day was found, in Dutch sentences; see `make_termijn`."""
    return make_termijn(begin, soort, regels, stilstand=stilstand).uitleg


@cache
def read_wet():
    """The content of fixtures/termijnenwet.yaml."""
    return yaml.safe_load(Path(settings.FIXTURES_ROOT, "termijnenwet.yaml").read_text(encoding="utf-8"))


@cache
def find_feestdagen(jaar):
    """{date: name} of the days in year `jaar` on which a term of the law cannot end, weekends aside (Atw 3)."""
    wet = read_wet()
    kalender = country_holidays("NL", years=jaar, categories=(PUBLIC, OPTIONAL), language="nl")
    days = {}
    for feestdag in wet["feestdagen"]:
        for day in kalender.get_named(feestdag["kalender"], lookup="exact"):
            days.setdefault(day, []).append(feestdag["naam"])
    for extra in wet["gelijkgesteld"]:
        if extra["dag"].year == jaar:
            days.setdefault(extra["dag"], []).append(extra["naam"])
    return {day: " en ".join(names) for day, names in days.items()}


def is_workday(day):
    """Whether a term of the law can end on `day`: no Saturday, Sunday or feestdag (Atw 1)."""
    return day.weekday() < SATURDAY and day not in find_feestdagen(day.year)


def tell_length(soort, lengte):
    """'6 weken', '14 dagen', '13 weken (91 dagen)'."""
    if soort.eenheid == "dagen" and lengte > read_wet()["hoogstens"]["dagen"] and not lengte % 7:
        return f"{count(lengte // 7, 'weken')} ({count(lengte, 'dagen')})"
    return count(lengte, soort.eenheid)


def name_day(day):
    """'zaterdag 26 december (Tweede Kerstdag)', 'zondag 27 december'."""
    feestdag = find_feestdagen(day.year).get(day)
    name = date_format(day, "l j F")
    return f"{name} ({feestdag})" if feestdag else name


def count(number, eenheid):
    """'1 dag', '6 weken'."""
    return f"{number} {ONE_OF[eenheid] if number == 1 else eenheid}"


def closing_day(moment):
    """The last day (date) on which something could be done that closed at `moment`, the first moment too late."""
    return timezone.localdate(moment - timedelta(microseconds=1))


def today():
    """Today's date in Europe/Amsterdam."""
    return timezone.localdate()
