"""The schools' pupils, the forecast and the teachers of a demo plan, in line with the Demoregio's technical pupils."""

from datetime import date

from sto_portal import money
from sto_portal.demo import namen
from sto_portal.demo.inhoud import Aanbod, Docententekort, Leerlingenprognose
from sto_portal.demo.regeling import parameters

HARD = ("PIE", "BWI", "M&T")
TECHNOLOGISCH = ("MVI-IT", "MaT")
OVERIG = ("D&P", "Z&W", "E&O", "Groen", "HBR")
PROFIELEN = ("BWI", "PIE", "M&T", "MaT", "MVI-IT", "D&P", "HBR", "Groen", "Z&W", "E&O")
LEERWEGEN = ("bb", "kb", "gl")
PROGNOSEJAREN = 10
TELJAREN_TERUG = 2  # years between the last count of pupils and the first subsidy year
TECHNOLOGISCHE_INVULLING = {"D&P": 70, "Groen": 30, "E&O": 15, "": 35}  # percent of the schools


def make_aanbod(regio, partners, eerste_jaar):
    """Rows per school, profiel and leerweg: the pupils now, those in leerjaar 3, and those wanted after four years.

    The hard-technical rows (PIE, BWI, M&T) add up to `techniekleerlingen`; in a techniekarme regio they are at most
    a tenth of bb, kb and gl; in a techniekregio at least two schools have a technical profiel, if there are two.
    """
    scholen = [partner.sleutel for partner in partners if partner.soort in ("penvoerder", "vmbo")]
    technical = _technical_schools(regio, scholen)
    counts = {}
    for school, pupils in _spread_pupils(regio, technical):
        _add_profielen(counts, regio, school, pupils, _hard_profielen(regio, school, pupils))
    if not regio.is_techniekarm:
        _add_second_technical_school(counts, regio, scholen)
    _add_other_profielen(counts, regio, scholen)
    _add_until_it_is_paid_for(counts, regio, technical or scholen)
    wanted = aim_at(regio, {key: leerlingen for key, leerlingen in counts.items() if leerlingen}, scholen)
    keys = sorted(wanted, key=lambda key: (scholen.index(key[0]), *key[1:]))
    return tuple(_make_row(regio, key, counts.get(key, 0), wanted[key], eerste_jaar - TELJAREN_TERUG) for key in keys)


def _make_row(regio, key, leerlingen, gewenst, schooljaar):
    school, profiel, _leerweg = key
    chance = TECHNOLOGISCHE_INVULLING.get(profiel, 0)
    return Aanbod(
        *key,
        leerlingen=leerlingen,
        instroom=leerlingen * namen.between(47, 53, regio.volgnummer, *key, "instroom") // 100,
        streef_leerlingen=gewenst,
        technologisch=namen.between(1, 100, regio.volgnummer, school, profiel, "invulling") <= chance,
        schooljaar=schooljaar,
    )


def aim_at(regio, counts, scholen):
    """{(school, profiel, leerweg): pupils wanted}: hard technique grows as the goal says, at the cost of the others."""
    growth = technical_growth(regio)
    hard = {key: number for key, number in counts.items() if key[1] in HARD} or {(scholen[0], HARD[0], "kb"): 0}
    others = {key: number for key, number in counts.items() if key not in hard}
    more = zip(hard, money.spread(growth, [number + 1 for number in hard.values()]), strict=True)
    fewer = zip(others, money.spread(growth, list(others.values())), strict=True)
    wanted = {key: counts.get(key, 0) + extra for key, extra in more}
    return wanted | {key: max(0, others[key] - gone) for key, gone in fewer}


