import sys

from django.core.management.base import BaseCommand

from sto_portal.gezondheid.ronde import look_around
from sto_portal.gezondheid.uitkomst import Stand, overall


class Command(BaseCommand):
    help = "Zegt per onderdeel hoe het met het portaal gaat; eindigt met 1 als het portaal niemand kan bedienen."
    requires_system_checks = []

    def handle(self, **_options):
        uitkomsten = look_around()
        status = overall(uitkomsten)
        self.stdout.write(f"Gezondheid: {status}")
        for naam, uitkomst in uitkomsten.items():
            figures = ", ".join(f"{name} {value}" for name, value in uitkomst.cijfers.items())
            shown = f"{uitkomst.tekst} ({figures})" if figures else uitkomst.tekst
            self.stdout.write(f"  {naam:<10}{uitkomst.stand:<9}{shown}")
        if status == Stand.FOUT:
            sys.exit(1)
