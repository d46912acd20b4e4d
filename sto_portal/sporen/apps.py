from django.apps import AppConfig

from sto_portal.sporen.triggers import WACHT


class SporenConfig(AppConfig):
    name = "sto_portal.sporen"
    verbose_name = "Sporen"

    def ready(self):
        WACHT.connect(self)
