import time

from django.core.management.base import BaseCommand, CommandError

from assessment.controledelen import DELEN
from sto_portal.integriteit import as_seconds, run

FEW = 3


class Command(BaseCommand):
    help = (
        "Ga na of alles wat is vastgelegd nog klopt: beveiligingen, plannen, stappen, beoordelingen, adviezen, "
        "besluiten, brieven, bestanden, de keten van sporen en haar anker. Noemt elke fout en eindigt dan met 1."
    )

    def add_arguments(self, parser):
        names = ", ".join(deel.naam for deel in DELEN)
        parser.add_argument(
            "--deel", default="", metavar="DELEN", help=f"alleen deze delen, met komma's ertussen: {names}"
        )

    def handle(self, *args, deel="", verbosity=1, **options):
        begin = time.monotonic()
        self.is_silent = verbosity == 0
        tellingen = [self.look_at(each) for each in choose(deel)]
        duration = f"Duur: {as_seconds(time.monotonic() - begin)}."
        faults, unseen = (sum(getattr(each, name) for each in tellingen) for name in ("fouten", "ongezien"))
        if faults:
            raise CommandError(f"{faults} fouten gevonden. {duration}", returncode=1)
        seen = ", ".join(f"{telling.gezien} {telling.naam}" for telling in tellingen)
        words = f"In orde, op {unseen} na die niet te controleren waren" if unseen else "In orde"
        self.stdout.write(f"{words}: {seen}. {duration}")

    def look_at(self, deel):
        first = Few()
        telling = run(deel, tell_fault=self.stderr.write, tell_unseen=first.keep, tell_progress=self.tell)
        self.tell(str(telling))
        for text in first.texts:
            self.stdout.write(text)
        if telling.ongezien > FEW:
            self.stdout.write(f"{deel.naam}: nog {telling.ongezien - FEW} niet te controleren.")
        return telling

    def tell(self, text):
        if not self.is_silent:
            self.stdout.write(text)


class Few:
    """The first few of what could not be looked at: there may be thousands from an older version."""

    def __init__(self):
        self.texts = []

    def keep(self, text):
        if len(self.texts) < FEW:
            self.texts.append(text)


def choose(names):
    """The chosen parts, all of them where none is named; raises CommandError for a name that is no part."""
    known = {deel.naam: deel for deel in DELEN}
    chosen = [name.strip() for name in names.split(",") if name.strip()]
    wrong = [name for name in chosen if name not in known]
    if wrong:
        raise CommandError(f"Onbekend deel: {', '.join(wrong)}. Kies uit: {', '.join(known)}.", returncode=1)
    return [known[name] for name in chosen] or list(DELEN)
