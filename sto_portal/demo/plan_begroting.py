"""The budget of a demo plan: rows that add up to subsidy and contributions to the cent."""

from dataclasses import replace
from functools import cache

from sto_portal import money
from sto_portal.demo import namen
from sto_portal.demo.inhoud import Begrotingsregel

AFRONDING_EUR = 50
OVERHEAD_PERCENTAGE = 45  # of the activity 'organisatie' alone
MINIMUM_INHUUR = 8
PER_JAAR_EUR = 25_000  # a contribution in kind above this is spread over more years
OMSCHRIJVING = {
    "loon": (
        "Uren van docenten en begeleiders",
        "Uren voor ontwikkeling en uitvoering",
        "Inzet van docenten en coördinatoren",
    ),
    "materieel": ("Machines en materiaal", "Apparatuur, software en gereedschap", "Inrichting en lesmateriaal"),
    "inhuur": ("Externe deskundigen", "Trainers van buiten de scholen"),
    "overhead": ("Administratie, controle en huisvesting", "Financiële administratie en accountant"),
}


def make_begroting(regio, activiteiten, partners, bijdragen):
    """Rows per activity, partner, kind of cost and year, rounded to fifty euros where that can be.

    First what partners bring in in kind, as costs of their own; subsidy and money pay for the rest.
    """
    own = carry_in_kind(regio, activiteiten, bijdragen)
    income = regio.gevraagd_eur * 100 + sum(bijdrage.bedrag_cents for bijdrage in bijdragen)
    rest = income - sum(regel.bedrag_cents for regel in own)
    cells = [cell for activiteit in activiteiten for cell in _make_cells(regio, activiteit, partners)]
    euros = _spread_euros(rest // 100, [weight for *_, weight in cells])
    paid = (
        Begrotingsregel(
            activiteit=activiteit,
            partner=partner,
            kostensoort=kostensoort,
            jaar=jaar,
            omschrijving=namen.pick(OMSCHRIJVING[kostensoort], regio.volgnummer, activiteit, partner, kostensoort),
            bedrag_cents=amount * 100,
        )
        for (activiteit, partner, kostensoort, jaar, _), amount in zip(cells, euros, strict=True)
        if amount
    )
    return (*paid, *own)


def carry_in_kind(regio, activiteiten, bijdragen):
    """Costs of the partner itself, as large as what it brings in in kind and under the same words."""
    return tuple(
        regel
        for bijdrage in bijdragen
        if bijdrage.vorm == "natura"
        for regel in _carry(regio, choose_activiteit(regio, activiteiten, bijdrage), bijdrage)
    )


def choose_activiteit(regio, activiteiten, bijdrage):
    """An activity in which such a contribution belongs; the organisation where the plan has none."""
    fitting = load_natura()[bijdrage.omschrijving]["bij"]
    found = [activiteit for activiteit in activiteiten if activiteit.sleutel in fitting] or activiteiten[:1]
    return namen.pick(found, regio.volgnummer, bijdrage.partner, bijdrage.omschrijving)


@cache
def load_natura():
    """{text of a contribution in kind: its entry in fixtures/demo_teksten/partners.yaml}."""
    kinds = namen.load_teksten("partners")["bijdragen"].values()
    return {entry["tekst"]: entry for words in kinds for entry in words["natura"]}


def _carry(regio, activiteit, bijdrage):
    """The contribution in the years of the activity: a small one in one of them, a large one in all."""
    years = range(activiteit.begin_datum.year, activiteit.eind_datum.year + 1)
    count = min(len(years), 1 + bijdrage.bedrag_cents // 100 // PER_JAAR_EUR)
    start = namen.between(0, len(years) - count, regio.volgnummer, bijdrage.partner, "jaar")
    for jaar, euros in zip(years[start:], _spread_euros(bijdrage.bedrag_cents // 100, [1] * count), strict=False):
        if euros:
            yield Begrotingsregel(
                activiteit=activiteit.sleutel,
                partner=bijdrage.partner,
                kostensoort=load_natura()[bijdrage.omschrijving]["kosten"],
                jaar=jaar,
                omschrijving=bijdrage.omschrijving,
                bedrag_cents=euros * 100,
            )


def involve(activiteiten, partners, begrotingsregels):
    """The activities with everyone who has costs in them among those involved, in the order of the plan."""
    found = {}
    for regel in begrotingsregels:
        found.setdefault(regel.activiteit, set()).add(regel.partner)
    return tuple(
        replace(
            activiteit,
            betrokken=tuple(
                partner.sleutel
                for partner in partners
                if partner.sleutel in {*activiteit.betrokken, *found.get(activiteit.sleutel, ())}
                and partner.sleutel != activiteit.uitvoerder
            ),
        )
        for activiteit in activiteiten
    )


def _spread_euros(total, weights):
    """`total` over the weights in steps of AFRONDING_EUR; what is left goes to the largest."""
    steps, rest = divmod(total, AFRONDING_EUR)
    amounts = [part * AFRONDING_EUR for part in money.spread(steps, weights)]
    amounts[amounts.index(max(amounts))] += rest
    return amounts


def _make_cells(regio, activiteit, partners):
    """(activiteit, partner, kostensoort, jaar, weight): the weights of an activity follow its share of the budget."""
    costs = next(row for row in namen.load_teksten("activiteiten") if row["sleutel"] == activiteit.sleutel)
    years = range(activiteit.begin_datum.year, activiteit.eind_datum.year + 1)
    size = costs["gewicht"] * namen.between(75, 125, regio.volgnummer, activiteit.sleutel, "gewicht")
    for jaar in years:
        part = size * namen.between(80, 120, regio.volgnummer, activiteit.sleutel, jaar) // len(years)
        for partner, share in _divide_over_partners(regio, activiteit, partners):
            for kostensoort, percentage in _divide_over_kinds(activiteit, costs, share):
                yield activiteit.sleutel, partner, kostensoort, jaar, part * share * percentage


def _divide_over_partners(regio, activiteit, partners):
    """The one who carries it out and a vmbo school that works along, with their shares in percent."""
    scholen = [partner.sleutel for partner in partners if partner.soort in ("penvoerder", "vmbo")]
    others = [sleutel for sleutel in scholen if sleutel != activiteit.uitvoerder]
    if not others:
        return [(activiteit.uitvoerder, 100)]
    share = 35 if activiteit.uitvoerder.startswith("bedrijf") else 65
    return [
        (activiteit.uitvoerder, share),
        (namen.pick(others, regio.volgnummer, activiteit.sleutel, "mee"), 100 - share),
    ]


def _divide_over_kinds(activiteit, costs, share):
    """Kinds of cost in percent; overhead only for the organisation, inhuur only where it matters."""
    is_main = share >= 50
    overhead = OVERHEAD_PERCENTAGE if activiteit.sleutel == "organisatie" and is_main else 0
    inhuur = costs["inhuur"] if is_main and costs["inhuur"] >= MINIMUM_INHUUR else 0
    materieel = costs["materieel"]
    kinds = [
        ("loon", 100 - overhead - inhuur - materieel),
        ("materieel", materieel),
        ("inhuur", inhuur),
        ("overhead", overhead),
    ]
    return [(kind, percentage) for kind, percentage in kinds if percentage]
