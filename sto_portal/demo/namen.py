"""Names for the demo: deterministic, unique where they must be, and visibly invented."""

from functools import cache
from hashlib import blake2b
from pathlib import Path

import yaml

TEKSTEN = Path(__file__).resolve().parents[2] / "fixtures" / "demo_teksten"
PLAATSEN_PER_REGIO = 12
PARTNERS_PER_REGIO = 300
# As far as a school code stays higher than any BRIN that was given out.
MAXIMUM_REGIOS = 15_000
MARK = " (demo)"
LETTERS = "ABCDEFGHJKLMNPRTUVWXZ"


@cache
def load_teksten(name):
    """The content of one file of fixtures/demo_teksten."""
    with (TEKSTEN / f"{name}.yaml").open(encoding="utf-8") as file:
        return yaml.safe_load(file)


def number_for(*key):
    """The same whole number for the same key, evenly spread: chance without chance."""
    return int.from_bytes(blake2b("|".join(map(str, key)).encode(), digest_size=6).digest(), "big")


def between(low, high, *key):
    """A whole number from `low` up to and including `high`, fixed by `key`."""
    return low + number_for(*key) % (high - low + 1)


def pick(options, *key):
    """One of `options`, fixed by `key`."""
    return options[number_for(*key) % len(options)]


def strip_mark(naam):
    """The name as a text uses it, without the mark that it is invented."""
    return naam.removesuffix(MARK)


def short_name(naam, place):
    """The name without the mark and without the place behind it."""
    return strip_mark(naam).removesuffix(f" {place}")


def plaatsnaam(index):
    """The invented place with this number; no two numbers give the same name."""
    words = load_teksten("namen")
    before, after = words["plaats_voor"], words["plaats_na"]
    rounds, index = divmod(index, len(before) * len(after))
    step = index * 77 + index // len(before)
    naam = before[index % len(before)] + after[step % len(after)]
    return ("", "Oud-", "Nieuw-", "Klein-", "Groot-")[rounds] + naam if rounds < 5 else f"{naam}-{rounds}"


def plaats(regio, index):
    """Place `index` (0 is the main place) of the region with this volgnummer."""
    return plaatsnaam((regio - 1) * PLAATSEN_PER_REGIO + index % PLAATSEN_PER_REGIO)


def provincie(regio):
    return pick(load_teksten("namen")["provincie"], regio, "provincie")


def gemeentecode(regio, index):
    """A made-up code of four digits; unique for the first 666 regions."""
    return f"{2000 + ((regio - 1) * PLAATSEN_PER_REGIO + index) % 8000:04d}"


def partner_index(regio, volgorde):
    """A number that belongs to one partner of one region only."""
    return (regio - 1) * PARTNERS_PER_REGIO + volgorde


def vestigingscode(index):
    """BRIN of the form 99XA and site number 00: the right shape, and higher than any BRIN that was given out."""
    rest, site = divmod(index, 100)
    rest, second = divmod(rest, 26)
    digits, first = divmod(rest, 26)
    return f"{99 - digits:02d}{chr(ord('A') + first)}{chr(ord('A') + second)}{site:02d}"


def kvk_nummer(index):
    """Eight digits that begin with 99."""
    return f"99{index:06d}"


def bevoegd_gezag_nummer(regio, index):
    """Five digits that begin with 9."""
    return f"{90000 + ((regio - 1) * 40 + index) % 10000:05d}"


def adres(*key):
    return f"{pick(load_teksten('namen')['straat'], *key, 'straat')} {between(1, 180, *key, 'huisnummer')}"


def postcode(*key):
    """A postcode of the right shape; its letters never are SA, SD or SS."""
    first, second = (pick(LETTERS, *key, part) for part in ("letter1", "letter2"))
    return f"{between(9500, 9999, *key, 'cijfers')} {first}{second}"


def persoon(*key):
    """First name and invented surname."""
    words = load_teksten("namen")
    return f"{pick(words['voornaam'], *key, 'voornaam')} {pick(words['achternaam'], *key, 'achternaam')}"


def school(soort, regio, index):
    """The marked name of school `index` of its kind in the region; unique within the region, with its place."""
    words = load_teksten("namen")
    place = plaats(regio, index)
    if soort in ("vmbo", "penvoerder"):
        names, kinds = words["school_naam"], words["school_soort"]
        naam = f"{kinds[(regio + index) % len(kinds)]} {names[(regio * 5 + index) % len(names)]}"
        again = index // len(names)
    else:
        names = words[{"mbo": "mbo_naam", "vso_pro": "vso_naam", "po": "po_naam", "hbo_wo": "hbo_naam"}[soort]]
        naam = names[(regio * 5 + index) % len(names)]
        again = index // len(names)
    return f"{naam} {place}{f' {again + 1}' if again >= 1 else ''}{MARK}"


def bestuur(regio, index):
    forms = load_teksten("namen")["bestuur"]
    return forms[(regio + index) % len(forms)].format(plaats(regio, index)) + MARK


def bedrijf(regio, index):
    """The marked name of firm `index` in the region: its trade and an invented surname."""
    words = load_teksten("namen")
    kinds, surnames = words["bedrijf_soort"], words["achternaam"]
    naam = f"{kinds[(regio * 7 + index * 3) % len(kinds)]} {surnames[(regio * 11 + index) % len(surnames)]}"
    again = index // (len(kinds) * len(surnames))
    return f"{naam}{f' {again + 1}' if again else ''}{MARK}"


def branche(regio, index):
    kinds = load_teksten("namen")["branche_soort"]
    again = f" {index // len(kinds) + 1}" if index >= len(kinds) else ""
    return f"{kinds[(regio + index) % len(kinds)]} {plaats(regio, index)}{again}{MARK}"


def overheid(regio, index):
    """A municipality of the region; beyond its places a water board."""
    if index < PLAATSEN_PER_REGIO:
        return f"Gemeente {plaats(regio, index)}{MARK}"
    return f"Waterschap {plaats(regio, index)} {index // PLAATSEN_PER_REGIO}{MARK}"


def gedeeld(soort, regio):
    """The marked name of an organisation of this kind that works in the region with this volgnummer and in the next."""
    return f"{pick(load_teksten('namen')['gedeeld'][soort], regio, soort)} {plaats(regio, 0)}{MARK}"
