from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from applications import frozen


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self):
        pre_migrate.connect(thaw_plans, sender=self)
        post_migrate.connect(freeze_plans, sender=self)


def thaw_plans(using, **_kwargs):
    """Before a migration: without their triggers the tables of a plan can change."""
    frozen.remove(connections[using])


def freeze_plans(using, **_kwargs):
    """After a migration: what was filed can no longer be written."""
    frozen.install(connections[using])
