from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from applications import frozen
from applications.integrity import check_indieningen
from assessment.integrity import check_letters
from sto_portal.sporen.actions import verify_chain


class Command(BaseCommand):
    help = "Ga na of elke indiening en elke brief nog klopt met haar controlegetal en of de sporen een keten vormen."

    def handle(self, *args, **options):
        faults = [f"Beveiliging ontbreekt: {name}." for name in frozen.missing(connection)]
        checked = list(check_indieningen())
        faults += [fault for _indiening, fault in checked if fault]
        faults += check_letters()
        faults += [f"Spoor {breuk.nummer}: {breuk.reden}" for breuk in verify_chain()]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} fouten gevonden.", returncode=1)
        self.stdout.write(f"In orde: {len(checked)} indieningen, de brieven en de sporen.")
