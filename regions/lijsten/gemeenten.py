"""The list of municipalities that CBS publishes: 'Gemeenten alfabetisch'."""

from django.db import transaction

from regions.lijsten.bestand import read_bestand
from regions.lijsten.bijwerken import bring_up, labels
from regions.lijsten.cellen import eigennaam, gemeentecode
from regions.lijsten.rijen import Lijstkolom, keep_good, read_rows, recognise_by
from regions.lijsten.verslag import Verslag
from regions.models import Gemeente
from sto_portal.sporen.actions import record_all

COLUMNS = [
    Lijstkolom("code", ("Gemeentecode", "GemeentecodeGM", "Gemeentenummer"), gemeentecode),
    Lijstkolom("naam", ("Gemeentenaam",), eigennaam(80)),
    Lijstkolom("provincie", ("Provincienaam", "Provincie"), eigennaam(40), nodig=False, leeg=True),
]
SEPARATORS = ";,\t"
VAN_CBS = "de lijst zoals het CBS haar publiceert, als CSV, Excel (.xlsx) of OpenDocument (.ods)"
FIELDS = ("naam", "provincie")


def import_gemeenten(path):
    """Bring the municipalities up to the list at `path`: a Verslag; raises LijstError if it is wrong as a whole.

    Those that are not in the list stay: schools and regions point to them. Without a province in the list, the one
    that is known stays. Every municipality that is new or changed gets a Spoor.
    """
    bestand = read_bestand(path, gevraagd=VAN_CBS, recognise=recognise_by(COLUMNS))
    rows, told = read_rows(bestand, COLUMNS, SEPARATORS)
    good = keep_good(rows, "code")
    with transaction.atomic():
        existing = {gemeente.code: gemeente for gemeente in Gemeente.objects.select_for_update().order_by("code")}
        old = {code: values_of(gemeente) for code, gemeente in existing.items()}
        wanted = {
            code: {name: row.waarden[name] for name in FIELDS if row.waarden.get(name)} for code, row in good.items()
        }
        verschil = bring_up(Gemeente, existing, wanted, once={code: {"code": code} for code in good})
        record_all(steps_of(verschil, old, bestand))
    named = {row.waarden.get("code") for row in rows}
    return Verslag(
        lijst="Gemeenten",
        bestand=bestand,
        rijen=len(rows),
        gelezen=told,
        soorten=describe(verschil) | {"Niet in dit bestand, blijft staan": lines_of(existing, existing.keys() - named)},
        ongewijzigd=len(verschil.ongewijzigd),
        weigeringen=[weigering for row in rows for weigering in row.weigeringen],
    )


def values_of(gemeente):
    return {name: getattr(gemeente, name) for name in FIELDS}


def steps_of(verschil, old, bestand):
    """What `record_all` needs: what became of each municipality that the file added or changed, and which file."""
    for code in (*verschil.toegevoegd, *verschil.gewijzigd):
        gemeente = verschil.rows[code]
        values = {"oud": old.get(code), "nieuw": values_of(gemeente)}
        yield None, "import_gemeenten", gemeente, values | {"bestand": bestand.naam, "sha256": bestand.sha256}


def describe(verschil):
    """{heading: lines} of what was added and changed."""
    return {
        "Toegevoegd": lines_of(verschil.rows, verschil.toegevoegd),
        "Gewijzigd": [
            f"{code} {verschil.rows[code]}: {labels(Gemeente, fields)}" for code, fields in verschil.gewijzigd.items()
        ],
    }


def lines_of(gemeenten, codes):
    return [f"{code} {gemeenten[code]}" for code in sorted(codes)]
