"""The parts of a Vooraanmelding and what each still needs before it can be filed."""

from dataclasses import dataclass

from regions.models import Regiosoort

REGIO, GEMEENTEN, SCHOLEN, CONTACT, VERKLARING = "regio", "gemeenten", "scholen", "contact", "verklaring"


@dataclass(frozen=True)
class Deel:
    """One part: its name, what it holds in one line, what is missing and what DUS-I may ask about ('' if nothing)."""

    code: str
    titel: str
    inhoud: str
    ontbreekt: str
    waarschuwing: str = ""


def read_delen(vooraanmelding):
    """The five parts in the order in which people fill them in: three queries, and the regelingversie."""
    gemeenten = [gemeente.naam for gemeente in vooraanmelding.gemeenten.all()]
    scholen = list(vooraanmelding.vestigingen.all())
    verklaringen = vooraanmelding.verklaringen.count()
    contact, vervanger = vooraanmelding.contact, vooraanmelding.vervanger
    names = [vooraanmelding.naam, vooraanmelding.get_soort_display()]
    return [
        Deel(REGIO, "Naam en soort", ", ".join(filter(None, names)), missing_of_regio(vooraanmelding)),
        Deel(GEMEENTEN, "Gemeenten", ", ".join(gemeenten), "" if gemeenten else "Kies ten minste één gemeente."),
        Deel(
            SCHOLEN,
            "Scholen",
            count(len(scholen), "school", "scholen"),
            "" if scholen else "Kies ten minste één school.",
            warn_of_scholen(vooraanmelding, scholen),
        ),
        Deel(
            CONTACT,
            "Contactpersoon en vervanger",
            ", ".join(filter(None, [contact.naam, vervanger.naam])),
            "" if contact.is_known and vervanger.is_known else "Vul de contactpersoon en de vervanger in.",
        ),
        Deel(
            VERKLARING,
            "Intentieverklaring",
            count(verklaringen, "bestand", "bestanden"),
            "" if verklaringen else "Voeg een getekende intentieverklaring toe.",
        ),
    ]


def missing_of_regio(vooraanmelding):
    return "" if vooraanmelding.naam and vooraanmelding.soort else "Vul de naam en de soort van de regio in."


def warn_of_scholen(vooraanmelding, scholen):
    """That a techniekregio has too few schools, or a school lies outside it; '' where nothing is odd."""
    minimum = vooraanmelding.periode.regelingversie.minimum_vmbo
    number = sum(school.has_vmbo for school in scholen)
    if scholen and vooraanmelding.soort != Regiosoort.TECHNIEKARM and number < minimum:
        return f"Een techniekregio heeft ten minste {minimum} vmbo-scholen. U koos er {number}."
    places = {gemeente.pk for gemeente in vooraanmelding.gemeenten.all()}
    outside = [str(school) for school in scholen if school.gemeente_id not in places]
    return f"Niet in een van uw gemeenten: {', '.join(outside)}." if outside else ""


def count(number, one, more):
    """'1 school', '3 scholen'; '' for none."""
    return f"{number} {one if number == 1 else more}" if number else ""
