from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from monitoring.downloads import CSVW, WRITERS, write, write_csvw
from monitoring.keuze import NAMES, KeuzeError, check_soort, read_population, read_regelingen
from monitoring.tabellen import TABELLEN

USAGE = (
    "Gebruik: export_tabel SLUG --uit BESTAND [--formaat csv|xlsx|ods|json] "
    "[--regeling SLUG] [--peildatum DAG] [--soort verleend|ingediend]"
)


class Command(BaseCommand):
    help = "Schrijft een tabel van de monitoring naar een bestand; naast een CSV ook wat elke kolom betekent."

    def add_arguments(self, parser):
        parser.add_argument("slug", help=f"een van: {', '.join(TABELLEN)}")
        parser.add_argument("--formaat", default="csv", help=f"een van: {', '.join(WRITERS)}")
        parser.add_argument("--uit", required=True, help="het bestand dat wordt geschreven")
        parser.add_argument("--regeling", default="", help="de regeling; leeg: die van het rapport")
        parser.add_argument("--peildatum", default="", help="de dag, zoals 2020-01-31; leeg: de gewone dag")
        parser.add_argument("--soort", default="", help="verleend of ingediend; leeg: verleend")

    def create_parser(self, prog_name, subcommand, **kwargs):
        """What argparse does not understand ends the command with 1 and the way to use it, in Dutch."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        if self._called_from_command_line:
            parser.error = self.refuse
        return parser

    def refuse(self, _message):
        self.stderr.write(self.style.ERROR(f"Deze opdracht klopt niet. {USAGE}"))
        raise SystemExit(1)

    def handle(self, *, slug, formaat, uit, **options):
        if slug not in TABELLEN:
            raise CommandError(f"De tabel '{slug}' bestaat niet. Kies uit: {', '.join(TABELLEN)}.")
        if formaat not in WRITERS:
            raise CommandError(f"'{formaat}' is geen formaat. Kies uit: {', '.join(WRITERS)}.")
        target = Path(uit)
        if not target.parent.is_dir():
            raise CommandError(f"De map {target.parent} bestaat niet.")
        regelingen = read_regelingen()
        try:
            populatie = read_population({name: options[name] for name in NAMES}, regelingen)
            check_soort(slug, populatie)
        except KeuzeError as error:
            raise CommandError(str(error)) from None
        tabel, naam = TABELLEN[slug](populatie), regelingen.get(populatie.regeling, populatie.regeling)
        target.write_bytes(write(tabel, formaat, naam))
        if formaat == "csv":
            target.with_name(f"{target.stem}.{CSVW}").write_bytes(write_csvw(tabel, naam))
        self.stdout.write(f"{target} is geschreven.")
