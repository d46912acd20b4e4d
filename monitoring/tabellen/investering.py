from dataclasses import dataclass
from decimal import Decimal

from applications.totalen import add_up_bijdragen
from monitoring.population import definitions
from monitoring.tabellen.tabel import CODE, make_tabel, percentage
from sto_portal.money import round_half_up, share_in_basispunten
from sto_portal.spreadsheets import Kolom

CENTS_IN_THOUSAND_EUROS = 1000_00
MEASURES = ("minimum", "maximum", "gemiddeld", "totaal")
TOTAAL = "totaal"


@dataclass(frozen=True)
class Investering:
    """What comes into one plan, in int euro cents over the whole period.

    `subsidie_cents` was granted, or asked where the population is not about grants; `gevraagd_cents` was asked.
    """

    subsidie_cents: int
    gevraagd_cents: int
    cofinanciering_cents: int
    bijdragen_cents: int
    minimum_basispunten: int

    @property
    def totaal_cents(self):
        """The investment of the report: subsidy and co-financing of business together (rapport h2 Tabel 2.2)."""
        return self.subsidie_cents + self.cofinanciering_cents

    @property
    def inkomsten_cents(self):
        """All income: the subsidy and the contributions of every partner."""
        return self.subsidie_cents + self.bijdragen_cents

    @property
    def of_investering(self):
        """Share of business in the investment of the report, in Decimal basis points."""
        return share_in_basispunten(self.cofinanciering_cents, self.totaal_cents)

    @property
    def of_inkomsten(self):
        """Share of business in all income, in Decimal basis points: what the regeling sets a minimum to."""
        return share_in_basispunten(self.cofinanciering_cents, self.inkomsten_cents)


def add_up_investeringen(populatie):
    """The Investering of each plan of the population; two queries."""
    rows = populatie.read("plan", populatie.subsidie, "gevraagd_cents", "minimum_basispunten")
    bijdragen = add_up_bijdragen([pk for pk, *_ in rows])
    return [Investering(subsidie, gevraagd, *bijdragen[pk], minimum) for pk, subsidie, gevraagd, minimum in rows]


def kolommen_2_2():
    """Four measures in whole thousands of euros, two shares, and in the file the four measures to the cent."""
    uitleg = definitions()["definities"]
    titels = {key: definitions()["tabel-2-2"]["maten"][key] for key in MEASURES}
    thousands = (
        Kolom(key, f"{titel} (x\u00a0€\u00a01.000)", "getal", uitleg[f"bedrag_{key}"], eenheid="duizend euro")
        for key, titel in titels.items()
    )
    exact = (
        Kolom(f"{key}_cents", f"{titel} in euro's", "bedrag", uitleg[f"bedrag_{key}"], in_file_only=True)
        for key, titel in titels.items()
    )
    return (
        Kolom("naam", "Bedrag", "tekst", uitleg["bedragsoort"]),
        CODE,
        *thousands,
        Kolom("deel_investering", "Deel van de investering (%)", "getal", uitleg["van_investering"], eenheid="procent"),
        Kolom("deel_inkomsten", "Deel van alle inkomsten (%)", "getal", uitleg["van_inkomsten"], eenheid="procent"),
        *exact,
    )


def tabel_2_2(populatie):
    """Subsidy, co-financing of business and their sum per region, in thousands of euros (rapport h2 Tabel 2.2).

    The subsidy is what the decision in force on the day grants; what was asked is a row of its own. Worked out in
    cents and rounded half up at the end; minimum and maximum over all regions.
    """
    plannen = add_up_investeringen(populatie)
    wholes = {
        "deel_investering": sum(plan.totaal_cents for plan in plannen),
        "deel_inkomsten": sum(plan.inkomsten_cents for plan in plannen),
    }
    rijen = [
        amounts(rij, [getattr(plan, f"{rij['bedrag']}_cents") for plan in plannen], wholes)
        for rij in definitions()["tabel-2-2"]["rijen"][populatie.soort]
    ]
    return make_tabel("tabel-2-2", populatie, len(plannen), kolommen_2_2(), rijen, totaalrij=TOTAAL)


def amounts(words, cents, wholes):
    """One row of amounts from int cents, and their share in each of `wholes` the row is a part of."""
    found = measure(cents)
    shares = {key: percentage(sum(cents), wholes[key]) if key in words["deel_van"] else None for key in wholes}
    row = {"naam": words["naam"], "code": words["code"]} | shares
    row |= {f"{key}_cents": None if value is None else int(round_half_up(value)) for key, value in found.items()}
    return row | {key: in_thousands(value) for key, value in found.items()}


def measure(cents):
    """Minimum, maximum, mean and total of int cents, in cents; of nothing only the total is known."""
    if not cents:
        return dict.fromkeys(MEASURES) | {"totaal": 0}
    mean = Decimal(sum(cents)) / len(cents)
    return {"minimum": min(cents), "maximum": max(cents), "gemiddeld": mean, "totaal": sum(cents)}


def in_thousands(cents):
    return None if cents is None else int(round_half_up(Decimal(cents) / CENTS_IN_THOUSAND_EUROS))


def figuur_2_1(populatie):
    """How many regions have which share of co-financing, in the investment and in all income (rapport h2 Figuur 2.1).

    Classes in basis points: the lower bound counts, the upper does not; the last class has no upper bound.
    """
    bounds = definitions()["figuur-2-1"]["klassen_basispunten"]
    plannen = add_up_investeringen(populatie)
    shares = {
        "investering": [plan.of_investering for plan in plannen],
        "inkomsten": [plan.of_inkomsten for plan in plannen],
    }
    rijen = []
    for lower, upper in zip(bounds, [*bounds[1:], None], strict=True):
        row = {"naam": class_name(lower, upper), "code": f"vanaf-{lower // 100}"}
        row |= {"ondergrens": lower // 100, "bovengrens": upper // 100 if upper else None}
        for key, values in shares.items():
            inside = sum(1 for share in values if share >= lower and (upper is None or share < upper))
            row |= {f"regios_{key}": inside, f"aandeel_{key}": percentage(inside, len(values))}
        rijen.append(row)
    minima = sorted({plan.minimum_basispunten for plan in plannen})
    return make_tabel("figuur-2-1", populatie, len(plannen), kolommen_figuur(), rijen, minima_basispunten=tuple(minima))


def kolommen_figuur():
    uitleg = definitions()["definities"]
    return (
        Kolom("naam", "Aandeel van het bedrijfsleven", "tekst", uitleg["klasse"]),
        CODE,
        Kolom("ondergrens", "Vanaf (%)", "getal", uitleg["ondergrens"], eenheid="procent", in_file_only=True),
        Kolom("bovengrens", "Tot (%)", "getal", uitleg["bovengrens"], eenheid="procent", in_file_only=True),
        Kolom(
            "regios_investering", "Regio's naar deel van de investering", "getal", uitleg["van_investering"], "regio's"
        ),
        Kolom("aandeel_investering", "Dat is van alle regio's (%)", "getal", uitleg["deel_van_regios"], "procent"),
        Kolom("regios_inkomsten", "Regio's naar deel van alle inkomsten", "getal", uitleg["van_inkomsten"], "regio's"),
        Kolom("aandeel_inkomsten", "Dat is van alle regio's (%)", "getal", uitleg["deel_van_regios"], "procent"),
    )


def class_name(lower, upper):
    """'10 tot 15 %' for 1000 and 1500 basis points."""
    if upper is None:
        return f"{lower // 100} % of meer"
    return f"{lower // 100} tot {upper // 100} %"
