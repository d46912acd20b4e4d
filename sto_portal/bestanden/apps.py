from django.apps import AppConfig


class BestandenConfig(AppConfig):
    name = "sto_portal.bestanden"
    verbose_name = "Bestanden"
