"""Lists in the shape in which DUO publishes them, with invented schools."""

ADDRESS = "STRAATNAAM;HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM"
AREAS = ("NODAAL GEBIED", "RPA-GEBIED", "WGR-GEBIED", "COROPGEBIED", "ONDERWIJSGEBIED", "RMC-REGIO")
COLUMNS = [
    *("PROVINCIE", "BEVOEGD GEZAG NUMMER", "INSTELLINGSCODE", "VESTIGINGSCODE", "VESTIGINGSNAAM"),
    *ADDRESS.split(";"),
    *("GEMEENTENUMMER", "GEMEENTENAAM", "DENOMINATIE", "TELEFOONNUMMER", "INTERNETADRES", "ONDERWIJSSTRUCTUUR"),
    *(f"{column} CORRESPONDENTIEADRES" for column in ADDRESS.split(";")),
    *(f"{area} {part}" for area in AREAS for part in ("CODE", "NAAM")),
    "VAKANTIEREGIO",
]
BESTUREN = ("BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM", "PLAATSNAAM", "KVK-NUMMER")


def rij(code="01ZZ00", naam="Het Proeflokaal", **cells):
    """One row of the list of vestigingen; `cells` by column, with _ for a space. Cells without a value are a space."""
    values = {
        "PROVINCIE": "Fryslân",
        "BEVOEGD GEZAG NUMMER": "01234",
        "INSTELLINGSCODE": code[:4],
        "VESTIGINGSCODE": code,
        "VESTIGINGSNAAM": naam,
        "STRAATNAAM": "Proefweg",
        "HUISNUMMER-TOEVOEGING": "7-A",
        "POSTCODE": "9401 AB",
        "PLAATSNAAM": "PROEFDAM",
        "GEMEENTENUMMER": "0042",
        "GEMEENTENAAM": "PROEFLAND",
    }
    values |= {name.replace("_", " "): value for name, value in cells.items()}
    return [values.get(column, " ") for column in COLUMNS]


def write_list(path, rows, *, columns=COLUMNS, encoding="cp1252", separator=";"):
    """The path of a list with these rows, as DUO serves it."""
    lines = [separator.join(cells) for cells in (columns, *rows)]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode(encoding))
    return path


def write_besturen(path, rows, *, columns=BESTUREN):
    """The path of a list of boards: commas, quotes and a BOM."""
    lines = [",".join(f'"{cell}"' for cell in cells) for cells in (columns, *rows)]
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode("utf-8-sig"))
    return path
