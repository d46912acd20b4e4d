"""What the register of vestigingen knows of a school that becomes partner, and how a person finds it there."""

import re
from dataclasses import dataclass

from applications.claims import claimed_elsewhere
from applications.models import Partner
from regions.models import Vestiging
from sto_portal.namen import name_key

SHOWN = 10
SHORTEST = 2
LONGEST = 100
CODE = re.compile("[0-9]{2}[A-Z]{2}[0-9]{2}")
ADDRESS = ("adres", "postcode", "plaats")
TOO_SHORT = f"Typ ten minste {SHORTEST} letters of cijfers van de naam, de plaats of de code."


@dataclass(frozen=True)
class Treffer:
    """A vestiging that was found; `partner` is what the plan calls it already, or None; `elders`: of another region."""

    vestiging: Vestiging
    partner: Partner | None
    elders: bool


@dataclass(frozen=True)
class Zoekresultaat:
    """The first SHOWN of `aantal` vestigingen that a search found; `melding` says so in a sentence."""

    treffers: list[Treffer]
    aantal: int
    melding: str

    @property
    def meer(self):
        """How many were found and are not shown."""
        return self.aantal - len(self.treffers)


def search_register(text, plan):
    """The Zoekresultaat for what a person typed while adding a partner to `plan`; four queries at most.

    Vestigingen that have left the published list are not offered.
    """
    wanted = name_key(text[:LONGEST])
    if len(wanted) < SHORTEST:
        return Zoekresultaat([], 0, TOO_SHORT if text.strip() else "")
    found = Vestiging.objects.current().search(wanted)
    shown, total = list(found.with_bestuur()[: SHOWN + 1]), 0
    total = found.count() if len(shown) > SHOWN else len(shown)
    shown = shown[:SHOWN]
    codes = [vestiging.code for vestiging in shown]
    partners = {partner.vestigingscode: partner for partner in plan.partner_set.filter(vestigingscode__in=codes)}
    elders = claimed_elsewhere(codes, regeling=plan.ronde.regelingversie.regeling_id, regio=plan.regio)
    treffers = [Treffer(vestiging, partners.get(vestiging.code), vestiging.code in elders) for vestiging in shown]
    return Zoekresultaat(treffers, total, describe(total, len(shown)))


def describe(total, shown):
    """'1 school gevonden', '34 scholen gevonden, 10 getoond' or what to do when there is none."""
    if not total:
        return "Geen school gevonden. Zoek op een ander woord, of vul de gegevens zelf in."
    found = f"{total} {'school' if total == 1 else 'scholen'} gevonden"
    return f"{found}, de eerste {shown} staan hieronder." if total > shown else f"{found}."


def find_vestigingen(codes):
    """{code: Vestiging with its board} of these codes, as far as the register has them; what is no code is no key."""
    known = [code for code in codes if CODE.fullmatch(code)]
    if not known:
        return {}
    return {vestiging.code: vestiging for vestiging in Vestiging.objects.filter(code__in=known).with_bestuur()}


def known_fields(vestiging):
    """{field of Partner: value} of what the register knows; no field without a value."""
    bestuur = vestiging.bestuur
    fields = {
        "naam": vestiging.naam,
        "vestigingscode": vestiging.code,
        "bevoegd_gezag": bestuur.eigen_naam if bestuur else "",
        "bevoegd_gezag_nummer": bestuur.bevoegd_gezag_nummer if bestuur else "",
        "kvk_nummer": bestuur.kvk_nummer if bestuur else "",
        "adres": vestiging.straat_en_nummer,
        "postcode": vestiging.postcode,
        "plaats": vestiging.plaats,
        "in_caribisch_nederland": vestiging.in_caribisch_nederland,
    }
    return {name: value for name, value in fields.items() if value}


def link(partner, vestiging):
    """Tie `partner`, not stored yet, to a vestiging of the register (or None) and give it the address known there.

    Bijlage B.3 asks no address of a school, so no form has it; one that belongs to another code goes.
    """
    changed = vestiging is None or partner.vestiging_id != vestiging.pk
    if partner.vestiging_id and changed:
        for name in ADDRESS:
            setattr(partner, name, "")
    partner.vestiging = vestiging
    partner.organisatie = vestiging and vestiging.organisatie
    if vestiging:
        for name in ADDRESS:
            setattr(partner, name, known_fields(vestiging).get(name, ""))
