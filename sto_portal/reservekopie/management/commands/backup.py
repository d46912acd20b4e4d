from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sto_portal.reservekopie.fouten import BackupError
from sto_portal.reservekopie.maken import make_backup
from sto_portal.reservekopie.manifest import KEYS

FEW = 10


class Command(BaseCommand):
    help = (
        "Maak een reservekopie: één bestand met de database, de opgeslagen bestanden en een overzicht. Eindigt met 1 "
        "als dat niet is gelukt, en met 2 als er bestanden ontbreken of beschadigd zijn."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("bestand", help="waar de reservekopie komt; daar mag nog niets staan")

    def handle(self, *, bestand, **_options):
        try:
            manifest = make_backup(bestand, self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from error
        rows, files = sum(manifest.aantallen.values()), manifest.bestanden
        self.stdout.write(
            f"De reservekopie {bestand} is klaar: van de database {connection.settings_dict['NAME']} {rows} rijen, en "
            f"{files['aantal']} bestanden ({files['bytes']} bytes)."
        )
        keys = ", ".join(f"{name} ({use})" for name, use in KEYS.items())
        self.stdout.write(f"Bewaar apart, want dit zit er niet in: {keys}, en het anker.")
        self.stdout.write("Er staan persoonsgegevens in, en links uit mails. Bewaar haar versleuteld.")
        if manifest.ontbreken:
            self.refuse(manifest.ontbreken)

    def refuse(self, missing):
        for pad in missing[:FEW]:
            self.stderr.write(f"Dit bestand ontbreekt of is beschadigd: {pad}")
        more = f", waarvan de eerste {FEW} hierboven staan" if len(missing) > FEW else ""
        raise CommandError(
            f"De reservekopie is er, maar {len(missing)} bestanden ontbreken of zijn beschadigd{more}. "
            "'manage.py check_integriteit --deel bestanden' noemt ze allemaal.",
            returncode=2,
        )
