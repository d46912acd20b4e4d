from django.core.management.base import BaseCommand, CommandError

from regions.lijsten import LijstError, import_besturen


class Command(BaseCommand):
    help = "Leest de lijst van bevoegde gezagen, zoals DUO haar publiceert (CSV): namen en KvK-nummers."

    def add_arguments(self, parser):
        parser.add_argument("bestand", metavar="FILE", help="het CSV-bestand van DUO")

    def handle(self, *, bestand, **options):
        try:
            verslag = import_besturen(bestand)
        except LijstError as error:
            raise CommandError(f"Er is niets ingelezen. {error}") from error
        self.stdout.write("\n".join(verslag.lines()))
        for line in verslag.warnings():
            self.stderr.write(line)
