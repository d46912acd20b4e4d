"""Saving one answer beside a bare view that inserts one row."""

import time

from django.db import connection
from django.test import Client, override_settings

from applications.forms.paragraaf import stand_of
from applications.models import Aanvraag, Aanvraagstatus, Antwoord, Antwoordsoort, Onderdeel, Vastlegging
from applications.views.paragraaf import paragraaf_url
from bench.kaal import Regel
from bench.klok import in_turns
from bench.meting import at_most
from sto_portal.accounts.models import User

SIZE = 78
TIMES = 3
ROUNDS = 101
TEXT = "De scholen en de bedrijven in de regio maken samen een plan voor de komende vier jaar. " * 8


def measure(options):
    """The first answer of the regiovisie, saved by the penvoerder of the open draft."""
    [regios] = options.sizes(SIZE)
    with options.demo(regios), override_settings(ROOT_URLCONF="bench.kaal"):
        with connection.schema_editor() as editor:
            editor.create_model(Regel)
        user = User.objects.get(email="penvoerder@example.nl")
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(user)
        page = Page(client, Aanvraag.objects.visible_to(user).get(status=Aanvraagstatus.CONCEPT))
        bare = Bare(client)
        wall = in_turns(page.save, bare.save, rounds=ROUNDS)
        cpu = in_turns(page.save, bare.save, rounds=ROUNDS, clock=time.process_time)
        page.check()
    return [
        at_most("Eén antwoord opslaan, verstreken tijd", *milliseconds(wall), eenheid="ms", keer=TIMES),
        at_most("Eén antwoord opslaan, rekentijd van de server", *milliseconds(cpu), eenheid="ms", keer=TIMES),
    ]


def milliseconds(seconds):
    return [1000 * each for each in seconds]


class Bare:
    """The same sign-in, one row."""

    def __init__(self, client):
        self.client = client

    def save(self):
        expect_redirect(self.client.post("/bench/opslaan/", {"tekst": TEXT}))


class Page:
    """The form of one paragraph as a browser sends it back: every answer, one of them changed each time."""

    def __init__(self, client, aanvraag):
        self.client = client
        answered = Antwoord.objects.filter(
            plan=aanvraag.plan,
            vraag__vastgelegd_in=Vastlegging.ANTWOORD,
            vraag__invoer=Antwoordsoort.TEKST,
            vraag__paragraaf__onderdeel=Onderdeel.REGIOVISIE,
        )
        self.antwoord = answered.select_related("vraag__paragraaf").order_by("vraag__volgorde").first()
        paragraaf = self.antwoord.vraag.paragraaf
        self.url = paragraaf_url(aanvraag, paragraaf)
        rows = Antwoord.objects.filter(plan=aanvraag.plan, vraag__paragraaf=paragraaf).select_related("vraag")
        self.data = {}
        for row in rows:
            self.data |= {row.vraag.code: row.tekst, f"stand_{row.vraag.code}": stand_of(row)}

    def save(self):
        code = self.antwoord.vraag.code
        self.data[f"stand_{code}"] = stand_of(self.antwoord)
        self.antwoord.versie += 1
        self.antwoord.tekst = f"{TEXT}{self.antwoord.versie}"
        self.data[code] = self.antwoord.tekst
        self.client.cookies.pop("messages", None)  # the page after a save shows them and clears them
        expect_redirect(self.client.post(self.url, self.data))

    def check(self):
        """Raise AssertionError unless every save was written."""
        stored = Antwoord.objects.get(pk=self.antwoord.pk)
        if (stored.versie, stored.tekst) != (self.antwoord.versie, self.antwoord.tekst):
            raise AssertionError(f"Er is versie {stored.versie} bewaard in plaats van {self.antwoord.versie}.")


def expect_redirect(response):
    if response.status_code != 302:
        raise AssertionError(f"Opslaan gaf {response.status_code} in plaats van 302.")
