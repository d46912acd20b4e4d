from django.apps import AppConfig


class SporenConfig(AppConfig):
    name = "sto_portal.sporen"
    verbose_name = "Sporen"
