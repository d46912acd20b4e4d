"""The pictures beside a table: the same figures, to compare at a glance."""

from decimal import Decimal

from sto_portal.vormgeving.charts import show_number

PART = {"investering": "Deel van de investering", "inkomsten": "Deel van alle inkomsten"}
PER_REGIO = "Per regio (x €\u00a01.000)"
LAST_CLASS = 5  # the highest class has no end; it is drawn as wide as the one before it
RANGES = {"tabel-2-1": None, "tabel-2-2": ("subsidie", "gevraagd", "cofinanciering")}


def make_pictures(tabel):
    """The pictures of a Tabel as {titel, desc, and columns with edges and markers, or ranges}; none for a list."""
    if tabel.slug == "figuur-2-1":
        return [histogram_of(tabel, part) for part in PART]
    if tabel.slug == "tabel-2-1":
        rijen = [rij for rij in tabel.rijen if rij["code"] != tabel.totaalrij]
        return [ranges("Van het laagste tot het hoogste aantal per regio", rijen)]
    if tabel.slug == "tabel-2-2":
        return [
            ranges(rij["naam"], [rij | {"naam": PER_REGIO}])
            for rij in tabel.rijen
            if rij["code"] in RANGES["tabel-2-2"]
        ]
    return []


def ranges(titel, rijen):
    """From least to most with the mean, for each of these rows that has a least."""
    found = [
        (rij["naam"], rij["minimum"], rij["gemiddeld"], rij["maximum"]) for rij in rijen if rij["minimum"] is not None
    ]
    return {"titel": titel, "desc": "Minimum, maximum en gemiddelde uit de tabel op deze pagina.", "ranges": found}


def histogram_of(tabel, part):
    """Columns as wide as their class; the minimum of the regeling stands in the share that it is set to."""
    edges = [rij["ondergrens"] for rij in tabel.rijen]
    edges.append(edges[-1] + LAST_CLASS)
    minima = tabel.minima_basispunten if part == "inkomsten" else ()
    return {
        "titel": PART[part],
        "desc": "Dezelfde cijfers als in de tabel op deze pagina.",
        "columns": [(rij["naam"], rij[f"regios_{part}"]) for rij in tabel.rijen],
        "edges": edges,
        "markers": [
            (Decimal(minimum) / 100, f"minimum {show_number(Decimal(minimum) / 100)}\u00a0%") for minimum in minima
        ],
    }


def marker(percent):
    return percent, f"minimum {show_number(percent)}\u00a0%"
