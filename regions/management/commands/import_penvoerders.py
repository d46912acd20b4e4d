from django.core.management.base import BaseCommand, CommandError

from regions.register import RegisterError, import_register


class Command(BaseCommand):
    help = "Leest het register van regio's (fixtures/bijlage_a.csv): alleen nummers en namen van penvoerders."

    def add_arguments(self, parser):
        parser.add_argument("bestand")

    def handle(self, *, bestand, **options):
        try:
            uitslag = import_register(bestand)
        except RegisterError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{uitslag.nieuw} nieuw, {uitslag.gewijzigd} gewijzigd, {uitslag.gelijk} gelijk.")
