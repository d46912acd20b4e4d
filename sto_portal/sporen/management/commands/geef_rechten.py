from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sto_portal.sporen.rechten import RightsError, give_rights


class Command(BaseCommand):
    help = (
        "Geef de rol van APP_DATABASE_URL het recht om rijen te lezen en te schrijven, en geen ander recht. Doet niets "
        "zonder APP_DATABASE_URL, of met een andere database dan PostgreSQL."
    )

    def handle(self, *args, **options):
        if not settings.APP_DATABASE_URL or connection.vendor != "postgresql":
            return
        try:
            name = give_rights(connection, settings.APP_DATABASE_URL)
        except RightsError as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(
            f"De rol {name} leest en schrijft rijen, en kan niets aan tabellen of beveiligingen veranderen."
        )
