"""DUO's lists of vestigingen with their addresses, and the schools, boards and municipalities they belong to."""

import re

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from regions.lijsten.aanwezig import find_besturen, find_scholen, lock_bronlijst, new_bestuur
from regions.lijsten.bestand import read_bestand
from regions.lijsten.bijwerken import bring_up, labels
from regions.lijsten.cellen import digits, eigennaam, instellingscode, read_postcode, shortened, tekst, vestigingscode
from regions.lijsten.hoofdletters import write_out
from regions.lijsten.rijen import Lijstkolom, Weigering, keep_good, plain, read_rows
from regions.lijsten.verslag import Verslag
from regions.models import Gemeente, Lijstsoort, Organisatie, Organisatiesoort, Vestiging
from regions.models.organisatie import UNNAMED_BESTUUR
from sto_portal.sporen.actions import record

SEPARATORS = ";"
CODE, BRIN = re.compile("[0-9]{2}[A-Z]{2}[0-9]{2}"), re.compile("[0-9]{2}[A-Z]{2}")
COPIED = ("postcode", "plaats", "onderwijsstructuur")
INCOMPLETE = (
    "Er vervallen meer vestigingen dan er in dit bestand staan. Is dit het goede bestand, en is het volledig? "
    "Lees anders het goede bestand in: wat daarin staat, is dan niet meer vervallen."
)


def columns_of(soort):
    """The columns of a list; that of Caribisch Nederland, which has no postcodes, may lack more of them."""
    vo = soort == Lijstsoort.VO
    return [
        Lijstkolom("instellingscode", ("INSTELLINGSCODE", "BRIN NUMMER"), instellingscode),
        Lijstkolom("code", ("VESTIGINGSCODE", "VESTIGINGSNUMMER"), vestigingscode),
        Lijstkolom("naam", ("VESTIGINGSNAAM",), eigennaam(200)),
        Lijstkolom("bestuur", ("BEVOEGD GEZAG NUMMER",), digits(5, "12345"), nodig=vo, leeg=not vo),
        Lijstkolom("straat", ("STRAATNAAM",), eigennaam(100), leeg=True),
        Lijstkolom("huisnummer", ("HUISNUMMER-TOEVOEGING",), tekst(19), nodig=vo, leeg=True),
        Lijstkolom("postcode", ("POSTCODE",), read_postcode, nodig=vo, leeg=True),
        Lijstkolom("plaats", ("PLAATSNAAM",), eigennaam(80), leeg=True),
        Lijstkolom("gemeentecode", ("GEMEENTENUMMER",), digits(4, "0106", zeros=True), nodig=vo, leeg=not vo),
        Lijstkolom("gemeentenaam", ("GEMEENTENAAM",), eigennaam(80), nodig=vo, leeg=not vo),
        Lijstkolom("provincie", ("PROVINCIE",), eigennaam(40), nodig=vo, leeg=True),
        Lijstkolom("onderwijsstructuur", ("ONDERWIJSSTRUCTUUR",), shortened(200), nodig=False, leeg=True),
    ]


def import_vestigingen(path, soort=Lijstsoort.VO):
    """Bring the vestigingen up to DUO's list at `path`: a Verslag; raises LijstError if the file as a whole is wrong.

    A vestiging that came from this list and is not in it any more is vervallen from today, never deleted; one that is
    back is not. What people entered under other codes stays as it is. Leaves a Spoor on the Bronlijst.
    """
    bestand = read_bestand(path)
    rows, told = read_rows(bestand, columns_of(soort), SEPARATORS)
    for row in rows:
        complete_code(row)
    good = keep_good(rows, "code")
    with transaction.atomic():
        lijst = lock_bronlijst(soort)
        verslag = Verslag(lijst=str(lijst), bestand=bestand, rijen=len(rows), gelezen=told)
        write_list(lijst, rows, good, verslag)
        verslag.weigeringen = [weigering for row in rows for weigering in row.weigeringen]
        record(None, "import_vestigingen", lijst, verslag.gegevens())
    return verslag


def complete_code(row):
    """Put the whole vestigingscode in the row; refuse one that is not of the row's instelling."""
    code, brin = row.waarden.get("code", ""), row.waarden.get("instellingscode", "")
    if len(code) == 2 and brin:
        code = row.waarden["code"] = f"{brin}{code}"
    if code and brin and not code.startswith(brin):
        row.weigeringen.append(Weigering(row.nummer, "", f"Vestiging {code} hoort niet bij instelling {brin}."))


def write_list(lijst, rows, good, verslag):
    """Bring every table up to `good` {code: row}, and tell in the `verslag` what became of the vestigingen."""
    named = named_by(row for row in rows if row.weigeringen)
    gemeenten = write_gemeenten(good.values())
    besturen = write_besturen(lijst, good.values())
    scholen = write_scholen(lijst, good.values(), besturen.rows, {code[:4] for code in named})
    existing = find_vestigingen(lijst, good)
    verschil = write_vestigingen(lijst, good, existing, gemeenten.rows, scholen.rows)
    gone, back = mark_presence(lijst, verschil.rows, existing, named)
    verslag.soorten = {
        "Toegevoegd": describe(verschil.rows[code] for code in verschil.toegevoegd),
        "Gewijzigd": [
            f"{verschil.rows[code]}: {labels(Vestiging, fields)}" for code, fields in verschil.gewijzigd.items()
        ],
        "Vervallen": describe(gone),
        "Teruggekomen": describe(back),
    }
    verslag.ongewijzigd = len(set(verschil.ongewijzigd) - {vestiging.code for vestiging in back})
    verslag.ook = count_others(scholen, besturen, gemeenten)
    if len(gone) > len(good):
        verslag.let_op.append(INCOMPLETE)


