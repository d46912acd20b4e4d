"""Whether of each partner everything is known that Bijlage B.3 asks of its kind."""

from applications.controles.register import Gebrek, Groep, Plek, controle
from applications.models import ONDERWIJS, Partner

OF_SCHOOL = ("naam", "vestigingscode", "bevoegd_gezag", "bevoegd_gezag_nummer", "kvk_nummer")
OF_OTHERS = ("naam", "adres", "postcode", "plaats", "kvk_nummer")
NOT_IN_CARIBISCH_NEDERLAND = {"kvk_nummer", "postcode"}


def place_of(partner):
    return Plek("rij-edit", ("partners", partner.pk))


def required_fields(partner):
    """The names of the fields that the block of this kind of partner has (Bijlage B.3, Partners).

    Caribisch Nederland has no postcode and no KvK-nummer of this kind.
    """
    names = OF_SCHOOL if partner.soort in ONDERWIJS else OF_OTHERS
    return [name for name in names if not (partner.in_caribisch_nederland and name in NOT_IN_CARIBISCH_NEDERLAND)]


def enumerate_fields(names):
    """'adres, postcode en KvK-nummer'."""
    labels = [str(Partner._meta.get_field(name).verbose_name) for name in names]
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} en {labels[-1]}"


@controle("partner-gegevens", groep=Groep.PARTNERS, bron="Bijlage B.3, Partners")
def every_partner_is_known(inhoud):
    """Each partner has the fields of its block (Bijlage B.3, Partners); see `required_fields`."""
    for partner in inhoud.partners:
        empty = [name for name in required_fields(partner) if not getattr(partner, name).strip()]
        if empty:
            yield Gebrek(f"Vul bij {partner.naam} aan: {enumerate_fields(empty)}.", place_of(partner))


@controle("partner-taken", groep=Groep.PARTNERS, bron="Bijlage B.3, Inhoud")
def every_partner_has_a_task(inhoud):
    """Of each partner the plan tells what it does and answers for (Bijlage B.3, Inhoud)."""
    for partner in inhoud.partners:
        if not partner.taken.strip():
            yield Gebrek(
                f"Vul in wat {partner.naam} doet en waarvoor deze partner verantwoordelijk is.", place_of(partner)
            )
