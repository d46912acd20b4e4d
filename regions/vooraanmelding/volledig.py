"""The parts of a Vooraanmelding and what each still needs before it can be filed."""

from dataclasses import dataclass

REGIO, GEMEENTEN, SCHOLEN, CONTACT, VERKLARING = "regio", "gemeenten", "scholen", "contact", "verklaring"


@dataclass(frozen=True)
class Deel:
    """One part: its name, what it holds in one line, and what is missing ('' if nothing)."""

    code: str
    titel: str
    inhoud: str
    ontbreekt: str


def read_delen(vooraanmelding):
    """The five parts in the order in which people fill them in: at most three queries."""
    gemeenten = [gemeente.naam for gemeente in vooraanmelding.gemeenten.all()]
    scholen = vooraanmelding.vestigingen.count()
    verklaringen = vooraanmelding.verklaringen.count()
    contact, vervanger = vooraanmelding.contact, vooraanmelding.vervanger
    names = [vooraanmelding.naam, vooraanmelding.get_soort_display()]
    return [
        Deel(REGIO, "Naam en soort", ", ".join(filter(None, names)), missing_of_regio(vooraanmelding)),
        Deel(GEMEENTEN, "Gemeenten", ", ".join(gemeenten), "" if gemeenten else "Kies ten minste één gemeente."),
        Deel(SCHOLEN, "Scholen", count(scholen, "school", "scholen"), "" if scholen else "Kies ten minste één school."),
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
            "" if verklaringen else "Upload een getekende intentieverklaring.",
        ),
    ]


def missing_of_regio(vooraanmelding):
    return "" if vooraanmelding.naam and vooraanmelding.soort else "Vul de naam en de soort van de regio in."


def count(number, one, more):
    """'1 school', '3 scholen'; '' for none."""
    return f"{number} {one if number == 1 else more}" if number else ""
