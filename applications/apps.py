from django.apps import AppConfig

from applications import frozen


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self):
        for wacht in frozen.WACHTEN:
            wacht.connect(self)
