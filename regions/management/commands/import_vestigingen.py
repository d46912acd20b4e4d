from django.core.management.base import BaseCommand, CommandError

from regions.lijsten import LijstError, import_vestigingen
from regions.models import Lijstsoort


class Command(BaseCommand):
    help = "Leest de lijst van vestigingen in het voortgezet onderwijs, zoals DUO haar publiceert (CSV)."

    def add_arguments(self, parser):
        parser.add_argument("bestand", metavar="FILE", help="het CSV-bestand van DUO")
        parser.add_argument(
            "--lijst",
            choices=[Lijstsoort.VO, Lijstsoort.CARIBISCH],
            default=Lijstsoort.VO,
            help="welke lijst dit is; Caribisch Nederland staat in een eigen bestand",
        )

    def handle(self, *, bestand, lijst, **options):
        try:
            verslag = import_vestigingen(bestand, Lijstsoort(lijst))
        except LijstError as error:
            raise CommandError(f"Er is niets ingelezen. {error}") from error
        self.stdout.write("\n".join(verslag.lines()))
        for line in verslag.warnings():
            self.stderr.write(line)
