"""Whether each row of a table of partners can be added: what is wrong is told at the cell."""

import uuid
from collections import Counter
from dataclasses import dataclass, field

from applications.forms.partner import PartnerrijForm
from applications.models import Partner, Partnersoort
from applications.partnerregister import ADDRESS, find_vestigingen, known_fields, link
from applications.partnertabel.kolommen import NO, OF_SCHOOL_ALONE, YES, find_soort, is_school
from sto_portal.namen import name_key
from sto_portal.spreadsheets.celfouten import cell_fault
from sto_portal.spreadsheets.lezen import Tabelrij

NO_SCHOOL = "Dit hoort alleen bij een school. Maak de cel leeg of verander de soort partner."
NO_ADDRESS = "Het adres van een school komt uit de lijst van DUO. Vul het BRIN in, of maak dit leeg."
EMPTY_KIND = "Dit is leeg. Vul de soort partner in."
AS_ABOVE = "Dit is leeg. Is het ook {}, zoals de rij erboven? Neem lege soorten dan over met de knop hierboven."
NO_KIND = "Deze soort partner kent het portaal niet. Kies uit: {}."
YES_OR_NO = "Vul ja of nee in."
ZERO = " Begint het nummer met een 0? Excel laat die weg: zet de 0 ervoor."


@dataclass
class Partnerrij:
    """One row: its cells and its faults by field, the Partner it would be, and whether it was added before.

    `ingevuld` are the fields that came from the register; `als_boven`: its empty kind may be that of the row above.
    """

    bron: Tabelrij
    cellen: dict[str, str]
    partner: Partner
    klaar: bool = False
    fouten: dict[str, list[str]] = field(default_factory=dict)
    ingevuld: set[str] = field(default_factory=set)
    als_boven: bool = False

    @property
    def is_good(self):
        return not self.fouten

    def refuse(self, veld, reden):
        self.fouten.setdefault(veld, []).append(reden)


def judge(tabel, plan, sleutel):
    """A Partnerrij for each row of a Partnertabel; two queries.

    `sleutel` is that of the page: a row that was added from it before is `klaar` and adds nothing again.
    """
    codes = {read_code(tabel.cellen(rij)) for rij in tabel.rijen}
    register, existing = find_vestigingen(codes), list(plan.partner_set.all())
    rijen = [judge_row(tabel.cellen(rij), rij, plan, register) for rij in tabel.rijen]
    tell_empty_kinds(rijen)
    added = {partner.sleutel for partner in existing}
    for rij in rijen:
        rij.partner.sleutel = uuid.uuid5(sleutel, "\t".join(rij.bron.cellen))
        rij.klaar = rij.partner.sleutel in added
    own = {rij.partner.sleutel for rij in rijen}
    compare([rij for rij in rijen if not rij.klaar], [partner for partner in existing if partner.sleutel not in own])
    for rij in rijen:
        if rij.klaar:
            rij.fouten.clear()
    return rijen


def tell_empty_kinds(rijen):
    """Where the kind is empty, ask whether it is that of the row above: a merged cell has its text in its first row."""
    above = None
    for rij in rijen:
        if rij.cellen["soort"]:
            above = find_soort(rij.cellen["soort"])
        else:
            rij.fouten["soort"] = [AS_ABOVE.format(above.label.lower()) if above else EMPTY_KIND]
            rij.als_boven = above is not None


def read_code(cellen):
    """The code of a vestiging as the register writes it, from '01 ab 00'."""
    return "".join(sign for sign in cellen.get("vestigingscode", "").upper() if sign.isalnum())


def judge_row(cellen, bron, plan, register):
    """One row by itself, with what the register knows filled in where its cells are empty."""
    soort = find_soort(cellen["soort"])
    vestiging = register.get(read_code(cellen)) if is_school(soort) else None
    known = known_fields(vestiging) if vestiging else {}
    filled = {veld: value for veld, value in known.items() if not cellen.get(veld)}
    data = {veld: text for veld, text in (cellen | filled).items() if veld != "in_caribisch_nederland"}
    island = name_key(cellen.get("in_caribisch_nederland", "")) in YES or known.get("in_caribisch_nederland", False)
    data |= {"soort": soort or "", "in_caribisch_nederland": "on" if island else ""}
    form = PartnerrijForm(data, plan=plan, soort=soort or Partnersoort.BEDRIJF)
    rij = Partnerrij(bron, cellen, form.instance, ingevuld={veld for veld in filled if veld in form.fields})
    for veld, errors in form.errors.items():
        for error in errors:
            rij.refuse(veld, error + explain(veld, cellen.get(veld, "")))
    check_cells(rij, soort)
    if is_school(soort):
        link(rij.partner, vestiging)
        for veld in ADDRESS if vestiging is None else ():
            if cellen.get(veld):
                rij.refuse(veld, NO_ADDRESS)
    return rij


def explain(veld, text):
    """What more to say of a number that may have lost its first digit."""
    return ZERO if veld in {"kvk_nummer", "bevoegd_gezag_nummer"} and text.isdigit() and len(text) < 8 else ""


def check_cells(rij, soort):
    """What no field tells: an unknown kind, a formula or an error of Excel, a number of a school at what is none."""
    if soort is None:
        rij.fouten = {"soort": [NO_KIND.format(", ".join(label for label in Partnersoort.labels))]}
    for veld, text in rij.cellen.items():
        if fault := cell_fault(text):
            rij.fouten[veld] = [fault]
        elif veld == "in_caribisch_nederland" and name_key(text) not in YES | NO:
            rij.refuse(veld, YES_OR_NO)
        elif soort and text and veld in OF_SCHOOL_ALONE and not is_school(soort):
            rij.refuse(veld, NO_SCHOOL)


def compare(rijen, existing):
    """Tell which rows are there twice, in the table or in the plan, and that a plan has one penvoerder."""
    seen = {}
    for partner in existing:
        for veld, key in keys_of(partner):
            seen[veld, key] = "in uw plan"
    for rij in rijen:
        if not rij.partner.naam and not rij.partner.vestigingscode:
            continue
        for veld, key in keys_of(rij.partner):
            where = seen.setdefault((veld, key), f"op rij {rij.bron.nummer}")
            if where != f"op rij {rij.bron.nummer}":
                rij.refuse(veld, twice(veld, where))


def keys_of(partner):
    """(field, what may be there once) of a partner."""
    if partner.soort == Partnersoort.PENVOERDER:
        yield "soort", Partnersoort.PENVOERDER
    if partner.vestigingscode:
        yield "vestigingscode", partner.vestigingscode
    elif partner.naam:
        yield "naam", (partner.soort, name_key(partner.naam))


def twice(veld, where):
    if veld == "soort":
        return f"Er staat al een penvoerder {where}. Een plan heeft er één."
    return f"Deze partner staat ook al {where}. Haal een van de twee weg."


def count_kinds(rijen):
    """[(label, number)] of the kinds in the rows, in the order of Bijlage B.3."""
    counts = Counter(rij.partner.soort for rij in rijen if rij.is_good and not rij.klaar)
    return [(soort.label, counts[soort]) for soort in Partnersoort if counts[soort]]
