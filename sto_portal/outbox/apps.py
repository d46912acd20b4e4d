from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "sto_portal.outbox"
    verbose_name = "Outbox"
