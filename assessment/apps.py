from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from assessment import frozen, guarded


class AssessmentConfig(AppConfig):
    name = "assessment"

    def ready(self):
        pre_migrate.connect(open_besluiten, sender=self)
        post_migrate.connect(seal_besluiten, sender=self)


def open_besluiten(using, **_kwargs):
    """Before a migration: without their triggers the tables of a decision and of a judgement can change."""
    frozen.remove(connections[using])
    guarded.remove(connections[using])


def seal_besluiten(using, **_kwargs):
    """After a migration: what was sent can no longer be changed, and what the kader does not know is no judgement."""
    frozen.install(connections[using])
    guarded.install(connections[using])
