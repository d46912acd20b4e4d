from django.apps import AppConfig


class GezondheidConfig(AppConfig):
    name = "sto_portal.gezondheid"
    verbose_name = "Gezondheid"
