"""What the partners of a demo plan bring in: business for the co-financing, others where a region has room for it."""

from sto_portal import money
from sto_portal.demo import namen
from sto_portal.demo.inhoud import Cofinanciering

BEDRIJFSLEVEN = ("bedrijf", "branche")
# Of which words a kind of partner tells what it brings in.
WOORDEN = {"bedrijf": "bedrijven", "branche": "bedrijven", "overheid": "overheid"}
# soort: (chance out of ten that such a partner contributes, its weight beside the others)
OVERIGEN = {
    "penvoerder": (6, 120),
    "vmbo": (5, 100),
    "mbo": (7, 140),
    "vso_pro": (3, 30),
    "po": (3, 8),
    "hbo_wo": (5, 40),
    "overheid": (7, 110),
}
REGIOS_MET_OVERIGEN = 8  # out of ten
MINST_EUR = 4000
VEEL_EUR = 60_000


def make_bijdragen(regio, partners):
    """The contributions in whole euros: those of business add up to the region's cofinanciering exactly."""
    business = [partner for partner in partners if partner.soort in BEDRIJFSLEVEN]
    others = choose_others(regio, partners)
    weights = [_weight(regio, partner) for partner in business]
    rows = _make_rows(regio, business, regio.cofinanciering_eur, weights)
    weights = [_weight(regio, partner) * OVERIGEN[partner.soort][1] for partner in others]
    return (*rows, *_make_rows(regio, others, count_overige_euros(regio), weights))


def choose_others(regio, partners):
    """Who brings something in beside business: never nobody."""
    found = [
        partner
        for partner in partners
        if partner.soort in OVERIGEN
        and namen.between(1, 10, regio.volgnummer, partner.sleutel, "overige") <= OVERIGEN[partner.soort][0]
    ]
    return found or [partners[0]]


def count_overige_euros(regio):
    """What partners outside business bring in together, in thousands of euros; 0 in some of the regions."""
    investment = regio.gevraagd_eur + regio.cofinanciering_eur
    if namen.between(1, 10, regio.volgnummer, "overige bijdragen") > REGIOS_MET_OVERIGEN:
        return 0
    wish = investment * namen.between(15, 60, regio.volgnummer, "overige bijdragen") // 1000
    euros = min(wish, (regio.hoogste_inkomsten_eur - investment) * 9 // 10) // 1000 * 1000
    return euros if euros >= MINST_EUR else 0


def _weight(regio, partner):
    """Most partners bring in about as much as the next, a few three times that."""
    large = namen.number_for(regio.volgnummer, partner.sleutel, "groot") % 6 == 0
    return namen.between(60, 140, regio.volgnummer, partner.sleutel, "bijdrage") * (3 if large else 1)


def _make_rows(regio, partners, euros, weights):
    return [
        row
        for partner, part in zip(partners, money.spread(euros, weights), strict=True)
        for row in _make_bijdragen(regio, partner, part)
    ]


def _make_bijdragen(regio, partner, euros):
    """Rows in kind, two of what is a lot, and one in money, of what is not nothing."""
    words = namen.load_teksten("partners")["bijdragen"][WOORDEN.get(partner.soort, "onderwijs")]
    key = (regio.volgnummer, partner.sleutel)
    share = namen.between(0, 4, *key, "in geld")
    in_geld = euros * share * words["geld_deel"] // 10_000 * 100 if share > 1 else 0
    in_natura = euros - in_geld
    parts = money.spread(in_natura, [3, 2] if in_natura > VEEL_EUR else [1])
    start = namen.number_for(*key, "natura")
    found = [
        ("natura", words["natura"][(start + place) % len(words["natura"])]["tekst"], amount)
        for place, amount in enumerate(parts)
    ]
    for vorm, text, amount in (*found, ("geld", namen.pick(words["geld"], *key, "geld"), in_geld)):
        if amount:
            yield Cofinanciering(partner.sleutel, vorm, text, amount * 100)
