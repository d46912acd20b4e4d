from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sto_portal.accounts"
    verbose_name = "Accounts"