def write_gemeenten(good):
    """The municipalities by their code; a name that differs in capitals and signs only stays as people wrote it here.

    One in capitals alone came from a list, before names were written out.
    """
    wanted = {}
    for row in good:
        code, naam = row.waarden.get("gemeentecode"), row.waarden.get("gemeentenaam")
        if code and naam:
            wanted.setdefault(code, {"naam": naam, "provincie": row.waarden.get("provincie", "")})
    existing = {gemeente.code: gemeente for gemeente in Gemeente.objects.filter(code__in=wanted)}
    for code, gemeente in existing.items():
        if plain(gemeente.naam) == plain(wanted[code]["naam"]) and write_out(gemeente.naam) == gemeente.naam:
            wanted[code]["naam"] = gemeente.naam
    return bring_up(Gemeente, existing, wanted, once={code: {"code": code} for code in wanted})


def write_besturen(lijst, good):
    """The boards by their number; this list has no names, so a new board is called after its number."""
    numbers = dict.fromkeys(row.waarden["bestuur"] for row in good if row.waarden.get("bestuur"))
    once = {number: {"naam": UNNAMED_BESTUUR.format(number)} | new_bestuur(number, lijst) for number in numbers}
    return bring_up(Organisatie, find_besturen(), {number: {} for number in numbers}, once=once)


def write_scholen(lijst, good, besturen, incomplete):
    """A school per instellingscode, named after its first vestiging: this list has no name of the instelling.

    A school that is there and of which a row was refused, in `incomplete`, keeps its name.
    """
    wanted, once = {}, {}
    for row in sorted(good, key=lambda row: row.waarden["code"]):
        code, bestuur = row.waarden["instellingscode"], besturen.get(row.waarden.get("bestuur"))
        found = {"naam": row.waarden["naam"]} | ({"bestuur_id": bestuur.pk} if bestuur else {})
        wanted.setdefault(code, found)
        once[code] = {"soort": Organisatiesoort.SCHOOL, "instellingscode": code, "bronlijst": lijst}
    existing = find_scholen(wanted)
    for code in incomplete & existing.keys():
        wanted[code]["naam"] = existing[code].naam
    return bring_up(Organisatie, existing, wanted, once=once)


def find_vestigingen(lijst, codes):
    """{code: Vestiging} of these codes and of all that came from the list before, its organisation fetched with it."""
    found = Vestiging.objects.filter(Q(code__in=list(codes)) | Q(bronlijst=lijst)).select_related("organisatie")
    return {vestiging.code: vestiging for vestiging in found}


def write_vestigingen(lijst, good, existing, gemeenten, scholen):
    """The vestigingen of the list; one that people tied to an organisation of their own stays tied to it."""
    wanted, once = {}, {}
    for code, row in good.items():
        gemeente = gemeenten.get(row.waarden.get("gemeentecode"))
        wanted[code] = {
            "naam": row.waarden["naam"],
            "straat_en_nummer": f"{row.waarden.get('straat', '')} {row.waarden.get('huisnummer', '')}".strip(),
            **{name: row.waarden.get(name, "") for name in COPIED},
            "gemeente_id": gemeente and gemeente.pk,
            "bronlijst_id": lijst.pk,
        }
        own = code in existing and existing[code].organisatie
        if not own or own.bronlijst_id:
            wanted[code]["organisatie_id"] = scholen[row.waarden["instellingscode"]].pk
        once[code] = {"code": code}
    return bring_up(Vestiging, existing, wanted, once=once)


def named_by(refused):
    """The codes that refused rows are about; an instellingscode where nobody can tell which of its vestigingen."""
    named = set()
    for row in refused:
        cells = [row.waarden.get("code", ""), *(cell.upper() for cell in row.cellen)]
        named.update(list(filter(CODE.fullmatch, cells)) or filter(BRIN.fullmatch, cells))
    return named


def mark_presence(lijst, present, existing, named):
    """(vestigingen that are vervallen from today, those that are back).

    `named`: codes of refused rows; they are in the list. An instellingscode among them spares all its vestigingen.
    """
    today = timezone.localdate()
    gone = [
        vestiging
        for code, vestiging in sorted(existing.items())
        if vestiging.bronlijst_id == lijst.pk and not vestiging.vervallen_datum
        if code not in present and not {code, code[:4]} & named
    ]
    back = [vestiging for vestiging in present.values() if vestiging.vervallen_datum]
    stored(gone).update(vervallen_datum=today)
    stored(back).update(vervallen_datum=None)
    stored(present.values()).update(laatst_in_lijst_datum=today)
    return gone, back


def stored(vestigingen):
    return Vestiging.objects.filter(pk__in=[vestiging.pk for vestiging in vestigingen])


def describe(vestigingen):
    return [f"{vestiging}, {vestiging.plaats}" if vestiging.plaats else str(vestiging) for vestiging in vestigingen]


def count_others(scholen, besturen, gemeenten):
    """{what: how many were added or changed} beside the vestigingen."""
    tables = {"scholen": scholen, "besturen": besturen, "gemeenten": gemeenten}
    return {f"{name} toegevoegd": len(found.toegevoegd) for name, found in tables.items()} | {
        f"{name} gewijzigd": len(found.gewijzigd) for name, found in tables.items()
    }
