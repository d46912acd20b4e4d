from django.core.management.base import BaseCommand, CommandError

from regions.lijsten import LijstError, import_gemeenten


class Command(BaseCommand):
    help = "Leest de lijst van gemeenten, zoals het CBS haar publiceert ('Gemeenten alfabetisch'; CSV, XLSX of ODS)."

    def add_arguments(self, parser):
        parser.add_argument("bestand", metavar="FILE", help="het bestand van het CBS")

    def handle(self, *, bestand, **options):
        try:
            verslag = import_gemeenten(bestand)
        except LijstError as error:
            raise CommandError(f"Er is niets ingelezen. {error}") from error
        self.stdout.write("\n".join(verslag.lines()))
        for line in verslag.warnings():
            self.stderr.write(line)
