"""Every subject that is measured, in the order of the report; each module has `measure(options) -> list of Meting`."""

from dataclasses import dataclass
from types import ModuleType

from bench import brief, brieven, groot, lezen, opslaan, paginas, samen, tabellen


@dataclass(frozen=True)
class Onderwerp:
    """The heading in the report, and what stands below it: how ours and bare were measured."""

    titel: str
    uitleg: str
    module: ModuleType

    def measure(self, options):
        return self.module.measure(options)


ONDERWERPEN = {
    "tabellen": Onderwerp(
        "Tabellen",
        "Tabel 2.1 en 2.2 over alle goedgekeurde plannen. Ernaast één SQL-vraag, met de hand geschreven, die dezelfde "
        "cijfers geeft. Verstreken tijd.",
        tabellen,
    ),
    "opslaan": Onderwerp(
        "Opslaan",
        "De penvoerder verandert één antwoord en bewaart de paragraaf. Ernaast een kale Django-view met dezelfde "
        "middleware en dezelfde aanmelding, die één rij toevoegt.",
        opslaan,
    ),
    "samen": Onderwerp(
        "Samen schrijven",
        "Acht mensen typen tegelijk in één plan en elk antwoord slaat zichzelf op. Ernaast acht mensen die elk met een "
        "kale view rijen toevoegen, op dezelfde gunicorn. Na afloop is gekeken of alles bewaard is. Verstreken tijd.",
        samen,
    ),
    "brief": Onderwerp(
        "Eén brief",
        "De worker schrijft, bewaart en verzendt één besluit. Ernaast WeasyPrint alleen, op dezelfde HTML, met "
        "dezelfde soort PDF en met stijlbladen en lettertypen die net als bij ons één keer zijn ingelezen. Elke beurt "
        "begint met een opgeruimd geheugen.",
        brief,
    ),
    "brieven": Onderwerp(
        "Brieven in één keer",
        "Twee workers versturen alle besluiten van een ronde: de brief, het bestand, de status en de mail. Ernaast "
        "twee processen die alleen dezelfde HTML met WeasyPrint weergeven, met stijlbladen en lettertypen die elk "
        "proces één keer inleest. Verstreken tijd, het starten van de processen meegeteld.",
        brieven,
    ),
    "paginas": Onderwerp(
        "Pagina's",
        "Elke lijst, pagina en download zoals iemand van de demo die opent: verstreken tijd, met die van de database "
        "(mediaan van vijf keer, na één keer opwarmen), en het aantal query's. 'Eerste keer' is met een lege cache.",
        paginas,
    ),
    "groot": Onderwerp(
        "Een groot plan",
        "De takenlijst en de controle van het grootste plan: verstreken tijd, met die van de database, en "
        "het aantal query's.",
        groot,
    ),
    "lezen": Onderwerp(
        "Een Excel-bestand inlezen",
        "De lezer van elke tabel die iemand aanlevert: tekst en waarde van elke cel, verborgen rijen en fouten van "
        "Excel. Ernaast openpyxl alleen, op hetzelfde bestand.",
        lezen,
    ),
}
