from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """People do not sign up by themselves: they are invited to a region or appointed by the beheerder."""

    def is_open_for_signup(self, request):
        return False
