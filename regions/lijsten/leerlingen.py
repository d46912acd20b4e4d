"""DUO's counts of pupils per vestiging: those of the upper years of the vmbo, by profile and leerweg."""

import re
from collections import defaultdict

from django.db import transaction

from regions.lijsten.aanwezig import lock_bronlijst
from regions.lijsten.bestand import LijstError, read_bestand
from regions.lijsten.bijwerken import BATCH
from regions.lijsten.cellen import CelError, instellingscode, quote, tekst, vestigingscode
from regions.lijsten.rijen import Lijstkolom, Weigering, read_rows
from regions.lijsten.verslag import Verslag
from regions.lijsten.vestigingen import complete_code
from regions.loading import read_fixture
from regions.models import Leerlingtelling, Lijstsoort, Tellingbron, Vestiging
from sto_portal.namen import name_key
from sto_portal.sporen.actions import record

SEPARATORS = ";,"
LEERJAREN = (3, 4)
HIDDEN = re.compile(r"<\s*(\d{1,2})")
YEAR = re.compile(r"(20\d\d)\D*$")
YEARS = (2010, 2099)
NAMES = ("onderwijstype", "opleidingsnaam", "afdeling")


def aantal(text):
    """A whole number, or '<5' for a number that is hidden."""
    if text.isascii() and (HIDDEN.fullmatch(text) or (text.isdigit() and len(text) <= 6)):
        return text
    raise CelError(f"{quote(text)} is geen aantal.")


COLUMNS = [
    Lijstkolom("instellingscode", ("INSTELLINGSCODE", "BRIN NUMMER"), instellingscode),
    Lijstkolom("code", ("VESTIGINGSCODE", "VESTIGINGSNUMMER"), vestigingscode),
    Lijstkolom("elementcode", ("ELEMENTCODE",), tekst(10), nodig=False, leeg=True),
    Lijstkolom("afdeling", ("AFDELING",), tekst(200), nodig=False, leeg=True),
    Lijstkolom("opleidingsnaam", ("OPLEIDINGSNAAM",), tekst(200), leeg=True),
    Lijstkolom("onderwijstype", ("ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR",), tekst(200), leeg=True),
    *(
        Lijstkolom(f"{jaar}-{wie}", (f"LEER- OF VERBLIJFSJAAR {jaar} - {wie}",), aantal, leeg=True)
        for jaar in LEERJAREN
        for wie in ("MAN", "VROUW")
    ),
]


def import_leerlingen(path, *, jaar=None, bron=Tellingbron.DUO):
    """Replace the counts of one year and one source by those in the file at `path`: a Verslag; raises LijstError.

    Without `jaar`, that of 1 October, it is the year at the end of the file's name. Rows of other education are
    passed by; rows of the vmbo that cannot be placed are refused, so that no pupil is lost unseen.
    """
    bestand = read_bestand(path)
    jaar = jaar or find_year(bestand.naam)
    if not YEARS[0] <= jaar <= YEARS[1]:
        raise LijstError(f"Het jaar {jaar} kan niet. Geef een jaar van {YEARS[0]} tot en met {YEARS[1]}.")
    rows, told = read_rows(bestand, COLUMNS, SEPARATORS)
    with transaction.atomic():
        lijst = lock_bronlijst(Lijstsoort.LEERLINGEN)
        counted, passed = count_rows(rows)
        verslag = Verslag(lijst=f"{lijst} {jaar}", bestand=bestand, rijen=len(rows), gelezen=told)
        verslag.weigeringen = [weigering for row in rows for weigering in row.weigeringen]
        if not counted:
            raise LijstError(refusal(verslag))
        replace(counted, jaar, bron, verslag)
        verslag.ook = {"rijen van ander onderwijs overgeslagen": passed}
        record(None, "import_leerlingen", lijst, verslag.gegevens() | {"jaar": jaar, "bron": bron})
    return verslag


def find_year(naam):
    found = YEAR.search(naam)
    if not found:
        raise LijstError("In de naam van dit bestand staat geen jaar. Geef het jaar van de telling erbij, met --jaar.")
    return int(found[1])


