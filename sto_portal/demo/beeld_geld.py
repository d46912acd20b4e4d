"""What the sentences of one demo plan may say about the contributions of its partners."""

from sto_portal.demo import teksten
from sto_portal.demo.plan_bijdragen import BEDRIJFSLEVEN

SOORTEN = {
    "penvoerder": "vmbo-scholen",
    "vmbo": "vmbo-scholen",
    "mbo": "mbo-instellingen",
    "vso_pro": "scholen voor vso en praktijkonderwijs",
    "po": "basisscholen",
    "hbo_wo": "het hoger onderwijs",
    "overheid": "lokale overheden",
}


def make_inbreng(regio, partners, bijdragen):
    """The co-financing of business, its share in all income, and what the other partners bring in."""
    soorten = {partner.sleutel: partner.soort for partner in partners}
    others = [bijdrage for bijdrage in bijdragen if soorten[bijdrage.partner] not in BEDRIJFSLEVEN]
    overige = sum(bijdrage.bedrag_cents for bijdrage in others) // 100
    total = regio.gevraagd_eur + regio.cofinanciering_eur + overige
    kinds = dict.fromkeys(SOORTEN[soorten[bijdrage.partner]] for bijdrage in others)
    in_geld = any(bijdrage.vorm == "geld" and soorten[bijdrage.partner] in BEDRIJFSLEVEN for bijdrage in bijdragen)
    return {
        "cofin": teksten.euro(regio.cofinanciering_eur),
        "cofin_vormen": "in geld, uren en materiaal" if in_geld else "in uren en materiaal",
        "cofin_deel": teksten.percentage(regio.cofinanciering_eur, total),
        "totaal": teksten.euro(total),
        "inbreng_overig": (
            f"Andere partners brengen samen {teksten.euro(overige)} in: {teksten.enumerate_names(list(kinds))}."
            if overige
            else "De scholen en de andere partners brengen zelf geen geld of uren in."
        ),
    }
