from applications.totalen import add_columns, count_signed
from monitoring.population import definitions
from monitoring.tabellen.tabel import make_tabel, mean
from sto_portal.spreadsheets import Kolom


def kolommen_2_1():
    uitleg = definitions()["definities"]
    return (
        Kolom("naam", "Betrokken partners", "tekst"),
        Kolom("regios", "Betrokken volgens # regio’s", "getal", uitleg["meedoen"]),
        Kolom("minimum", "Minimum per regio", "getal", uitleg["minimum"]),
        Kolom("maximum", "Maximum per regio", "getal", uitleg["maximum"]),
        Kolom("gemiddeld", "Gemiddeld per regio", "getal", uitleg["gemiddelde"]),
        Kolom("totaal", "Totaal", "getal", uitleg["totaal"]),
    )


def tabel_2_1(populatie):
    """Number and kind of partners per region (rapport h2 Tabel 2.1).

    A partner counts who signed. Minimum over the regions that take part, mean over all; the po schools stand outside
    the total row (rapport Tabel 2.1, note #).
    """
    words = definitions()["tabel-2-1"]
    counts = count_signed(populatie.plans(), [rij["soort"] for rij in words["rijen"]])
    rijen = [statistics(rij["naam"], counts[rij["soort"]]) for rij in words["rijen"]]
    inside = [counts[rij["soort"]] for rij in words["rijen"] if not rij.get("buiten_totaal")]
    totals = add_columns(inside)
    naam = words["totaal"].format(aantal=len(totals))
    totaal = statistics(naam, totals) | {"regios": None}
    return make_tabel(
        "tabel-2-1",
        kolommen_2_1(),
        [*rijen, totaal],
        groepen={rij["naam"]: rij["groep"] for rij in words["rijen"]},
        totaalrij=naam,
    )


def statistics(naam, values):
    """One row: how many regions take part, then minimum (over those), maximum, mean (over all) and total."""
    participating = [value for value in values if value]
    return {
        "naam": naam,
        "regios": len(participating),
        "minimum": min(participating, default=0),
        "maximum": max(values, default=0),
        "gemiddeld": mean(values, places=1),
        "totaal": sum(values),
    }
