"""Goals, milestones, activities and risks of a demo plan."""

from datetime import date

from sto_portal import money
from sto_portal.demo import namen, teksten
from sto_portal.demo.inhoud import Activiteit, Doelstelling, Mijlpaal, Risico

ALWAYS = ("instroom", "bereikbaar", "apparatuur")
MAXIMUM_EXTRA = 3
MAXIMUM_ACTIVITEITEN = 14
# periode: (years to wait, months to wait at most, year in which it ends)
PERIODEN = {"start": (0, 6, 2), "heel": (0, 2, 4), "midden": (1, 5, 3), "laat": (2, 7, 4)}


def make_doelstellingen(regio, beeld):
    """Three to six goals, of which every landelijk doel has at least one, with milestones after two and four years."""
    catalogue = namen.load_teksten("doelen")
    rest = sorted(
        (doel["sleutel"] for doel in catalogue if doel["sleutel"] not in ALWAYS),
        key=lambda sleutel: namen.number_for(regio.volgnummer, sleutel, "volgorde"),
    )
    chosen = {*ALWAYS, *rest[: namen.between(0, MAXIMUM_EXTRA, regio.volgnummer, "aantal doelen")]}
    return tuple(_make_doel(doel, beeld) for doel in catalogue if doel["sleutel"] in chosen)


def _make_doel(doel, beeld):
    key = doel["sleutel"]
    return Doelstelling(
        sleutel=key,
        landelijk_doel=doel["landelijk_doel"],
        subdoel=doel["subdoel"],
        mismatch_uit=doel["mismatch_uit"],
        titel=teksten.choose(doel["titel"], beeld, key, "titel"),
        omschrijving=teksten.write_text(doel["omschrijving"], beeld, key, "omschrijving"),
        mismatch=teksten.write_text(doel["mismatch"], beeld, key, "mismatch"),
        mijlpalen=tuple(
            Mijlpaal(
                na_jaren=na_jaren,
                omschrijving=doel["mijlpaal"].format(getal=money.format_number(getal)),
                getal=getal,
                eenheid=doel["eenheid"],
                begin_getal=beeld.get(f"{doel['getal']}_begin"),
            )
            for na_jaren, getal in zip((2, 4), beeld[f"{doel['getal']}_getallen"], strict=True)
        ),
    )


def make_activiteiten(regio, beeld, doelstellingen, partners, eerste_jaar):
    """Six to fourteen activities, each tied to a goal, within the four years from `eerste_jaar`."""
    chosen = _choose_activiteiten(regio, [doel.sleutel for doel in doelstellingen])
    return tuple(_make_activiteit(regio, beeld, activiteit, doel, partners, eerste_jaar) for activiteit, doel in chosen)


def _choose_activiteiten(regio, doelen):
    """Pairs of activity and goal: the organisation first, and of a goal with three activities only two."""
    catalogue = namen.load_teksten("activiteiten")
    chosen = [(catalogue[0], doelen[0])]
    for doel in doelen:
        own = [activiteit for activiteit in catalogue if activiteit["doel"] == doel]
        if len(own) > 2 and len(doelen) > 3:
            own.remove(namen.pick(own, regio.volgnummer, doel, "weg"))
        chosen.extend((activiteit, doel) for activiteit in own)
    return chosen[:MAXIMUM_ACTIVITEITEN]


def _make_activiteit(regio, beeld, activiteit, doel, partners, eerste_jaar):
    key = activiteit["sleutel"]
    begin, end = _make_periode(regio, activiteit, eerste_jaar)
    uitvoerder = choose_partner(regio, partners, activiteit["uitvoerder"], key)
    return Activiteit(
        sleutel=key,
        doelstelling=doel,
        titel=teksten.choose(activiteit["titel"], beeld, key, "titel"),
        inhoud=teksten.write_text(activiteit["inhoud"], beeld, key, "inhoud"),
        begin_datum=begin,
        eind_datum=end,
        resultaat=teksten.write_text(activiteit["resultaat"], beeld, key, "resultaat"),
        uitvoerder=uitvoerder,
        betrokken=_choose_others(regio, partners, uitvoerder, key),
    )


def _choose_others(regio, partners, uitvoerder, key):
    """A vmbo school, an mbo and a firm beside who carries it out, in the order of the plan."""
    chosen = {choose_partner(regio, partners, soort, key, "betrokken") for soort in ("vmbo", "mbo", "bedrijf")}
    return tuple(partner.sleutel for partner in partners if partner.sleutel in chosen - {uitvoerder})


def _make_periode(regio, activiteit, eerste_jaar):
    wait, months, last = PERIODEN[activiteit["periode"]]
    month = namen.between(0, months, regio.volgnummer, activiteit["sleutel"], "begin") + 1
    early = last < 4 and namen.between(0, 1, regio.volgnummer, activiteit["sleutel"], "eind")
    end = date(eerste_jaar + last - 1, 7, 31) if early else date(eerste_jaar + last - 1, 12, 31)
    return date(eerste_jaar + wait, month, 1), end


def choose_partner(regio, partners, soort, *key):
    """The sleutel of one partner of this kind; the penvoerder where the region has none."""
    found = [partner.sleutel for partner in partners if partner.soort == soort] or [partners[0].sleutel]
    return namen.pick(found, regio.volgnummer, *key, "uitvoerder")


def make_risicos(regio, beeld):
    """Four to seven risks, each with the measure that belongs to it."""
    catalogue = namen.load_teksten("risicos")
    number = namen.between(4, 7, regio.volgnummer, "aantal risico's")
    places = [place for place, risico in enumerate(catalogue) if _is_named(regio, place, risico)]
    order = sorted(places, key=lambda place: _rank(regio, place, catalogue[place]))
    return tuple(_make_risico(regio, beeld, catalogue[place], place) for place in sorted(order[:number]))


def _is_named(regio, place, risico):
    return namen.between(1, 100, regio.volgnummer, place, "noemt") <= risico.get("deel", 100)


def _rank(regio, place, risico):
    """Risks of which it is told how many regions name them come first."""
    return "deel" not in risico, namen.number_for(regio.volgnummer, place, "risico")


def _make_risico(regio, beeld, risico, place):
    variant = namen.number_for(regio.volgnummer, place, "variant") % len(risico["omschrijving"])

    def of(name):
        value = risico[name]
        return value[variant] if isinstance(value, list) else value

    return Risico(
        omschrijving=of("omschrijving").format_map(beeld),
        kans=of("kans"),
        impact=of("impact"),
        maatregel=of("maatregel").format_map(beeld),
        verantwoordelijke=of("verantwoordelijke"),
    )
