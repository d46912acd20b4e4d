from django.core.management.base import BaseCommand, CommandError

from regions.lijsten import LijstError, import_leerlingen
from regions.models import Tellingbron


class Command(BaseCommand):
    help = "Leest het aantal leerlingen per vestiging, profiel, leerweg en leerjaar, zoals DUO het publiceert (CSV)."

    def add_arguments(self, parser):
        parser.add_argument("bestand", metavar="FILE", help="het CSV-bestand van DUO")
        parser.add_argument("--jaar", type=int, help="het jaar van de telling; anders dat in de naam van het bestand")
        parser.add_argument(
            "--bron",
            choices=Tellingbron.values,
            default=Tellingbron.DUO,
            help="van wie de aantallen zijn; die van DUS-I gaan voor",
        )

    def handle(self, *, bestand, jaar, bron, **options):
        try:
            verslag = import_leerlingen(bestand, jaar=jaar, bron=Tellingbron(bron))
        except LijstError as error:
            raise CommandError(f"Er is niets ingelezen. {error}") from error
        self.stdout.write("\n".join(verslag.lines()))
        for line in verslag.warnings():
            self.stderr.write(line)
