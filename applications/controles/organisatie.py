"""Whether the organisation of the region represents education and business, and each part has members."""

from applications.controles.plekken import table_of
from applications.controles.register import Ernst, Gebrek, Groep, controle, enumerate_some
from applications.models import BEDRIJFSLEVEN, ONDERWIJS, Overlegsoort


@controle("stuurgroep", groep=Groep.ACTIVITEITENPLAN, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.2 §3.1; c3.1.v1")
def there_is_a_stuurgroep(inhoud):
    """The organisation has a stuurgroep (Bijlage B.2 §3.1; c3.1.v1)."""
    if inhoud.overleggen and not any(row.soort == Overlegsoort.STUURGROEP for row in inhoud.overleggen):
        yield Gebrek("Uw organisatie heeft geen stuurgroep. Klopt dat?", table_of(inhoud, "overleg"))


@controle(
    "stuurgroep-vertegenwoordigd",
    groep=Groep.ACTIVITEITENPLAN,
    ernst=Ernst.WAARSCHUWT,
    bron="Bijlage B.2 §3.1; c3.1.v4",
)
def education_and_business_sit_in_the_stuurgroep(inhoud):
    """In the stuurgroep sit partners of education and of business (Bijlage B.2 §3.1; c3.1.v4)."""
    steering = [zetel for zetel in inhoud.zetels if zetel.overleg.soort == Overlegsoort.STUURGROEP]
    kinds = {zetel.partner.soort for zetel in steering if zetel.partner}
    for soorten, who in ((ONDERWIJS, "het onderwijs"), (BEDRIJFSLEVEN, "het bedrijfsleven")):
        if steering and not kinds & soorten:
            yield Gebrek(f"In de stuurgroep zit niemand namens {who}. Klopt dat?", table_of(inhoud, "zetel"))


@controle(
    "partner-vertegenwoordigd",
    groep=Groep.ACTIVITEITENPLAN,
    ernst=Ernst.INFORMEERT,
    bron="Bijlage B.2 §3.1",
    vragen=["b2_31_vertegenwoordiging"],
)
def every_partner_of_education_and_business_is_represented(inhoud):
    """Of each partner of education and business somebody sits in the organisation (Bijlage B.2 §3.1).

    A part can speak for many partners, so this only informs; without any member another controle tells it.
    """
    seated = {zetel.partner_id for zetel in inhoud.zetels}
    absent = [row.naam for row in inhoud.partners if row.soort in ONDERWIJS | BEDRIJFSLEVEN and row.pk not in seated]
    if inhoud.zetels and absent:
        yield Gebrek(f"Niet vertegenwoordigd in uw organisatie: {enumerate_some(absent)}.", table_of(inhoud, "zetel"))


@controle("onderdeel-heeft-leden", groep=Groep.ACTIVITEITENPLAN, ernst=Ernst.WAARSCHUWT, bron="Bijlage B.2 §3.1")
def every_part_of_the_organisation_has_members(inhoud):
    """In each part of the organisation somebody sits (Bijlage B.2 §3.1)."""
    filled = {zetel.overleg_id for zetel in inhoud.zetels}
    for overleg in inhoud.overleggen:
        if overleg.pk not in filled:
            yield Gebrek(f"Vul in wie er in het onderdeel '{overleg.naam}' zitten.", table_of(inhoud, "zetel"))
