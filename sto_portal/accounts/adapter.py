from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """People do not sign up by themselves: they are invited to a region or appointed by the beheerder."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "U hebt te vaak een verkeerd wachtwoord ingevuld. Wacht vijf minuten en probeer het dan opnieuw."
        ),
    }

    def is_open_for_signup(self, request):
        return False
