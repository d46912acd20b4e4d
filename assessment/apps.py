from django.apps import AppConfig

from assessment import frozen, guarded, settled


class AssessmentConfig(AppConfig):
    name = "assessment"

    def ready(self):
        for wacht in (frozen.WACHT, guarded.WACHT, settled.WACHT):
            wacht.connect(self)
