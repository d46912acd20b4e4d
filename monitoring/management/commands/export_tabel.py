from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from monitoring.downloads import WRITERS, write
from monitoring.population import default_population
from monitoring.tabellen import TABELLEN


class Command(BaseCommand):
    help = "Schrijft een tabel van de monitoring over de goedgekeurde plannen naar een bestand."

    def add_arguments(self, parser):
        parser.add_argument("slug", help=f"een van: {', '.join(TABELLEN)}")
        parser.add_argument("--formaat", choices=list(WRITERS), default="csv")
        parser.add_argument("--uit", required=True, help="het bestand dat wordt geschreven")

    def handle(self, *, slug, formaat, uit, **options):
        if slug not in TABELLEN:
            raise CommandError(f"De tabel '{slug}' bestaat niet. Kies uit: {', '.join(TABELLEN)}.")
        target = Path(uit)
        if not target.parent.is_dir():
            raise CommandError(f"De map {target.parent} bestaat niet.")
        target.write_bytes(write(TABELLEN[slug](default_population()), formaat))
        self.stdout.write(f"{target} is geschreven.")
