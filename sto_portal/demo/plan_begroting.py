"""The budget of a demo plan: rows that add up to subsidy and co-financing to the cent."""

from sto_portal import money
from sto_portal.demo import namen
from sto_portal.demo.inhoud import Begrotingsregel

AFRONDING_EUR = 50
OVERHEAD_PERCENTAGE = 45  # of the activity 'organisatie' alone
MINIMUM_INHUUR = 8
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


def make_begroting(regio, activiteiten, partners):
    """Rows per activity, partner, kind of cost and year, rounded to fifty euros where that can be."""
    cells = [cell for activiteit in activiteiten for cell in _make_cells(regio, activiteit, partners)]
    euros = _spread_euros(regio.subsidie_eur + regio.cofinanciering_eur, [weight for *_, weight in cells])
    return tuple(
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
