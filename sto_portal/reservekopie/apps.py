from django.apps import AppConfig


class ReservekopieConfig(AppConfig):
    name = "sto_portal.reservekopie"
    verbose_name = "Reservekopie"
