from django.core.management.base import BaseCommand, CommandError

from sto_portal.accounts.actions import AccountError
from sto_portal.accounts.models import User
from sto_portal.accounts.tweestaps.actions import take_away_factors
from sto_portal.accounts.tweestaps.adapter import unreadable_for


class Command(BaseCommand):
    help = "Haal de tweede stap bij inloggen weg van wie die kwijt is: voor als er geen (andere) beheerder is."

    def add_arguments(self, parser):
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("email", nargs="?", help="het e-mailadres waarmee deze persoon inlogt")
        chosen.add_argument(
            "--onleesbaar",
            action="store_true",
            help="van iedereen bij wie die niet meer te lezen is, omdat SECRET_KEY een andere is",
        )

    def handle(self, *, email, onleesbaar, **_options):
        for user in unreadable_for() if onleesbaar else [self.find(email)]:
            try:
                take_away_factors(user=user, by=None)
            except AccountError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"De tweede stap van {user} is weggehaald.")

    def find(self, email):
        try:
            return User.objects.get_by_natural_key(email)
        except User.DoesNotExist as error:
            raise CommandError(f"Er is geen gebruiker met het e-mailadres {email}.") from error
