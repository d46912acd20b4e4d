"""The list of boards (bevoegde gezagen) that DUO publishes: their names and KvK numbers."""

from django.db import transaction

from regions.lijsten.aanwezig import find_besturen, lock_bronlijst, new_bestuur
from regions.lijsten.bestand import read_bestand
from regions.lijsten.bijwerken import bring_up, labels
from regions.lijsten.cellen import digits, tekst
from regions.lijsten.rijen import Lijstkolom, keep_good, read_rows
from regions.lijsten.verslag import Verslag
from regions.models import Lijstsoort, Organisatie
from sto_portal.sporen.actions import record

COLUMNS = [
    Lijstkolom("nummer", ("BEVOEGD GEZAG NUMMER",), digits(5, "12345")),
    Lijstkolom("naam", ("BEVOEGD GEZAG NAAM",), tekst(200)),
    Lijstkolom("kvk_nummer", ("KVK-NUMMER",), digits(8, "12345678", zeros=True), leeg=True),
]
SEPARATORS = ",;"
KEPT = "Zelf ingevoerd en niet overschreven"


def import_besturen(path):
    """Bring the boards up to DUO's list at `path`: a Verslag; raises LijstError if the file as a whole is wrong.

    A board that an earlier import made is renamed; one that people entered keeps its name and number of KvK. Boards
    that are not in the list stay. Leaves a Spoor on the Bronlijst.
    """
    bestand = read_bestand(path)
    rows, told = read_rows(bestand, COLUMNS, SEPARATORS)
    good = keep_good(rows, "nummer")
    with transaction.atomic():
        lijst = lock_bronlijst(Lijstsoort.BESTUREN)
        verschil, kept = write_besturen(lijst, good)
        verslag = Verslag(lijst=str(lijst), bestand=bestand, rijen=len(rows), gelezen=told)
        verslag.soorten = {
            "Toegevoegd": [f"{key} {verschil.rows[key]}" for key in verschil.toegevoegd],
            "Gewijzigd": [
                f"{key} {verschil.rows[key]}: {labels(Organisatie, fields)}"
                for key, fields in verschil.gewijzigd.items()
            ],
            KEPT: kept,
        }
        verslag.ongewijzigd = len(verschil.ongewijzigd) - len(kept)
        verslag.weigeringen = [weigering for row in rows for weigering in row.weigeringen]
        record(None, "import_besturen", lijst, verslag.gegevens())
    return verslag


def write_besturen(lijst, good):
    """(Verschil, lines about the boards that people entered otherwise) for `good` {number: row}."""
    existing = find_besturen()
    wanted, kept = {}, []
    for nummer, row in good.items():
        values = {name: row.waarden[name] for name in ("naam", "kvk_nummer") if row.waarden[name] or name == "naam"}
        bestuur = existing.get(nummer)
        if bestuur and not bestuur.bronlijst_id:
            if any(getattr(bestuur, name) != value for name, value in values.items()):
                kept.append(f"{nummer} {bestuur} (in de lijst: {row.waarden['naam']})")
            values = {}
        wanted[nummer] = values
    once = {nummer: new_bestuur(nummer, lijst) for nummer in good}
    return bring_up(Organisatie, existing, wanted, once=once), kept
