"""All registrations as one sheet: a line for each, with everything that it says."""

from sto_portal.spreadsheets import Kolom

KOLOMMEN = [
    Kolom("kenmerk", "Kenmerk"),
    Kolom("naam", "Regio"),
    Kolom("soort", "Soort"),
    Kolom("status", "Status"),
    Kolom("nummer", "Nummer van de regio"),
    Kolom("gemeenten", "Gemeenten"),
    Kolom("scholen", "Scholen"),
    Kolom("contact", "Contactpersoon"),
    Kolom("vervanger", "Vervanger"),
    Kolom("aandachtspunten", "Aandachtspunten"),
]


def make_row(regel):
    """The cells of a line of the list; of what may not be read only what the list shows."""
    row = regel["vooraanmelding"]
    status = "Wordt aangepast" if row.is_writable else row.get_status_display()
    shown = {"kenmerk": row.kenmerk, "naam": row.ingediende_naam, "status": status}
    if not regel["is_leesbaar"]:
        return {kolom.key: shown.get(kolom.key, "") for kolom in KOLOMMEN}
    return shown | {
        "soort": row.get_soort_display(),
        "nummer": row.regio.nummer if row.regio else "",
        "gemeenten": ", ".join(map(str, row.gemeenten.all())),
        "scholen": ", ".join(map(str, row.vestigingen.all())),
        "contact": describe(row.contact),
        "vervanger": describe(row.vervanger),
        "aandachtspunten": " ".join(each.tekst for each in regel["bevindingen"] or []),
    }


def describe(person):
    return ", ".join(filter(None, [person.naam, person.functie, person.email, person.telefoon]))
