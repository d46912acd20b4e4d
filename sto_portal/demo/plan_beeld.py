"""What the sentences of one demo plan may name: its places, partners, trades and figures."""

from sto_portal import money
from sto_portal.demo import namen, teksten
from sto_portal.demo.beeld_geld import make_inbreng
from sto_portal.demo.plan_aanbod import HARD, LEERWEGEN, count_pupils, technical_growth
from sto_portal.demo.plan_organisatie import make_organisatie

KLEINE_AFDELING = 15
LEERJAREN = 2  # the pupils of leerjaar 3 and 4 together; those of one leave each year


def make_beeld(regio, eerste_jaar, partners, aanbod, prognose, docenten, bijdragen):
    """All names that a sentence can use, as text; pairs `…_getallen`, `…_begin` and `doorstroom_aantal` are numbers."""
    beeld = {"volgnummer": regio.volgnummer, **_make_plaatsen(regio), **_make_partners(regio, partners)}
    beeld |= _make_jaren(eerste_jaar)
    beeld |= _make_sectoren(regio)
    beeld |= _make_leerlingen(regio, aanbod, prognose)
    beeld |= _make_docenten(regio, docenten)
    beeld |= _make_geld(regio, aanbod) | make_inbreng(regio, partners, bijdragen)
    beeld |= _make_schattingen(regio) | _make_getallen(regio, aanbod) | _make_stukken(regio)
    beeld |= make_organisatie(regio, partners)
    beeld |= _make_kleine_school(partners, aanbod)
    return beeld


def _make_plaatsen(regio):
    words = namen.load_teksten("beeld")
    gemeenten = regio.gemeentenamen
    return {
        **namen.pick(words["streken"], regio.volgnummer, "streek"),
        "regio": regio.naam,
        "kort": regio.hoofdplaats,
        "plaats2": namen.plaats(regio.volgnummer, 1),
        "provincie": namen.provincie(regio.volgnummer),
        "gemeenten": teksten.enumerate_names(gemeenten),
        "gemeenten_aantal": teksten.count(len(gemeenten), "gemeente", "gemeenten"),
    }


def _make_partners(regio, partners):
    def first(soort, otherwise, place=0):
        found = [namen.short_name(partner.naam, partner.plaats) for partner in partners if partner.soort == soort]
        return found[place] if len(found) > place else otherwise

    vmbo = teksten.count(regio.vmbo, "vmbo-school", "vmbo-scholen")
    return {
        "partners": teksten.count(len(partners), "partner", "partners"),
        "vmbo_scholen": vmbo,
        "vmbo_scholen_h": teksten.capitalise(vmbo),
        "mbo_instellingen": teksten.count(regio.mbo, "mbo-instelling", "mbo-instellingen"),
        "bedrijven": teksten.count(regio.bedrijven, "bedrijf", "bedrijven"),
        "penvoerder": first("penvoerder", "de penvoerder"),
        "mbo1": first("mbo", "het mbo"),
        "bedrijf1": first("bedrijf", f"de werkplaats in {regio.hoofdplaats}"),
        "bedrijf2": first("bedrijf", f"het ondernemersloket in {regio.hoofdplaats}", 1),
        "branche": first("branche", f"de ondernemers in {regio.hoofdplaats}"),
    }


def _make_jaren(eerste_jaar):
    return {
        "peiljaar": eerste_jaar - 2,
        "vorig_jaar": eerste_jaar - 1,
        **{f"jaar{number}": eerste_jaar + number - 1 for number in (1, 2, 3, 4, 10)},
    }


