"""The columns of a table of partners, by the names that people give them, and the kinds as people call them."""

from dataclasses import dataclass

from applications.models import ONDERWIJS, Partner, Partnersoort
from sto_portal.namen import name_key
from sto_portal.spreadsheets import Kolom

YES = {"ja", "j", "x", "1", "waar", "true"}
NO = {"nee", "n", "0", "onwaar", "false", ""}
SCHOLEN, ANDEREN = (
    "Alleen bij een school. ",
    "Alleen bij een bedrijf of overheid; bij een school weet het portaal dit. ",
)


@dataclass(frozen=True)
class Partnerkolom:
    """A column: the field of Partner it fills, its heading, other names for it and what belongs in it."""

    veld: str
    toelichting: str
    namen: tuple[str, ...] = ()

    @property
    def titel(self):
        label = Partner._meta.get_field(self.veld).verbose_name
        return f"{label[:1].upper()}{label[1:]}"


KOLOMMEN = (
    Partnerkolom("soort", f"Kies uit: {', '.join(Partnersoort.labels)}.", ("soort", "type", "type partner", "rol")),
    Partnerkolom(
        "naam",
        "Mag leeg blijven als de school in de lijst van DUO staat.",
        ("naam partner", "naam organisatie", "organisatie", "partner", "school", "naam school", "bedrijf"),
    ),
    Partnerkolom(
        "vestigingscode",
        f"{SCHOLEN}6 tekens, zoals 01AB00.",
        ("brin", "brinnummer", "brin nummer", "vestigingscode", "vestigingsnummer", "brincode", "vestiging"),
    ),
    Partnerkolom(
        "bevoegd_gezag", f"{SCHOLEN}De naam van het bestuur.", ("bestuur", "naam bevoegd gezag", "schoolbestuur")
    ),
    Partnerkolom(
        "bevoegd_gezag_nummer",
        f"{SCHOLEN}5 cijfers.",
        ("bevoegd gezag nummer", "bevoegd gezag nr", "bestuursnummer", "nummer van het bevoegd gezag"),
    ),
    Partnerkolom(
        "kvk_nummer",
        "8 cijfers. Denk aan een 0 aan het begin.",
        ("kvk", "kvk nr", "nummer kvk", "kamer van koophandel"),
    ),
    Partnerkolom(
        "adres",
        f"{ANDEREN}Straat en huisnummer.",
        ("straat", "straat en huisnummer", "straat en nummer", "vestigingsadres"),
    ),
    Partnerkolom("postcode", f"{ANDEREN}Zoals 1234 AB.", ("pc", "postcode vestiging")),
    Partnerkolom("plaats", ANDEREN.strip(), ("woonplaats", "plaatsnaam", "stad", "vestigingsplaats")),
    Partnerkolom(
        "in_caribisch_nederland",
        "Vul ja in voor Bonaire, Sint Eustatius of Saba.",
        ("caribisch nederland", "caribisch"),
    ),
    Partnerkolom(
        "taken", "Wat de partner doet en waarvoor hij verantwoordelijk is.", ("taak", "taken", "verantwoordelijkheden")
    ),
)
OF_SCHOOL_ALONE = ("vestigingscode", "bevoegd_gezag", "bevoegd_gezag_nummer")

CALLED = {
    Partnersoort.PENVOERDER: ("penvoerder", "aanvrager"),
    Partnersoort.VMBO: ("vmbo", "vmbo school", "school voor vmbo"),
    Partnersoort.MBO: ("mbo", "roc", "mbo school", "aoc", "vakinstelling"),
    Partnersoort.BEDRIJF: ("bedrijf", "onderneming", "firma", "bedrijven"),
    Partnersoort.BRANCHE: ("branche", "brancheorganisatie", "branche organisatie", "werkgeversorganisatie"),
    Partnersoort.VSO_PRO: ("vso", "pro", "vso pro", "praktijkonderwijs", "praktijkschool", "vso school", "pro school"),
    Partnersoort.PO: ("po", "basisschool", "primair onderwijs", "basisonderwijs"),
    Partnersoort.HBO_WO: ("hbo", "wo", "hogeschool", "universiteit", "hbo wo", "hbo instelling"),
    Partnersoort.OVERHEID: ("overheid", "gemeente", "provincie", "waterschap", "lokale overheid", "andere overheid"),
}
SOORTEN = {name_key(name): soort for soort in Partnersoort for name in (soort.value, soort.label, *CALLED[soort])}


def squeeze(name):
    """A heading without capitals, signs and spaces, so that 'KvK-nummer' and 'kvk nummer' are one."""
    return name_key(name).replace(" ", "")


BY_NAME = {squeeze(name): kolom for kolom in KOLOMMEN for name in (kolom.titel, kolom.veld, *kolom.namen)}


def recognise(cells):
    """How many of these cells are headings that this table knows."""
    return sum(squeeze(cell) in BY_NAME for cell in cells)


def find_soort(text):
    """The Partnersoort that people call so, or None."""
    return SOORTEN.get(name_key(text))


def template_columns():
    """The columns of the file in which people fill in their partners, with what belongs in each."""
    return [Kolom(kolom.veld, kolom.titel, toelichting=kolom.toelichting) for kolom in KOLOMMEN]


def is_school(soort):
    return soort in ONDERWIJS
