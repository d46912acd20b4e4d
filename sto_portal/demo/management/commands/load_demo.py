import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sto_portal.demo.laden import OtherDataError, find_loaded, load_demo
from sto_portal.demo.maal import MaalError, read_maal
from sto_portal.demo.regios import OPEN, STANDAARD, RegiosError, read_regios, read_standard


class Command(BaseCommand):
    help = (
        "Zet de demo in een lege database: verzonnen regio's, mensen, aanvragen en besluiten. Alleen op deze machine."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--regios", help="een CSV-bestand met de kolommen van fixtures/demoregios.csv, in plaats van de 78 regio's"
        )
        parser.add_argument(
            "--maal", default="1", help="hoe vaak de regio's in de database komen, voor metingen; gewoon is 1"
        )

    def handle(self, *, regios, maal, **options):
        if not settings.LOOPBACK_ONLY:
            raise CommandError(
                "De demo heeft wachtwoorden die iedereen kent. Zij wordt alleen geladen als ALLOWED_HOSTS niet meer is "
                "dan deze machine."
            )
        try:
            found = read_regios(regios) if regios else read_standard()
            sha256 = checksum_of([regios] if regios else [STANDAARD, OPEN])
            maal = read_maal(str(maal), len(found))
            if find_loaded(sha256, maal):
                self.stdout.write("De demo staat al in de database.")
                return
        except (RegiosError, MaalError, OtherDataError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"De demo wordt geladen: {len(found)} regio's. Dit duurt ongeveer een minuut.")
        if maal > 1:
            self.stdout.write(f"Daarna komen er kopieën bij, tot er {maal * len(found)} regio's zijn.")
        load_demo(found, sha256=sha256, standard=not regios, maal=maal, report=self.report)
        self.stdout.write("De demo staat in de database. Iedereen logt in met het wachtwoord 'demo'.")

    def report(self, text):
        """Show at once how far it is, also in a file."""
        self.stdout.write(text)
        self.stdout.flush()


def checksum_of(paths):
    """SHA-256 over the content of these files, one after the other."""
    return hashlib.sha256(b"".join(Path(path).read_bytes() for path in paths)).hexdigest()
