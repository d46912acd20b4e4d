from applications.totalen import add_columns, count_signed
from monitoring.population import definitions
from monitoring.tabellen.tabel import CODE, TEKEN, make_tabel, mean
from sto_portal.spreadsheets import Kolom

TOTAAL = "totaal"


def kolommen_2_1():
    uitleg = definitions()["definities"]
    return (
        Kolom("naam", "Betrokken partners", "tekst", uitleg["partnersoort"]),
        CODE,
        TEKEN,
        Kolom("regios", "Aantal regio's dat meedoet", "getal", uitleg["meedoen"], eenheid="regio's"),
        Kolom("minimum", "Minimum per regio", "getal", uitleg["minimum"], eenheid="partners"),
        Kolom("maximum", "Maximum per regio", "getal", uitleg["maximum"], eenheid="partners"),
        Kolom("gemiddeld", "Gemiddeld per regio", "getal", uitleg["gemiddelde"], eenheid="partners"),
        Kolom("totaal", "Totaal", "getal", uitleg["totaal"], eenheid="partners"),
    )


def tabel_2_1(populatie):
    """Number and kind of partners per region (rapport h2 Tabel 2.1).

    A partner counts who signed. Minimum over the regions that take part, mean over all; the po schools stand outside
    the total row (rapport Tabel 2.1, note #).
    """
    words = definitions()["tabel-2-1"]
    pks = [pk for (pk,) in populatie.read("plan")]
    counts = count_signed(pks, [rij["code"] for rij in words["rijen"]])
    rijen = [statistics(rij, counts[rij["code"]]) for rij in words["rijen"]]
    totals = add_columns(counts[rij["code"]] for rij in words["rijen"] if not rij.get("buiten_totaal"))
    totaal = statistics(words["totaal"] | {"code": TOTAAL}, totals) | {"regios": None}
    return make_tabel(
        "tabel-2-1",
        populatie,
        len(pks),
        kolommen_2_1(),
        [*rijen, totaal],
        groepen={rij["code"]: rij["groep"] for rij in words["rijen"]},
        totaalrij=TOTAAL,
    )


def statistics(words, values):
    """One row: how many regions take part, then minimum (over those), maximum, mean (over all) and total.

    Where nobody takes part there is no least and no most: None.
    """
    participating = [value for value in values if value]
    return {
        "naam": words["naam"],
        "code": words["code"],
        "teken": words.get("teken", ""),
        "regios": len(participating),
        "minimum": min(participating, default=None),
        "maximum": max(participating, default=None),
        "gemiddeld": mean(values, places=1),
        "totaal": sum(values),
    }
