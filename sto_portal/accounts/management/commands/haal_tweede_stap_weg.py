from django.core.management.base import BaseCommand, CommandError

from sto_portal.accounts.actions import AccountError
from sto_portal.accounts.models import User
from sto_portal.accounts.tweestaps.actions import take_away_factors


class Command(BaseCommand):
    help = "Haal de tweede stap bij inloggen weg van wie die kwijt is: voor als er geen (andere) beheerder is."

    def add_arguments(self, parser):
        parser.add_argument("email", help="het e-mailadres waarmee deze persoon inlogt")

    def handle(self, *, email, **_options):
        try:
            user = User.objects.get_by_natural_key(email)
            take_away_factors(user=user, by=None)
        except User.DoesNotExist as error:
            raise CommandError(f"Er is geen gebruiker met het e-mailadres {email}.") from error
        except AccountError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"De tweede stap van {user} is weggehaald.")
