from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    name = "sto_portal.accounts"
    verbose_name = "Accounts"

    def ready(self):
        """Import `rollen.py` of every installed app, so that what it keeps of who holds a role is registered."""
        autodiscover_modules("rollen")
