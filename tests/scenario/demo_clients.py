"""People of the demo in a Django client, and whether anything changed behind their back."""

from collections import Counter

from django.test import Client

from applications.canonical import checksum, plan_json
from applications.models import Aanvraag, Indiening, Ondertekening, Plan
from assessment.models import Advies, Beoordeling, Besluit
from sto_portal.accounts.models import User
from sto_portal.bestanden.models import Bestand
from sto_portal.outbox.models import Bericht
from sto_portal.werk.models import Werk


def client_of(person):
    """A client in which this person of the demo is signed in."""
    client = Client()
    client.force_login(User.objects.get(email=f"{person}@example.nl"))
    return client


def aanvraag_of(nummer):
    return Aanvraag.objects.with_nummer(nummer).get()


def plan_of(nummer):
    return Plan.objects.select_related("regio", "ronde").get(aanvraag=aanvraag_of(nummer))


def digest_of(nummer):
    """A checksum over everything in the plan of this application."""
    return checksum(plan_json(plan_of(nummer)))


def standing():
    """How far every case is, and how many rows there are of what a step leaves."""
    states = {
        model.__name__: Counter(model.objects.values_list("status", flat=True))
        for model in (Aanvraag, Beoordeling, Advies, Besluit)
    }
    models = (Indiening, Ondertekening, Bestand, Bericht, Werk)
    return states | {model.__name__: model.objects.count() for model in models}
