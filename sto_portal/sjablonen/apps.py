from django.apps import AppConfig


class SjablonenConfig(AppConfig):
    name = "sto_portal.sjablonen"
    verbose_name = "Sjablonen"
