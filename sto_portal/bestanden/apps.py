from django.apps import AppConfig

from sto_portal.bestanden.triggers import WACHT


class BestandenConfig(AppConfig):
    name = "sto_portal.bestanden"
    verbose_name = "Bestanden"

    def ready(self):
        WACHT.connect(self)
