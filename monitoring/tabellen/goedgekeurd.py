from django.db.models import Min

from applications.models import Aanvraagronde
from monitoring.tabellen.tabel import TEKEN, make_tabel
from regions.models import Regiosoort
from sto_portal.spreadsheets import Kolom

LATER, CLARIFY = "*", "#"
NAMES = ("nummer", "regio", "soort", "penvoerder", "ronde", "ronde_naam", "verduidelijken")


def bijlage_a(populatie):
    """The plans of the population in order of region number, with the markers of the report (rapport Bijlage A).

    `*`: in a later round than the first of the regeling; `#`: with an obligation to clarify the plan, in any round.
    Name and kind of a region are those it had when it filed.
    """
    rondes = Aanvraagronde.objects.filter(regelingversie__regeling__slug=populatie.regeling)
    first = rondes.aggregate(nummer=Min("nummer"))["nummer"]
    rijen = [
        {
            "code": nummer,
            "teken": marker(ronde, first, clarify=clarify),
            "regio": regio,
            "soort": Regiosoort(soort).label,
            "penvoerder": penvoerder,
            "ronde": ronde_naam,
            "verplichting": "Plan verduidelijken" if clarify else "",
        }
        for nummer, regio, soort, penvoerder, ronde, ronde_naam, clarify in sorted(populatie.read(*NAMES))
    ]
    return make_tabel("bijlage-a", populatie, len(rijen), KOLOMMEN, rijen)


def marker(ronde, first, *, clarify):
    """The sign the report puts behind the number; '#' stands in place of '*'."""
    if clarify:
        return CLARIFY
    return LATER if ronde != first else ""


KOLOMMEN = (
    Kolom("code", "STO-nummer", "tekst", "Het nummer van de regio."),
    TEKEN,
    Kolom("regio", "Regio", "tekst", "De naam die de regio had toen zij het plan indiende."),
    Kolom("soort", "Soort regio", "tekst", "Techniekregio of techniekarme regio, zoals bij het indienen."),
    Kolom("penvoerder", "Penvoerder", "tekst", "De school die de aanvraag indiende."),
    Kolom("ronde", "Ronde", "tekst", "De ronde waarin het plan is ingediend."),
    Kolom("verplichting", "Verplichting", "tekst", "Of de regio haar plan nog moet verduidelijken.", in_file_only=True),
)