def _make_sectoren(regio):
    """Three trades of the region, the first the most important."""
    sectoren = namen.load_teksten("beeld")["sectoren"]
    rounds, start = divmod(regio.volgnummer, len(sectoren))
    step = 1 + rounds % ((len(sectoren) - 1) // 2)
    fields = {}
    for number in (1, 2, 3):
        sector = sectoren[(start + step * (number - 1)) % len(sectoren)]
        fields |= {f"{name}{number}": text for name, text in sector.items() if name != "naam"}
        fields[f"sector{number}"] = sector["naam"]
        fields[f"sector{number}_h"] = teksten.capitalise(sector["naam"])
    return fields


def _make_leerlingen(regio, aanbod, prognose):
    now = regio.techniekleerlingen
    bovenbouw = count_pupils(aanbod)
    later = now + technical_growth(regio)
    scholen = {row.partner for row in aanbod if row.profiel in HARD}
    profielen = sorted({row.profiel for row in aanbod if row.profiel in HARD})
    at_schools = teksten.count(len(scholen), "vestiging", "vestigingen") if scholen else "de vmbo-vestigingen"
    return {
        "techniek": teksten.count(now, "leerling", "leerlingen"),
        "techniek_van": teksten.count(now, "leerling", "leerlingen").replace("geen", "nul"),
        "techniek_straks": teksten.count(later, "leerling", "leerlingen"),
        "techniek_getallen": ((now + later + 1) // 2, later),
        "techniek_begin": now,
        "bovenbouw": money.format_number(bovenbouw),
        "aandeel": teksten.percentage(now, bovenbouw),
        "techniek_scholen": at_schools,
        "techniek_scholen_h": teksten.capitalise(at_schools),
        "profielen": teksten.enumerate_names(profielen) if profielen else "alleen keuzevakken techniek",
        **_make_trend(prognose),
    }


def _make_trend(prognose):
    first, last = prognose[0].leerlingen, prognose[-1].leerlingen
    change = teksten.percentage(abs(last - first), first)
    if abs(last - first) * 100 < first:
        zin = "Het aantal leerlingen blijft ongeveer gelijk, terwijl de vraag groeit."
        return {"leerlingtrend": "blijft gelijk", "leerlingzin": zin}
    if last < first:
        zin = f"Daar komt bij dat het aantal vmbo-leerlingen tot {prognose[-1].jaar} met {change} daalt."
        return {"leerlingtrend": f"daalt met {change}", "leerlingzin": zin}
    zin = f"Het aantal vmbo-leerlingen groeit tot {prognose[-1].jaar} met {change}, maar de vraag groeit harder."
    return {"leerlingtrend": f"groeit met {change}", "leerlingzin": zin}


def _make_docenten(regio, docenten):
    totals = {
        name: sum(getattr(row, name) for row in docenten if row.profiel in (*HARD, "MVI-IT", "MaT", "D&P"))
        for name in ("bevoegd", "bijscholing_bevoegdheid", "verdieping_verbreding", "vervanging")
    }
    shortage = max(2, totals["vervanging"] * namen.between(90, 160, regio.volgnummer, "tekort") // 100)
    scholing = max(2, totals["bijscholing_bevoegdheid"])
    return {
        "docenten": teksten.a_few(totals["bevoegd"], "docenten"),
        "docenten_scholing": teksten.a_few(totals["bijscholing_bevoegdheid"], "docenten"),
        "docenten_verdieping": teksten.a_few(totals["verdieping_verbreding"], "docenten"),
        "docenten_vervanging": teksten.a_few(totals["vervanging"], "docenten"),
        "vervanging_n": teksten.in_words(max(2, totals["vervanging"])),
        "tekort_docenten": teksten.in_words(shortage),
        "tekort_instructeurs": teksten.in_words(max(2, shortage // 2)),
        "zij_instromers": teksten.in_words(max(2, shortage * 2 // 3)),
        "hybride": teksten.in_words(max(2, shortage // 2)),
        "scholing_getallen": (max(2, scholing // 2), max(4, scholing)),
        "stages_getallen": (max(2, totals["bevoegd"] // 2), max(4, totals["bevoegd"])),
    }


def _make_geld(regio, aanbod):
    potential = max(1, count_pupils(aanbod, leerwegen=(*LEERWEGEN, "tl")))
    return {
        "subsidie": teksten.euro(regio.gevraagd_eur),
        "potentieel": money.format_number(potential),
        "per_leerling": teksten.euro(regio.gevraagd_eur // potential),
        "po_leerlingen": money.format_number(max(40, potential // 20 * 10)),
    }


def _make_schattingen(regio):
    """Estimates that no other part of the plan holds: vacancies, rooms, marks."""

    def between(low, high, name):
        return namen.between(low, high, regio.volgnummer, name)

    cijfer = between(58, 69, "cijfer")
    lokalen = _count_lokalen(regio)
    vergrijzing = f"{between(27, 41, 'vergrijzing')} procent"
    return {
        "vacatures": money.format_number(between(12, 95, "vacatures") * 10),
        "interviews": teksten.in_words(between(9, 38, "interviews")),
        "cijfer": f"{cijfer // 10},{cijfer % 10}",
        "leeftijd_machines": teksten.in_words(between(11, 19, "machines")),
        "vergrijzing": vergrijzing,
        "vergrijzing_h": vergrijzing,
        "kleine_groep": between(12, 24, "kleine groep"),
        "lokalen": teksten.in_words(lokalen),
        "lokalen_nieuw": teksten.in_words(max(3, lokalen // 3)),
    }


def _count_lokalen(regio):
    return regio.vmbo * 2 + namen.between(1, 4, regio.volgnummer, "lokalen")


def _make_getallen(regio, aanbod):
    """Pairs of numbers for the milestones after two and four years, and the texts that repeat them."""

    def between(low, high, name):
        return namen.between(low, high, regio.volgnummer, name)

    lokalen, pupils = _count_lokalen(regio), regio.techniekleerlingen
    doorstroom = between(28, 46, "doorstroom")
    onward = count_pupils(aanbod) // LEERJAREN * doorstroom // 100
    keuzevakken = between(4, 9, "keuzevakken")
    bezetting = between(62, 74, "bezetting")
    return {
        "keuzevakken_n": teksten.in_words(keuzevakken),
        "doorstroompct": f"{doorstroom} procent",
        "doorstroom_straks": f"{doorstroom + 9} procent",
        "doorstroom_aantal": onward,
        "doorstroom_n": money.format_number(onward),
        "doorstroom_getallen": (doorstroom + 4, doorstroom + 9),
        "doorstroom_begin": doorstroom,
        "bezetting_getallen": (bezetting, bezetting + 15),
        "bereik_getallen": (between(80, 88, "bereik"), between(94, 99, "bereik later")),
        "keuzevakken_getallen": (keuzevakken // 2, keuzevakken),
        "lokalen_getallen": (max(2, lokalen // 6), max(3, lokalen // 3)),
        "opdrachten_getallen": (40 + pupils // 4, 60 + pupils // 2),
    }


def _make_stukken(regio):
    """Papers, projects and people that the answers name."""
    words = namen.load_teksten("beeld")
    agenda = namen.number_for(regio.volgnummer, "agenda")
    oorzaak = namen.number_for(regio.volgnummer, "oorzaak")

    def turn(name, place):
        return words[name][place % len(words[name])]

    return {
        "agenda1": turn("agendas", agenda),
        "agenda2": turn("agendas", agenda + 1),
        "oorzaak1": turn("oorzaken", oorzaak),
        "oorzaak2": turn("oorzaken", oorzaak + 1),
        "project": f"{namen.pick(words['projecten'], regio.volgnummer, 'project')} {regio.hoofdplaats}",
        "netwerk_h": teksten.capitalise(namen.pick(words["netwerken"], regio.volgnummer, "netwerk")),
        "projectleider": namen.persoon(regio.volgnummer, "projectleider"),
        "vervanger": namen.persoon(regio.volgnummer, "vervanger"),
        "vorig_werk": namen.pick(words["vorig_werk"], regio.volgnummer, "vorig werk"),
    }


def _make_kleine_school(partners, aanbod):
    """The school with the fewest technical pupils, where that is fewer than KLEINE_AFDELING; else empty names."""
    totals = {}
    for row in aanbod:
        if row.profiel in HARD:
            totals[row.partner] = totals.get(row.partner, 0) + row.leerlingen
    small = min(totals.items(), key=lambda item: item[1], default=(None, KLEINE_AFDELING))
    if small[1] >= KLEINE_AFDELING:
        return {"kleine_school": "", "kleine_leerlingen": ""}
    school = next(partner for partner in partners if partner.sleutel == small[0])
    return {
        "kleine_school": namen.short_name(school.naam, school.plaats),
        "kleine_leerlingen": teksten.count(small[1], "leerling", "leerlingen"),
    }
