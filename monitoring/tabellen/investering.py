from decimal import Decimal

from applications.totalen import add_up_investeringen
from monitoring.population import definitions
from monitoring.tabellen.tabel import make_tabel
from sto_portal.money import round_half_up, share_in_basispunten
from sto_portal.spreadsheets import Kolom

CENTS_IN_THOUSAND_EUROS = 1000_00


def tabel_2_2(populatie):
    """Subsidy, co-financing of business and their sum per region, in thousands of euros (rapport h2 Tabel 2.2).

    Worked out in cents and rounded half up at the end; minimum and maximum over all regions.
    """
    uitleg = definitions()["definities"]
    plannen = add_up_investeringen(populatie.plans())
    values = {
        "subsidie": [plan.subsidie_cents for plan in plannen],
        "cofinanciering": [plan.cofinanciering_cents for plan in plannen],
        "totaal": [plan.totaal_cents for plan in plannen],
    }
    kolommen = (
        Kolom("naam", "Bedrag", "tekst"),
        Kolom("minimum", "Minimum per regio", "getal", uitleg["bedrag_minimum"]),
        Kolom("maximum", "Maximum per regio", "getal", uitleg["bedrag_maximum"]),
        Kolom("gemiddeld", "Gemiddeld per regio", "getal", uitleg["bedrag_gemiddelde"]),
        Kolom("totaal", f"Totaal ({len(plannen)} regio’s)", "getal", uitleg["bedrag_totaal"]),
    )
    rijen = [thousands(rij["naam"], values[rij["soort"]]) for rij in definitions()["tabel-2-2"]["rijen"]]
    return make_tabel("tabel-2-2", kolommen, rijen, totaalrij=rijen[-1]["naam"])


def thousands(naam, cents):
    """One row of amounts in whole thousands of euros from int cents; an empty population gives None."""
    if not cents:
        return {"naam": naam, "minimum": None, "maximum": None, "gemiddeld": None, "totaal": 0}
    return {
        "naam": naam,
        "minimum": in_thousands(min(cents)),
        "maximum": in_thousands(max(cents)),
        "gemiddeld": in_thousands(Decimal(sum(cents)) / len(cents)),
        "totaal": in_thousands(sum(cents)),
    }


def in_thousands(cents):
    return int(round_half_up(Decimal(cents) / CENTS_IN_THOUSAND_EUROS))


def figuur_2_1(populatie):
    """How many regions have which share of co-financing in all income (rapport h2 Figuur 2.1).

    Classes in basis points: the lower bound counts, the upper does not; the last class has no upper bound.
    """
    bounds = definitions()["figuur-2-1"]["klassen_basispunten"]
    shares = [
        share_in_basispunten(plan.cofinanciering_cents, plan.inkomsten_cents)
        for plan in add_up_investeringen(populatie.plans())
    ]
    rijen = []
    for lower, upper in zip(bounds, [*bounds[1:], None], strict=True):
        inside = [share for share in shares if share >= lower and (upper is None or share < upper)]
        rijen.append({"naam": class_name(lower, upper), "regios": len(inside), "aandeel": part_of(inside, shares)})
    kolommen = (
        Kolom("naam", "Aandeel cofinanciering", "tekst"),
        Kolom("regios", "Aantal regio's", "getal", "Het aantal regio's met een aandeel in deze klasse."),
        Kolom("aandeel", "Deel van alle regio's (%)", "getal", "Dat aantal als percentage van alle regio's."),
    )
    return make_tabel("figuur-2-1", kolommen, rijen)


def class_name(lower, upper):
    """'10 tot 15 %' for 1000 and 1500 basis points."""
    if upper is None:
        return f"{lower // 100} % of meer"
    return f"{lower // 100} tot {upper // 100} %"


def part_of(inside, everything):
    return round_half_up(Decimal(100 * len(inside)) / len(everything), 1) if everything else None
