from django.apps import AppConfig


class BeschikbaarheidConfig(AppConfig):
    name = "sto_portal.beschikbaarheid"
    verbose_name = "Beschikbaarheid"
