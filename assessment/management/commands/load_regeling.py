from django.core.management.base import BaseCommand

from assessment.loading import load_reference


class Command(BaseCommand):
    help = "Laadt de regelingen, rondes, vragen (Bijlage B), het beoordelingskader (Bijlage C) en de sjablonen."

    def handle(self, **options):
        versies = load_reference()
        self.stdout.write("De regelingen, vragen, het beoordelingskader en de sjablonen zijn geladen.")
        for versie in versies:
            if versie.vastgesteld_op is None:
                self.stdout.write(f"{versie.sjabloon}: uw tekst blijft in gebruik, versie {versie.nummer} staat klaar.")
