from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from sto_portal.reservekopie.fouten import BackupError
from sto_portal.reservekopie.terugzetten import restore


class Command(BaseCommand):
    help = (
        "Zet een reservekopie terug in een lege database en een lege opslag, en controleer daarna of alles klopt. "
        "Eindigt met 1 als er niets is teruggezet of iets misging, en met 2 als de controle fouten vond."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("bestand", help="de reservekopie")
        parser.add_argument("--vervang", action="store_true", help="ook als er al een database of een bestand is")
        parser.add_argument("--andere-sleutel", action="store_true", help="ook als SECRET_KEY een andere is")

    def handle(self, *, bestand, vervang, andere_sleutel, **_options):
        try:
            manifest = restore(bestand, replace=vervang, other_key=andere_sleutel, tell=self.stdout.write)
        except BackupError as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(f"De reservekopie van {manifest.gemaakt_op} is teruggezet. Nu de controle.")
        try:
            call_command("check_integriteit", stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            raise CommandError(f"De reservekopie is terug, maar niet alles klopt: {error}", returncode=2) from error
