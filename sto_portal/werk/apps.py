from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WerkConfig(AppConfig):
    name = "sto_portal.werk"
    verbose_name = "Werk"

    def ready(self):
        """Import `work.py` of every installed app, so that each kind of work is registered."""
        autodiscover_modules("work")
