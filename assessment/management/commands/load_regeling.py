from django.core.management.base import BaseCommand

from assessment.loading import load_reference


class Command(BaseCommand):
    help = "Laadt de regelingen, rondes, vragen (Bijlage B), het beoordelingskader (Bijlage C) en de sjablonen."

    def handle(self, **options):
        load_reference()
        self.stdout.write("De regelingen, vragen, het beoordelingskader en de sjablonen zijn geladen.")
