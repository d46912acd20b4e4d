from django.apps import AppConfig


class VormgevingConfig(AppConfig):
    name = "sto_portal.vormgeving"
    verbose_name = "Vormgeving"
