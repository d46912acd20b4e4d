from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "sto_portal.demo"
    verbose_name = "Demo"