def refusal(verslag):
    first = f" {verslag.weigeringen[0]}" if verslag.weigeringen else ""
    return f"In dit bestand staan geen leerlingen van het vmbo in leerjaar 3 of 4.{first}"


def count_rows(rows):
    """({vestiging: {(profiel, leerweg, leerjaar): [laag, hoog]}}, how many rows were of other education)."""
    words = read_fixture("leerlingtelling.yaml")
    codes = {complete(row) for row in rows}
    register = {vestiging.code: vestiging for vestiging in Vestiging.objects.filter(code__in=codes - {""})}
    found, passed = defaultdict(lambda: defaultdict(lambda: [0, 0])), 0
    for row in rows:
        text = " ".join(row.waarden.get(name, "") for name in NAMES)
        leerweg = find_word(text, words["leerwegen"])
        if not leerweg or "havo" in name_key(text).split():
            passed += 1
            continue
        if place := place_of(row, text, leerweg, words, register):
            add(found[place[0]], place[1], leerweg, row)
    return found, passed


def complete(row):
    complete_code(row)
    return row.waarden.get("code", "")


def place_of(row, text, leerweg, words, register):
    """(vestiging, profiel) of a row of the vmbo; None, and the reason in the row, where it cannot be placed."""
    vestiging = register.get(row.waarden.get("code"))
    profiel = "" if leerweg == "tl" else find_word(text, words["profielen"])
    if not row.weigeringen and vestiging is None:
        row.weigeringen.append(Weigering(row.nummer, "", "Deze vestiging staat niet in de lijst van vestigingen."))
    if not row.weigeringen and profiel is None and any(bounds(row, jaar)[1] for jaar in LEERJAREN):
        row.weigeringen.append(Weigering(row.nummer, "", f"Het profiel is niet herkend in {quote(text.strip())}."))
    return None if row.weigeringen or profiel is None else (vestiging, profiel)


def find_word(text, words):
    """The first key of `words` of which a word, or words after each other, stands in the text; None if none does."""
    padded = f" {name_key(text)} "
    return next((key for key, names in words.items() if any(f" {name} " in padded for name in names)), None)


def add(counts, profiel, leerweg, row):
    for jaar in LEERJAREN:
        low, high = bounds(row, jaar)
        if high:
            total = counts[profiel, leerweg, jaar]
            total[0] += low
            total[1] += high


def bounds(row, jaar):
    """(least, most) pupils of a row in this leerjaar: '<5' is from 1 to 4."""
    low = high = 0
    for wie in ("MAN", "VROUW"):
        text = row.waarden.get(f"{jaar}-{wie}", "")
        hidden = HIDDEN.fullmatch(text)
        low += 1 if hidden else int(text or 0)
        high += int(hidden[1]) - 1 if hidden else int(text or 0)
    return low, high


def replace(counted, jaar, bron, verslag):
    """Store the counts in place of those of before, and tell of which vestigingen they are others."""
    before = defaultdict(dict)
    old = Leerlingtelling.objects.filter(jaar=jaar, bron=bron)
    for row in old.select_related("vestiging"):
        before[row.vestiging][row.profiel, row.leerweg, row.leerjaar] = [row.laag, row.hoog]
    old.delete()
    Leerlingtelling.objects.bulk_create(
        (
            Leerlingtelling(vestiging=v, bron=bron, jaar=jaar, profiel=p, leerweg=w, leerjaar=j, laag=low, hoog=high)
            for v, counts in counted.items()
            for (p, w, j), (low, high) in counts.items()
        ),
        batch_size=BATCH,
    )
    same = [v for v in counted if v in before and dict(counted[v]) == before[v]]
    verslag.soorten = {
        "Toegevoegd": [str(v) for v in counted if v not in before],
        "Gewijzigd": [str(v) for v in counted if v in before and v not in same],
        "Niet meer in het bestand": [str(v) for v in before if v not in counted],
    }
    verslag.ongewijzigd = len(same)
