from django.apps import AppConfig

from regions.frozen import WACHT


class RegionsConfig(AppConfig):
    name = "regions"

    def ready(self):
        WACHT.connect(self)
