"""The receipt of what was filed is a letter of DUS-I: it says who writes it and how to reach them."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from applications.actions import submit_aanvraag
from applications.dossier import receipt_pdf
from applications.models import Indiening
from regions.models import Afzender
from tests.applications.plans import complete_aanvraag

pytestmark = pytest.mark.django_db


@pytest.fixture
def indiening(anna, twente):
    submit_aanvraag(aanvraag=complete_aanvraag(regio=twente), by=anna, at=timezone.now())
    return Indiening.objects.get()


def text_of(indiening):
    first = PdfReader(io.BytesIO(receipt_pdf(indiening))).pages[0]
    return " ".join(first.extract_text().split())


def test_it_names_the_sender_of_the_regeling_and_how_to_reach_them(indiening):
    told = text_of(indiening)

    assert "Dienst Uitvoering Subsidies aan Instellingen voor het ministerie" in told
    assert "Postadres Postbus 00000 0000 AA Voorbeeldstad (verzonnen)" in told
    assert "Bezoekadres Voorbeeldplein 1, Voorbeeldstad (verzonnen)" in told
    assert "Vragen over uw aanvraag 000 000 00 00 (verzonnen) sto@example.nl" in told


def test_what_is_not_known_of_the_sender_is_not_said(indiening):
    Afzender.objects.update(naam="Een ander", namens="", postadres="", bezoekadres="", telefoon="", email="")

    told = text_of(indiening)

    said = [text in told for text in ("Een ander", "ministerie", "Postadres", "Bezoekadres", "Vragen over")]
    assert said == [True, False, False, False, False]


def test_it_says_how_long_deciding_takes(indiening):
    assert f"Wij beslissen binnen {indiening.plan.ronde.regelingversie.beslisduur} nadat" in text_of(indiening)