def technical_growth(regio):
    """The extra technical pupils after four years: in a techniekarme regio a large part, from a small number."""
    low, high, least = (30, 60, 36) if regio.is_techniekarm else (8, 22, 6)
    return max(least, regio.techniekleerlingen * namen.between(low, high, regio.volgnummer, "groei") // 100)


def _technical_schools(regio, scholen):
    """Enough schools for about 25 pupils each, at least two in a techniekregio, none without pupils."""
    if not regio.techniekleerlingen:
        return []
    least = 1 if regio.is_techniekarm else 2
    count = max(least, regio.techniekleerlingen // namen.between(22, 40, regio.volgnummer, "per school"))
    return scholen[: min(count, len(scholen), regio.techniekleerlingen)]


def _spread_pupils(regio, scholen):
    weights = [namen.between(25, 150, regio.volgnummer, school, "techniek") for school in scholen]
    return zip(scholen, money.spread(regio.techniekleerlingen, weights), strict=True)


def _hard_profielen(regio, school, pupils):
    count = 1 if pupils < 30 else 2 if pupils < 75 else 3
    start = namen.between(0, 2, regio.volgnummer, school, "profiel")
    return [HARD[(start + i) % 3] for i in range(count)]


def _add_profielen(counts, regio, school, pupils, profielen):
    """Divide pupils of a school over profielen and over bb, kb and gl; nothing is lost to rounding."""
    weights = [namen.between(70, 130, regio.volgnummer, school, profiel) for profiel in profielen]
    for profiel, part in zip(profielen, money.spread(pupils, weights), strict=True):
        bb = namen.between(36, 46, regio.volgnummer, school, profiel, "bb")
        for leerweg, number in zip(LEERWEGEN, money.spread(part, [bb, 40, 60 - bb]), strict=True):
            key = (school, profiel, leerweg)
            counts[key] = counts.get(key, 0) + number


def _add_second_technical_school(counts, regio, scholen):
    """With fewer than two pupils in hard technique the technical profiel of the other schools is MVI-IT."""
    with_pupils = {school for (school, _, _), pupils in counts.items() if pupils}
    for school in scholen[:2]:
        if len(with_pupils) < 2 and school not in with_pupils:
            _add_profielen(counts, regio, school, 24, ["MVI-IT"])
            with_pupils.add(school)


def _add_other_profielen(counts, regio, scholen):
    """Pupils outside hard technique at every school, and theoretische leerweg at about half of them."""
    technical = regio.techniekleerlingen
    factor = (
        namen.between(1150, 1300, regio.volgnummer, "arm")
        if regio.is_techniekarm
        else namen.between(180, 420, regio.volgnummer, "rijk")
    )
    total = technical * factor // 100 + (140 if regio.is_techniekarm else 45) * len(scholen)
    weights = [namen.between(60, 140, regio.volgnummer, school, "overig") for school in scholen]
    for index, (school, pupils) in enumerate(zip(scholen, money.spread(total, weights), strict=True)):
        _add_profielen(counts, regio, school, pupils, _other_profielen(regio, school, index, pupils))
        if index % 2 == 0:
            counts[school, "", "tl"] = namen.between(40, 120, regio.volgnummer, school, "tl")


def _add_until_it_is_paid_for(counts, regio, scholen):
    """Pupils in a technological profiel, until the rates of the regeling times the pupils cover what is asked."""
    bb_kb, gl = load_tarieven()
    paid = sum(
        pupils * (gl if leerweg == "gl" else bb_kb)
        for (_school, profiel, leerweg), pupils in counts.items()
        if profiel in (*HARD, *TECHNOLOGISCH)
    )
    short = regio.gevraagd_eur * 100 - paid
    if short > 0 and not regio.is_techniekarm:
        least = (bb_kb * 3 + gl) // 4  # of the pupils of a school never more than a quarter is in gl
        number = min(len(scholen), 3)
        for school, pupils in zip(scholen[:number], money.spread(-(-short // least), [1] * number), strict=True):
            _add_profielen(counts, regio, school, pupils + 1, [namen.pick(TECHNOLOGISCH, regio.volgnummer, school)])


def load_tarieven():
    """(Cents per pupil in bb and kb, in gl) of the regeling."""
    return parameters()["tarief_bb_kb_cents"], parameters()["tarief_gl_cents"]


def _other_profielen(regio, school, index, pupils):
    start = namen.between(0, 4, regio.volgnummer, school, "overig profiel")
    profielen = [OVERIG[(start + i) % 5] for i in range(1 + min(3, pupils // 60))]
    if index % 4 == 1 and pupils >= 80 and not regio.is_techniekarm:
        profielen.append(namen.pick(TECHNOLOGISCH, regio.volgnummer, school, "technologisch"))
    return profielen


def count_pupils(aanbod, *, profielen=None, leerwegen=LEERWEGEN):
    """Pupils in the given profielen (default all) and leerwegen (default bb, kb and gl)."""
    return sum(
        row.leerlingen for row in aanbod if row.leerweg in leerwegen and (profielen is None or row.profiel in profielen)
    )


def make_leerlingenprognose(regio, aanbod, eerste_jaar):
    """Ten years from the year of application, shrinking or growing by the region's own yearly per mille."""
    leerlingen = count_pupils(aanbod, leerwegen=(*LEERWEGEN, "tl"))
    promille = namen.between(-22, 6, regio.volgnummer, "krimp")
    bron, day = "Leerlingenprognose op vestigingen (demo)", date(eerste_jaar - TELJAREN_TERUG, 10, 1)
    rows = []
    for jaar in range(eerste_jaar, eerste_jaar + PROGNOSEJAREN):
        rows.append(Leerlingenprognose(jaar, leerlingen, bron, day))
        leerlingen = leerlingen * (1000 + promille) // 1000
    return tuple(rows)


def make_docententekort(regio, aanbod):
    """One row for each of the ten profielen; a profiel without pupils has no teachers."""
    rows = []
    for profiel in PROFIELEN:
        pupils = count_pupils(aanbod, profielen=(profiel,))
        key = (regio.volgnummer, profiel, "docenten")
        bevoegd = -(-pupils // namen.between(15, 22, *key))
        rows.append(
            Docententekort(
                profiel=profiel,
                bevoegd=bevoegd,
                bijscholing_bevoegdheid=bevoegd * namen.between(10, 35, *key, "bijscholing") // 100,
                verdieping_verbreding=bevoegd * namen.between(25, 60, *key, "verdieping") // 100,
                vervanging=-(-bevoegd * namen.between(8, 30, *key, "vervanging") // 100),
            )
        )
    return tuple(rows)
